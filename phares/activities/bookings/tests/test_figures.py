"""How much the rooms were booked, counted by hand."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from phares.activities.bookings import actions
from phares.activities.bookings.figures import measure
from phares.activities.bookings.models import Booking
from phares.activities.bookings.rules.asking import Wish
from phares.activities.bookings.rules.kinds import Nature
from phares.activities.bookings.tests.factories import (
    ANIMATOR,
    NOW,
    OPENED,
    Rooms,
    asset,
    at,
    book,
    offer,
    rooms,
    slot,
)
from phares.kernel.actor import THE_POLE
from phares.people.directory.models import Organisation
from tests.parties import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> Rooms:
    return rooms()


def done(*bookings: Booking) -> None:
    Booking.objects.filter(pk__in=[one.pk for one in bookings]).update(state="done")


def test_a_year_without_bookings_has_no_figure(house):
    assert {one.value for one in measure(2016).values()} == {None}


def test_bookings_hours_and_whose_they_were(house):
    assembly = Wish(nature=Nature.ASSEMBLY)
    first = book(house.cordouan, house.resident, slot(9, 12))
    second = book(house.planier, house.resident, slot(14, 16), wish=assembly)
    third = book(house.cordouan, house.outsider, slot(14, 17))
    cancelled = book(house.planier, house.outsider, slot(9, 10))
    done(first, second, third)
    actions.cancel_booking(cancelled, by=ANIMATOR, now=NOW)
    found = measure(2016)
    assert found["bookings"].value == 3
    assert found["booked_hours"].value == 8
    assert found["external_share"].value == Decimal("37.5")
    assert {one.label: one.value for one in found["booked_hours"].rows} == {
        house.resident.name: 5,
        house.outsider.name: 3,
    }
    assert [one.label for one in found["external_share"].rows] == [house.outsider.name]
    assert {one.label: one.value for one in found["bookings"].parts}["assemblée générale"] == 1
    assert sum(one.value for one in found["bookings"].parts) == 3


def test_the_year_is_that_of_the_beginning_here(house):
    late = book(house.cordouan, house.resident, slot(9, 10))
    moments = {"starts_at": at(23).replace(year=2015, month=12, day=31)}
    Booking.objects.filter(pk=late.pk).update(
        state="done", **moments, ends_at=moments["starts_at"] + timedelta(hours=2)
    )
    assert measure(2015)["bookings"].value == 1
    assert measure(2016)["bookings"].value is None


def test_nobody_is_named_by_a_figure(house):
    maud: Any = person("Maud", "Roy")
    done(book(house.cordouan, maud, slot(9, 10)))
    told = measure(2016)
    assert [one.label for one in told["bookings"].rows] == ["Personnes"]
    assert "Roy" not in str(told)


def test_use_is_of_the_hours_one_may_book():
    """Two halves of a hall, open ten hours on Mondays and Tuesdays; the hall once, a half once."""
    hours = [(weekday, 480, 1080) for weekday in (0, 1)]
    actions.set_hours(hours, start=OPENED, by=THE_POLE)
    whole = asset("Grande salle")
    halves = [asset(name, whole) for name in ("Nord", "Sud")]
    hall, north, _south = offer("Grande salle", whole), *(offer(one.name, one) for one in halves)
    for one in (hall, north):
        one.keeps_holidays = False
        one.save()
    halage = Organisation.objects.create(name="Halage", search="halage")
    first = book(hall, halage, slot(9, 13), by=THE_POLE)
    done(first, book(north, halage, slot(14, 16), by=THE_POLE))
    found = measure(2016)["room_use_rate"]
    assert {one.label: one.value for one in found.rows} == {"Nord": 6, "Sud": 4}
    open_days = sum(
        (NOW.replace(month=1, day=1) + timedelta(days=n)).weekday() < 2 for n in range(366)
    )
    assert found.value is not None
    assert abs(found.value - Decimal(10) * 100 / (2 * 10 * open_days)) < Decimal("0.5")


def test_the_figures_cost_few_queries(house, django_assert_max_num_queries):
    for hour in range(9, 17):
        done(book(house.cordouan, house.resident, slot(hour, hour + 1)))
    with django_assert_max_num_queries(7):
        measure(2016)
