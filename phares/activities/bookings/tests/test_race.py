"""Eight at once for one room, hundreds of times: one has it, seven are told who does.

On a copy of the test database, with real connections and real commits. Rounds may be asked for:
PHARES_RACE_ROUNDS=500.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from phares.activities.bookings.actions import approve_booking, book_room, move_booking
from phares.activities.bookings.models import Booking, Offer
from phares.activities.bookings.tests.factories import ANIMATOR, NOW, at, rooms
from phares.cooperative.assets.queries import whole_and_part
from phares.kernel.time import TimeSlot
from phares.people.directory.models import Organisation
from tests.racing import connected, copied_database, race

pytestmark = pytest.mark.django_db

WORKERS, ROUNDS = 8, int(os.environ.get("PHARES_RACE_ROUNDS", "60"))


@pytest.fixture(scope="module")
def copied(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[dict[str, Any]]:
    """Copied before any test of this module opens its own transaction."""
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            settings = stack.enter_context(copied_database(tmp_path_factory.mktemp("race")))
        yield settings
        with django_db_blocker.unblock():
            stack.close()


def hour(number: int) -> TimeSlot:
    """Another hour in each round."""
    start = at(9) + timedelta(hours=3 * number)
    return TimeSlot(start, start + timedelta(hours=2))


def test_eight_ask_for_the_hall_and_its_half(copied):
    """The hall, its half and a set share units: whatever the order, one has them."""
    with connected(copied):
        house = rooms()
    wanted = [house.hall, house.north] * 4

    def asker(number: int) -> Callable[[int], Any]:
        return lambda turn: book_room(
            offer=wanted[(number + turn) % 8], party=house.resident, slot=hour(turn), by=ANIMATOR,
            now=NOW,
        )  # fmt: skip

    clients = race(copied, [asker(number) for number in range(WORKERS)], ROUNDS)
    told = [sentence for client in clients for sentence in client.told]
    assert sorted(turn for client in clients for turn in client.won) == list(range(ROUNDS))
    assert len(told) == ROUNDS * (WORKERS - 1)
    assert all("par Terragram" in sentence for sentence in told)
    with connected(copied):
        assert Booking.objects.count() == ROUNDS
        assert list(whole_and_part()) == []


def test_booking_moving_and_approving_at_once(copied):
    """Four ask anew, two move what they have there, two say yes to what nobody asked."""
    early = NOW - timedelta(days=30)
    with connected(copied):
        Booking.objects.all().delete()
        who, room = Organisation.objects.get(name="Terragram"), Offer.objects.get(name="Cordouan")
        asked: dict[str, Any] = {"offer": room, "party": who, "by": ANIMATOR}
        mine = [book_room(slot=hour(number), now=early, **asked) for number in (-40, -39)]

    def moves(which: int) -> Callable[[int], Any]:
        return lambda turn: move_booking(mine[which], hour(turn), by=ANIMATOR, now=early)

    asks = [lambda turn: book_room(slot=hour(turn), now=NOW, **asked)] * 4
    approves = [lambda turn: approve_booking(mine[turn % 2], by=ANIMATOR)] * 2
    clients = race(copied, [*asks, moves(0), moves(1), *approves], ROUNDS)
    made = sum(len(client.won) for client in clients[:4])
    assert made >= ROUNDS // 4
    with connected(copied):
        spans = sorted(room.bookings.values_list("starts_at", "ends_at"))
        assert len(spans) == made + len(mine)
        assert [one for one, after in pairwise(spans) if after[0] < one[1]] == []
