"""Each kind of thing that is taken away on a page is put back from a page, by its button."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.urls import reverse

from phares.common.removals.models import Removal
from phares.cooperative.governance.models import Body, Mandate
from phares.cooperative.projects.actions import take_part, tell_action
from phares.cooperative.projects.actions.axes import write_axis
from phares.cooperative.projects.actions.partners import partner_with
from phares.cooperative.projects.models import Action, Axis, Participation, Partnership
from phares.kernel.actor import THE_POLE
from phares.kernel.dating import read_dated
from phares.people.directory import actions as directory
from phares.people.directory.models import Claim, ContextFigure, DatedFact, Link
from phares.people.directory.rules.kinds import LinkKind
from tests.parties import person

pytestmark = pytest.mark.django_db
REASON = {"reason": "Noté deux fois"}


def _action(cast, title="Atelier vélo"):
    axis = write_axis(pole=cast.pole, number=1, name="Emploi", by=THE_POLE)
    return tell_action(axis=axis, year=2015, title=title, by=THE_POLE)


def an_axis(cast):
    row = write_axis(pole=cast.pole, number=1, name="Emploi", by=THE_POLE)
    return row, reverse("projects:remove_axis", args=[row.pk]), REASON


def an_action(cast):
    row = _action(cast)
    return row, reverse("projects:remove", args=[row.pk]), {}


def a_part(cast):
    row = take_part(action=_action(cast), organisation=cast.houses["quai"], by=THE_POLE)
    return row, reverse("projects:withdraw_part", args=[row.pk]), {}


def a_partnership(cast):
    row = partner_with(partner=cast.houses["quai"], since=read_dated("2015"), by=THE_POLE)
    return row, reverse("projects:remove_partnership", args=[row.pk]), REASON


def a_mandate(cast):
    body = Body.objects.create(name="Conseil")
    row = Mandate.objects.create(
        body=body, person=person(), title="trésorière", starts_on=date(2015, 1, 1)
    )
    return row, reverse("governance:remove", args=[row.pk]), REASON


def a_claim(cast):
    row = directory.cite_claim(
        organisation=cast.houses["quai"],
        label="jeux prêtés",
        value="1 234",
        as_of=read_dated("2015"),
        by=THE_POLE,
    )
    return row, reverse("directory:withdraw_claim", args=[row.pk]), {}


def a_link(cast):
    row = directory.link_organisations(
        subject=cast.houses["quai"],
        kind=next(iter(LinkKind)),
        target=cast.houses["digue"],
        by=THE_POLE,
    )
    return row, reverse("directory:unlink", args=[row.pk]), {}


def a_fact(cast):
    row = DatedFact.objects.create(
        pole=cast.pole, kind="event", starts_on=date(2015, 1, 1), text="Ouverture"
    )
    return row, reverse("directory:strike_fact", args=[row.pk]), {}


def a_figure(cast):
    row = directory.cite_context(
        label="Habitants", value="96 000", area="Ville", year=2015, by=THE_POLE
    )
    return row, reverse("directory:withdraw_context", args=[row.pk]), {}


KINDS = {
    an_axis: Axis,
    an_action: Action,
    a_part: Participation,
    a_partnership: Partnership,
    a_mandate: Mandate,
    a_claim: Claim,
    a_link: Link,
    a_fact: DatedFact,
    a_figure: ContextFigure,
}


@pytest.mark.parametrize("made", KINDS, ids=lambda one: one.__name__)
@pytest.mark.parametrize("who", ["animator", "administrator"])
def test_it_is_put_back_by_its_button(cast, client_of, made: Callable, who):
    row, url, typed = made(cast)
    table, client = KINDS[made], client_of(who)
    before = list(table.objects.filter(pk=row.pk).values())
    answer = client.post(url, typed, follow=True)
    assert not table.objects.filter(pk=row.pk).exists(), answer.text
    back = reverse("audit:put_back", args=[Removal.objects.get().pk])
    assert f'<a href="{back}">Remettre</a>' in answer.text
    assert f'<a href="{back}">' not in client.get("/aujourdhui/").text
    listed = client.get(reverse("audit:removed")).text
    assert re.search(rf'<a class="btn dense" href="{back}"[^>]*>Remettre<', listed)
    client.post(back)
    assert list(table.objects.filter(pk=row.pk).values()) == before


def test_who_may_not_put_back_is_offered_nothing(cast, client_of):
    row, url, _typed = a_claim(cast)
    page = client_of("member_contact").post(url, follow=True)
    assert not Claim.objects.filter(pk=row.pk).exists()
    assert "Remettre" not in page.text
