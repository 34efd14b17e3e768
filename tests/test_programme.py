"""What takes place on the day, on its first page."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from phares.activities.bookings.actions import close_days
from phares.activities.bookings.rules.asking import Wish
from phares.activities.bookings.tests.factories import (
    ANIMATOR,
    Rooms,
    at,
    book,
    rooms,
    slot,
)
from phares.common.clock.actions import travel_to
from phares.kernel.actor import THE_POLE
from phares.portal.programme import FEW, Programme, programme

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture
def house() -> Rooms:
    return rooms()


def told(found: Programme) -> list[tuple[str, str, str, bool]]:
    return [(one.since, one.told.title, one.beneath, one.now) for one in found.moments]


def test_hour_after_hour_what_is_over_set_back(house):
    book(house.cordouan, house.resident, slot(8, 9))
    book(house.planier, house.resident, slot(14, 16), wish=Wish(purpose="Atelier"))
    book(house.cordouan, house.adherent, slot(9, 12))
    book(house.cordouan, house.adherent, slot(9, 12, day=13))
    found = programme(ANIMATOR, at(10, 30).astimezone(PARIS))
    assert told(found) == [
        ("9\xa0h", "Solibio", "Cordouan, jusqu’à 12\xa0h", True),
        ("14\xa0h", "Terragram", "Planier, jusqu’à 16\xa0h, Atelier", False),
    ]
    assert (found.over, found.more) == (1, 0)
    assert told(programme(ANIMATOR, at(18).astimezone(PARIS))) == []


def test_a_closed_day_is_told_first_and_has_no_hour(house):
    close_days(label="Travaux", first=date(2016, 1, 12), last=date(2016, 1, 12), by=ANIMATOR)
    [line] = told(programme(ANIMATOR, at(10).astimezone(PARIS)))
    assert line == ("", "Fermé : Travaux", "", False)


def test_more_than_a_glance_is_counted(house):
    for hour in range(8, 8 + FEW + 2):
        book(house.cordouan, house.resident, slot(hour, hour + 1), by=ANIMATOR)
    found = programme(ANIMATOR, at(7).astimezone(PARIS))
    assert (len(found.moments), found.more) == (FEW, 2)


def test_the_first_page_shows_it_and_says_when_there_is_nothing(client_of):
    travel_to(at(10).astimezone(PARIS), by=THE_POLE)
    page = client_of("animator").get("/aujourdhui/").text
    assert ("Au programme" in page, "Rien n’est prévu ce jour." in page) == (True, True)
    assert "Au programme" not in client_of("funder").get("/aujourdhui/").text
