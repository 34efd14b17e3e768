"""Series asked for at once over one room: no date goes twice, and nobody meets an error."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from phares.activities.bookings.actions import Plan, book_room, book_series, change_series
from phares.activities.bookings.models import Offer, Series
from phares.activities.bookings.queries.opening import public_holidays
from phares.activities.bookings.rules.kinds import Rhythm
from phares.activities.bookings.rules.recurring import Recurrence
from phares.activities.bookings.tests.factories import ANIMATOR, NOW, Rooms, at, rooms
from phares.cooperative.assets.models import Occupation
from phares.kernel.time import TimeSlot
from tests.racing import connected, copied_database, race

pytestmark = pytest.mark.django_db
ROUNDS = int(os.environ.get("PHARES_RACE_ROUNDS", "12"))
FIRST = date(2016, 1, 12)


@pytest.fixture(scope="module")
def copied(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[dict[str, Any]]:
    """Copied before any test of this module opens its own transaction."""
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            settings = stack.enter_context(copied_database(tmp_path_factory.mktemp("race")))
        yield settings
        with django_db_blocker.unblock():
            stack.close()


ASKED: dict[str, Any] = {"by": ANIMATOR, "now": NOW}


def books(house: Rooms, offer: Offer, rhythm: Rhythm) -> Callable[[int], Any]:
    """Another fortnight in each round."""

    def act(turn: int) -> Any:
        first = FIRST + timedelta(days=14 * turn)
        told = Recurrence(rhythm, first, first + timedelta(days=13))
        return book_series(Plan(offer, house.resident, told, 540, 660), **ASKED)

    return act


def single(house: Rooms) -> Callable[[int], Any]:
    def act(turn: int) -> Any:
        start = at(10) + timedelta(days=14 * turn)
        slot = TimeSlot(start, start + timedelta(hours=2))
        return book_room(offer=house.north, party=house.adherent, slot=slot, **ASKED)

    return act


def moves(mine: Series) -> Callable[[int], Any]:
    def act(turn: int) -> Any:
        start = 540 + 60 * (turn % 3)
        to: dict[str, Any] = {"start": start, "end": start + 60, "last": mine.last_on}
        return change_series(mine, since=mine.first_on, **to, **ASKED)

    return act


def spans_held() -> dict[int, list[tuple[Any, Any]]]:
    """By unit, in order."""
    spans: dict[int, list[tuple[Any, Any]]] = {}
    held = Occupation.objects.filter(state="active").order_by("starts_at")
    for leaf, start, end in held.values_list("asset", "starts_at", "ends_at"):
        spans.setdefault(leaf, []).append((start, end))
    return spans


def test_series_over_one_room_at_once(copied):
    """Two of every day, one of every week, a single booking, and a series that changes hours."""
    with connected(copied):
        house = rooms()
        later = Recurrence(Rhythm.DAILY, date(2017, 1, 2), date(2017, 1, 20))
        mine = book_series(Plan(house.hall, house.resident, later, 540, 600), **ASKED)
        every = [(house.hall, Rhythm.DAILY), (house.north, Rhythm.DAILY),
                 (house.hall, Rhythm.WEEKLY)]  # fmt: skip
        acts = [*(books(house, *one) for one in every), single(house), moves(mine)]
        north = house.north.parts.get().asset_id
    clients = race(copied, acts, ROUNDS)
    assert len(clients[4].won) == ROUNDS
    told = [sentence for client in clients[:4] for sentence in client.told]
    assert all("Terragram" in one or "Solibio" in one for one in told)
    with connected(copied):
        assert Series.objects.count() == 1 + sum(len(one.won) for one in clients[:3])
        spans = spans_held()
    for taken in spans.values():
        assert [one for one, after in pairwise(taken) if after[0] < one[1]] == []
    known = [FIRST + timedelta(days=number) for number in range(14 * ROUNDS)]
    open_days = set(known) - public_holidays(known[0], known[-1]).keys()
    assert {start.date() for start, _end in spans[north]} >= open_days
