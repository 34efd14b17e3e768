"""What the list says of the presence of a structure."""

from __future__ import annotations

from datetime import date

import pytest

from phares.kernel.actor import THE_POLE
from phares.people.directory import actions, queries
from phares.people.directory.models import Organisation, Pole
from phares.people.directory.queries.organisations import housed_elsewhere
from phares.people.directory.tables import presence_of
from phares.people.directory.tests.factories import (
    ADHERENT,
    FUNDER,
    GUEST,
    RESIDENT,
    a_pole,
    member,
    when,
)

pytestmark = pytest.mark.django_db
LAST_DAY = date(2015, 12, 31)


@pytest.fixture(autouse=True)
def pole() -> Pole:
    return a_pole()


def whereabouts(day: date) -> dict[str, str]:
    """What the list says of the presence of each."""
    said = presence_of(day)
    rows = queries.organisations_listed(day, THE_POLE)
    return {row.name: str(said(row) or "") for row in rows}


def test_presence_says_since_when_it_is_in_the_premises() -> None:
    """Whatever it was before: a funder since 1995, a guest since March."""
    for name, role, since, left, then in (
        ("Fondation", FUNDER, "1995", "", "novembre 2015"),
        ("Terragram", GUEST, "mars 2015", "août 2015", "septembre 2015"),
        ("Revenante", GUEST, "mars 2014", "mai 2014", "septembre 2015"),
    ):
        party = member(name, role=role, since=since, left=left).party
        actions.enter_pole(party=party, role=RESIDENT, since=when(then), by=THE_POLE)
    late = member("Tardive", since="2010", present=False)
    actions.move_in(late, since=when("été 2015"), by=THE_POLE)
    member("Ailleurs", since="2010", gone="mai 2014")
    member("Peut-être", since="2010", gone="avant le 30/06/2016")
    member("Hivernale", since="hiver 2015")
    week = member("À la semaine", role=GUEST, since="mars 2015", left="28/8/2015").party
    actions.enter_pole(party=week, role=RESIDENT, since=when("septembre 2015"), by=THE_POLE)
    assert whereabouts(LAST_DAY) == {
        "Fondation": "depuis novembre 2015",
        "Terragram": "depuis mars 2015",
        "Revenante": "depuis septembre 2015",
        "Tardive": "depuis l’été 2015",
        "Ailleurs": "hors les murs",
        "Peut-être": "présence incertaine",
        "Hivernale": "présence incertaine",
        "À la semaine": "depuis mars 2015",
    }
    outside = Organisation.objects.filter(housed_elsewhere(LAST_DAY))
    assert [one.name for one in outside] == ["Ailleurs"]


def test_who_is_to_come_is_not_told_as_gone() -> None:
    for since in ("1er février 2016", "mars 2016", "été 2016", "avant le 30/06/2016"):
        member(since, since=since)
    back = member("Revenante", since="2014", left="mai 2015").party
    for role, since in ((RESIDENT, "avril 2016"), (ADHERENT, "juin 2016")):
        actions.enter_pole(party=back, role=role, since=when(since), by=THE_POLE)
    member("Partie", since="2014", left="mai 2015")
    assert whereabouts(LAST_DAY) == {
        "1er février 2016": "à venir, dès le 1er février 2016",
        "mars 2016": "à venir, dès mars 2016",
        "été 2016": "à venir, dès l’été 2016",
        "avant le 30/06/2016": "à venir, avant le 30 juin 2016",
        "Revenante": "à venir, dès avril 2016",
        "Partie": "partie : mai 2015",
    }
