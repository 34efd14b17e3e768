"""Eight programs at once, through HTTP, on real connections: one room, one booking; one key, one.

Rounds may be asked for: PHARES_RACE_ROUNDS=200.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

import pytest

from phares.activities.bookings.models import Booking
from phares.activities.bookings.tests.factories import NOW, at, rooms
from phares.common.clock.actions import travel_to
from phares.cooperative.assets.queries import whole_and_part
from phares.kernel.actor import THE_POLE, Role
from phares.steering.opendata.models import Replay
from tests.api.world import Program, token_for
from tests.racing import connected, copied_database, race

pytestmark = pytest.mark.django_db

PROGRAMS, ROUNDS = 8, int(os.environ.get("PHARES_RACE_ROUNDS", "12"))


@pytest.fixture(scope="module")
def raced(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[tuple[Any, Any]]:
    """Copied before any test of this module opens its own transaction."""
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            settings = stack.enter_context(copied_database(tmp_path_factory.mktemp("race")))
            with connected(settings):
                house = rooms()
                travel_to(NOW, by=THE_POLE)
                secret = token_for(Role.ANIMATOR)
        yield settings, (house, secret)
        with django_db_blocker.unblock():
            stack.close()


def asked(house: Any, turn: int) -> dict[str, Any]:
    """Another hour in each round."""
    start = at(9) + timedelta(hours=3 * turn)
    return {
        "space": house.cordouan.pk,
        "organisation": house.resident.pk,
        "starts_at": start.isoformat(),
        "ends_at": (start + timedelta(hours=2)).isoformat(),
    }


def all_at_once(settings: Any, secret: str, body: Any, key: Any) -> list[tuple[int, int, bytes]]:
    answers: list[tuple[int, int, bytes]] = []

    def asker(number: int) -> Callable[[int], Any]:
        program = Program(secret)

        def asks(turn: int) -> None:
            answer = program.post("bookings", body(turn), key=key(turn))
            answers.append((turn, answer.status_code, answer.content))

        return asks

    race(settings, [asker(number) for number in range(PROGRAMS)], ROUNDS)
    return answers


def test_eight_programs_for_one_room(raced):
    settings, (house, secret) = raced
    answers = all_at_once(settings, secret, lambda turn: asked(house, turn), lambda _turn: "")
    statuses = [status for _turn, status, _body in answers]
    assert statuses.count(201) == ROUNDS
    assert statuses.count(409) == ROUNDS * (PROGRAMS - 1)
    with connected(settings):
        assert Booking.objects.count() == ROUNDS
        assert list(whole_and_part()) == []


def test_eight_times_the_same_key(raced):
    settings, (house, secret) = raced
    answers = all_at_once(
        settings, secret, lambda turn: asked(house, turn + ROUNDS), lambda turn: f"key-{turn}"
    )
    for turn in range(ROUNDS):
        mine = [(status, body) for when, status, body in answers if when == turn]
        made = {body for status, body in mine if status == 201}
        assert len(made) == 1
        others = [body for status, body in mine if status != 201]
        assert all(b'"in-flight"' in body for body in others)
    with connected(settings):
        assert Booking.objects.count() == 2 * ROUNDS
        assert Replay.objects.filter(status=201).count() == ROUNDS
