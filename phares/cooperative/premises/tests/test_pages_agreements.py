"""Correcting an agreement, and taking its notice back, from its page."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from phares.common.clock.actions import travel_to
from phares.cooperative.assets.models import Occupation
from phares.cooperative.premises import actions
from phares.cooperative.premises.models import Lease, LeaseLine
from phares.cooperative.premises.tests import factories as f
from phares.kernel.actor import THE_POLE
from phares.kernel.dating import read_dated
from phares.people.directory.actions import enter_pole
from phares.people.directory.rules.kinds import BelongingRole

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(cast):
    travel_to(datetime(2016, 1, 4, 10, 30, tzinfo=ZoneInfo("Europe/Paris")), by=THE_POLE)
    return f.place()


@pytest.fixture
def lease(place, cast):
    """The Quai has office 5 until the end of June."""
    quai = cast.houses["quai"]
    return f.lease(place, place.offices[2], occupant=quai, start=f.day(3), end=f.day(6, 30, 2016))


def text_of(response):
    return re.sub(r"\s+", " ", unescape(response.content.decode()))


def address(name, lease):
    return reverse(f"premises:{name}", args=[lease.pk])


def test_an_agreement_to_come_is_corrected_by_the_form(place, cast, client_of):
    quai, client = cast.houses["quai"], client_of("animator")
    lease = f.lease(place, *place.offices[:2], occupant=quai, start=f.day(3, year=2016))
    lease.lines.filter(space=place.offices[0]).update(surface_m2=12)
    assert address("correct", lease) in text_of(client.get(address("lease", lease)))
    form = client.get(address("correct", lease)).context["form"]
    assert list(form.fields) == ["spaces", "start", "end", "notice_months", "note"]
    wanted = [place.offices[0].pk, place.offices[2].pk]
    sent = {"spaces": wanted, "start": "avril 2016", "end": "", "notice_months": "1", "note": ""}
    response = client.post(address("correct", lease), sent, follow=True)
    assert f"{lease.number} est corrigée." in text_of(response)
    lease.refresh_from_db()
    assert (str(lease.beginning), lease.notice_months) == ("avril 2016", 1)
    assert [line.surface_m2 for line in lease.lines.filter(space__in=wanted)] == [12, 20]


def test_one_that_runs_keeps_its_spaces(place, lease, cast, client_of):
    f.lease(place, place.offices[2], occupant=cast.houses["digue"], start=f.day(9, year=2016))
    client = client_of("animator")
    form = client.get(address("correct", lease)).context["form"]
    assert list(form.fields) == ["start", "end"]
    before = list(Occupation.objects.values())
    response = client.post(address("correct", lease), {"start": "1/3/2015", "end": ""})
    assert response.status_code == 422
    assert "La Digue verte à partir du 1er septembre" in response.context["form"].errors["start"][0]
    assert list(Occupation.objects.values()) == before
    sent = {"start": "1/3/2015", "end": "août 2016"}
    assert client.post(address("correct", lease), sent).status_code == 302
    assert str(Lease.objects.get(pk=lease.pk).ending) == "août 2016"


def test_a_correction_tells_all_its_reasons_at_once(place, cast, client_of):
    """Dates the wrong way round, a space that is not fit, another that somebody has."""
    quai, client = cast.houses["quai"], client_of("animator")
    lease = f.lease(place, place.offices[0], occupant=quai, start=f.day(3, year=2016))
    f.lease(place, place.offices[1], occupant=cast.houses["digue"], start=f.day(3))
    wanted = [place.offices[0].pk, place.offices[1].pk, place.workshop.pk]
    sent = {"spaces": wanted, "start": "1/4/2016", "end": "1/3/2016", "notice_months": "99"}
    before = list(Occupation.objects.values())
    errors = client.post(address("correct", lease), sent).context["form"].errors
    assert set(errors) == {"end", "spaces", "notice_months"}
    assert "avant le début" in errors["end"][0]
    said = " ".join(errors["spaces"])
    assert "Atelier textile n’est pas utilisable" in said
    assert "Bureau 4 est occupé par La Digue verte" in said
    assert "Bureau 3" not in said
    assert list(Occupation.objects.values()) == before


def test_of_an_agreement_that_ended_a_correction_tells_all_too(place, lease, cast, client_of):
    """Its dates alone may change: it keeps an end, and another came before it."""
    notice: Any = {"noticed_on": date(2015, 12, 1), "agreed": True, "by": f.ANIMATOR}
    actions.end_lease(lease, last_day=f.day(2, 28, 2016), **notice)
    f.lease(place, place.offices[2], occupant=cast.houses["digue"], start=f.day(9, year=2016))
    sent = {"start": "1/3/2015", "end": ""}
    errors = client_of("animator").post(address("correct", lease), sent).context["form"].errors
    assert "garde un dernier jour" in errors["end"][0]
    assert "La Digue verte à partir du 1er septembre 2016" in errors["start"][0]


def test_a_notice_is_taken_back_by_the_form(lease, client_of):
    client = client_of("animator")
    page = address("lease", lease)
    assert "Annuler le congé" not in text_of(client.get(page))
    actions.end_lease(
        lease, last_day=f.day(2, 28, 2016), noticed_on=date(2015, 12, 1), by=f.ANIMATOR
    )
    assert "Annuler le congé" in text_of(client.get(page))
    form = client.get(address("withdraw_notice", lease)).context["form"]
    assert str(form.initial["end"]) == "30 juin 2016"
    answer = client.post(address("withdraw_notice", lease), {"end": "30/6/2016"}, follow=True)
    assert "court de nouveau (dernier jour : 30 juin 2016)" in text_of(answer)
    again = client.post(address("withdraw_notice", lease), {"end": "30/6/2016"})
    assert again.status_code == 422
    assert Lease.objects.get().state == "active"


def test_who_notes_a_departure_reads_that_an_agreement_runs(lease, cast, client_of):
    belonging = enter_pole(
        party=lease.occupant, role=BelongingRole.RESIDENT, since=f.day(3), by=THE_POLE
    )
    page = client_of("animator").get(reverse("directory:leave", args=[belonging.pk]))
    assert f"Sa convention {lease.number} court jusqu’au 30 juin 2016." in text_of(page)


def test_others_read_and_do_not_correct(lease, client_of):
    for name in ("technician", "co_manager", "member_contact"):
        client = client_of(name)
        assert "Corriger" not in text_of(client.get(address("lease", lease)))
        for act in ("correct", "withdraw_notice"):
            assert client.post(address(act, lease), {"start": "2015"}).status_code == 403


def test_surfaces_in_the_file_are_those_agreed(place, lease, client_of):
    f.lease(place, place.offices[0], place.offices[1], occupant=f.organisation(), start=f.day(3))
    for line, m2 in zip(LeaseLine.objects.order_by("pk"), ("0.1", "0.7", "71.9"), strict=False):
        LeaseLine.objects.filter(pk=line.pk).update(surface_m2=Decimal(m2))
    text = client_of("animator").get("/conventions/?format=csv").getvalue().decode()
    assert {line.split(";")[3] for line in text.splitlines()[1:]} == {"0,10", "72,60"}


def headings(field):
    """What a list offers under each heading."""
    return {
        heading: [label for _value, label in rows]
        for heading, rows in field.choices
        if isinstance(rows, list)
    }


def test_who_belongs_and_who_holds_the_place_are_offered_first(place, lease, cast, client_of):
    quai = cast.houses["quai"]
    enter_pole(party=quai, role=BelongingRole.RESIDENT, since=f.day(3), by=THE_POLE)
    page = client_of("animator").get(reverse("premises:sign"))
    fields = page.context["form"].fields
    occupants, lessors = headings(fields["occupant"]), headings(fields["lessor"])
    assert list(occupants) == ["Au pôle", "Autres"]
    assert occupants["Au pôle"] == ["Le Quai partagé"]
    assert "La Digue verte" in occupants["Autres"]
    assert lessors["Propriétaire ou gestionnaire"] == sorted([place.owner.name, place.manager.name])
    assert "La Digue verte" in lessors["Autres"]
    assert '<optgroup label="Au pôle">' in page.text


def test_only_who_had_spaces_is_shown_on_the_plan(place, lease, client_of):
    page = client_of("animator").get(reverse("premises:floor", args=[place.ground.pk])).text
    assert "Le Quai partagé" in page
    assert '<optgroup label="Autres"><option' in re.sub(r">\s+<", "><", page)
    assert "La Digue verte</option>" not in page


def test_all_that_is_wrong_of_an_agreement_is_told_at_once(place, lease, cast, client_of):
    """The notice, the dates, and who has each of the spaces: one round, and nothing is written."""
    digue, taken, client = cast.houses["digue"], place.offices[2], client_of("animator")
    f.lease(place, place.offices[1], occupant=digue, start=f.day(3))
    before = list(Occupation.objects.values()), Lease.objects.count()
    sent = {
        "occupant": digue.pk, "lessor": place.manager.pk, "spaces": [taken.pk, place.offices[1].pk],
        "start": "1/3/2016", "end": "1/1/2016", "notice_months": "99", "note": "clé chez Nora",
    }  # fmt: skip
    response = client.post(reverse("premises:sign"), sent)
    assert response.status_code == 422
    assert dict(response.context["form"].errors) == {
        "end": ["La fin vient avant le début. Vérifiez les deux dates."],
        "notice_months": ["Douze mois au plus."],
        "spaces": [
            "Bureau 4 est occupé par La Digue verte sans date de fin. Bureau 5 est occupé par "
            "Le Quai partagé jusqu’au 30 juin 2016. Choisissez d’autres espaces ou une autre "
            "date."
        ],
    }
    assert "clé chez Nora" in text_of(response)
    assert (list(Occupation.objects.values()), Lease.objects.count()) == before


def test_an_end_that_cannot_be_read_hides_nobody_and_invents_nobody(place, lease, client_of):
    """Who begins later is in the way of some ends only: not told while the end is unknown."""
    free, client = place.offices[1], client_of("animator")
    f.lease(place, free, occupant=f.organisation("ERRC"), start=f.day(9, year=2016))
    sent = {
        "occupant": place.owner.pk, "lessor": place.manager.pk, "start": "1/3/2016",
        "end": "bientôt", "notice_months": "2", "spaces": [free.pk, place.offices[2].pk],
    }  # fmt: skip
    errors = client.post(reverse("premises:sign"), sent).context["form"].errors
    assert set(errors) == {"end", "spaces"}
    assert "Le Quai partagé" in errors["spaces"][0]
    assert "ERRC" not in errors["spaces"][0]


@pytest.mark.parametrize(
    ("since", "proposed"), [("mars 2016", "mars 2016"), ("2014", "4 janvier 2016")]
)
def test_an_agreement_is_proposed_from_the_day_the_structure_comes(
    place, cast, client_of, since, proposed
):
    quai = cast.houses["quai"]
    role, since = BelongingRole.RESIDENT, read_dated(since)
    enter_pole(party=quai, role=role, since=since, by=THE_POLE)
    page = client_of("animator").get(reverse("premises:sign"), {"structure": quai.pk})
    assert str(page.context["form"]["start"].value()) == proposed


@pytest.mark.parametrize(
    ("since", "begins"), [("mars 2016", "mars 2016"), ("2014", "4 janvier 2016")]
)
def test_a_beginning_left_empty_follows_the_structure_that_is_chosen(
    place, cast, client_of, since, begins
):
    """Without script: nothing is proposed before one is chosen."""
    quai, client, sign = cast.houses["quai"], client_of("animator"), reverse("premises:sign")
    enter_pole(party=quai, role=BelongingRole.RESIDENT, since=read_dated(since), by=THE_POLE)
    assert client.get(sign).context["form"]["start"].value() is None
    sent = {
        "occupant": quai.pk, "lessor": place.manager.pk, "start": "", "end": "",
        "notice_months": "2", "spaces": [place.offices[0].pk],
    }  # fmt: skip
    answer = client.post(sign, sent, follow=True)
    lease = Lease.objects.get()
    assert str(lease.beginning) == begins
    assert f"signée avec Le Quai partagé, {lease.beginning.onwards}" in text_of(answer)


def test_a_beginning_that_cannot_be_read_hides_nobody(place, lease, client_of):
    """Who has the space today is said with the date to write again; who comes later is not."""
    free, client = place.offices[1], client_of("animator")
    f.lease(place, free, occupant=f.organisation("ERRC"), start=f.day(9, year=2016))
    sent = {
        "occupant": place.owner.pk, "lessor": place.manager.pk, "start": "bientôt",
        "end": "", "notice_months": "2", "spaces": [free.pk, place.offices[2].pk],
    }  # fmt: skip
    errors = client.post(reverse("premises:sign"), sent).context["form"].errors
    assert set(errors) == {"start", "spaces"}
    assert "Le Quai partagé" in errors["spaces"][0]
    assert "ERRC" not in errors["spaces"][0]
    assert not Lease.objects.filter(occupant=place.owner).exists()
