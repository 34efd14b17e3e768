"""Hours offered asked for by two bookings at once: the last ones go once."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from typing import Any

import pytest

from phares.activities.bookings.actions import book_room
from phares.activities.bookings.models import Offer
from phares.activities.bookings.models_price import BookingPrice
from phares.activities.bookings.tests.factories import ANIMATOR, NOW, Rooms, at, rooms
from phares.activities.bookings.tests.test_prices import offered, priced
from phares.kernel.time import TimeSlot
from phares.money.pricing.queries.hours import left_to
from tests.racing import connected, copied_database, race

pytestmark = pytest.mark.django_db
ROUNDS = min(int(os.environ.get("PHARES_RACE_ROUNDS", "12")), 24)
"""Each in a month of its own; no 12th of these two years is a public holiday."""


def month(turn: int) -> date:
    return date(2016 + turn // 12, 1 + turn % 12, 12)


@pytest.fixture(scope="module")
def copied(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[dict[str, Any]]:
    """Copied before any test of this module opens its own transaction."""
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            settings = stack.enter_context(copied_database(tmp_path_factory.mktemp("race")))
        yield settings
        with django_db_blocker.unblock():
            stack.close()


def asker(house: Rooms, offer: Offer) -> Callable[[int], Any]:
    """Two hours of the month, in a room that nobody else wants."""

    def act(turn: int) -> Any:
        day = month(turn)
        start, end = (at(hour).replace(year=day.year, month=day.month) for hour in (14, 16))
        slot = TimeSlot(start, end)
        return book_room(offer=offer, party=house.resident, slot=slot, by=ANIMATOR, now=NOW)

    return act


def test_two_bookings_cannot_both_take_the_last_hours(copied):
    """Three hours offered a month, two rooms for two hours each: three are free, one is paid."""
    with connected(copied):
        house = rooms()
        wanted = [house.cordouan, house.planier]
        for one in wanted:
            priced(one)
        offered(house.resident, 180)
    clients = race(copied, [asker(house, one) for one in wanted], ROUNDS)
    assert [len(one.won) for one in clients] == [ROUNDS, ROUNDS]
    free: Counter[tuple[int, int]] = Counter()
    with connected(copied):
        for price in BookingPrice.objects.select_related("booking"):
            start = price.booking.starts_at
            free[start.year, start.month] += price.free_minutes
        left = [left_to([house.resident.pk], month(turn))[0].free for turn in range(ROUNDS)]
    assert dict(free) == {(month(turn).year, month(turn).month): 180 for turn in range(ROUNDS)}
    assert left == [0] * ROUNDS
