"""Partnerships and axes recorded in error: taken away with the reason, kept where a year rests."""

from __future__ import annotations

import pytest

from phares.common.audit.models import Entry
from phares.cooperative.projects.actions import (
    partner_with,
    remove_axis,
    remove_partnership,
    tell_action,
    write_axis,
)
from phares.cooperative.projects.models import Axis, Partnership
from phares.kernel.dating import read_dated
from phares.kernel.refusal import Refused
from tests.parties import ANIMATOR, CO_MANAGER, home_pole, organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def axis() -> Axis:
    return write_axis(pole=home_pole(), number=1, name="Accueillir", by=ANIMATOR)


@pytest.fixture
def partnership() -> Partnership:
    return partner_with(partner=organisation("CNAM"), since=read_dated("mars 2014"), by=ANIMATOR)


def test_a_partnership_leaves_with_its_reason(partnership):
    remove_partnership(partnership, reason="noté deux fois", frozen={2013}, by=ANIMATOR)
    assert not Partnership.objects.exists()
    told = Entry.objects.get(verb="projects.partnership_removed")
    assert (told.subject, told.details["reason"]) == ("CNAM", "noté deux fois")


@pytest.mark.parametrize(
    ("case", "given", "code"),
    [
        ("no reason", {"reason": " "}, "no-reason"),
        ("a frozen year", {"frozen": {2015}}, "frozen-year"),
        ("not theirs", {"by": CO_MANAGER}, "not-allowed"),
    ],
)
def test_a_partnership_that_is_kept(partnership, case, given, code):
    before = Entry.objects.count()
    with pytest.raises(Refused) as no:
        remove_partnership(
            partnership, **{"reason": "doublon", "frozen": set(), "by": ANIMATOR} | given
        )
    assert no.value.reason.code == code, case
    assert (Partnership.objects.count(), Entry.objects.count()) == (1, before)


def test_an_axis_without_anything_leaves(axis):
    remove_axis(axis, reason="doublon", by=ANIMATOR)
    assert not Axis.objects.exists()
    assert Entry.objects.get(verb="projects.axis_removed").details["reason"] == "doublon"


def test_an_axis_that_actions_hang_from_stays(axis):
    for title in ("Repas", "Fête"):
        tell_action(axis=axis, year=2015, title=title, by=ANIMATOR)
    before = Entry.objects.count()
    with pytest.raises(Refused) as no:
        remove_axis(axis, reason="doublon", by=ANIMATOR)
    assert no.value.reason.code == "axis-in-use"
    assert "2\u00a0actions" in no.value.reason.sentence
    assert (Axis.objects.count(), Entry.objects.count()) == (1, before)


def test_on_the_pages(cast, client_of):
    axis = write_axis(pole=cast.pole, number=7, name="Accueillir", by=ANIMATOR)
    made = partner_with(partner=organisation("CNAM"), since=read_dated("2014"), by=ANIMATOR)
    client, of_partner = client_of("animator"), f"/partenaires/{made.pk}/retirer/"
    assert f'href="{of_partner}?annee=2015"' in client.get("/partenaires/?annee=2015").text
    assert "Le journal garde cette raison" in client.get(of_partner).text
    empty = client.post(of_partner, {"reason": ""})
    assert empty.status_code == 422
    assert empty.context["form"].errors["reason"]
    gone = client.post(f"{of_partner}?annee=2015", {"reason": "noté deux fois"})
    assert gone.headers["Location"] == "/partenaires/?annee=2015"
    assert client.post(f"/axes/{axis.pk}/retirer/", {"reason": "doublon"}).status_code == 302
    assert (Partnership.objects.count(), Axis.objects.filter(pk=axis.pk).count()) == (0, 0)
