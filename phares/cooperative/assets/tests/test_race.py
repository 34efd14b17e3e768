"""Eight at once for the same units, many times over: one has them, seven are told who does.

On a copy of the test database, with real connections and real commits.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from phares.cooperative.assets.actions import move, occupy
from phares.cooperative.assets.models import Occupation
from phares.cooperative.assets.rules.kinds import Taking
from phares.cooperative.assets.tests.factories import asset, holder, moment
from phares.kernel.actor import THE_POLE
from tests.racing import connected, copied_database, race

pytestmark = pytest.mark.django_db

WORKERS, ROUNDS = 8, 15


@pytest.fixture(scope="module")
def copied(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[dict[str, Any]]:
    """Copied before any test of this module opens its own transaction."""
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            folder = tmp_path_factory.mktemp("race")
            settings = stack.enter_context(copied_database(folder))
        yield settings
        with django_db_blocker.unblock():
            stack.close()


def raced(settings, acts) -> list[str]:
    """One wins each round; what the others were told."""
    racers = race(settings, acts, ROUNDS)
    assert sorted(n for racer in racers for n in racer.won) == list(range(ROUNDS))
    return [sentence for racer in racers for sentence in racer.told]


def taking(key, units, who, start, end):
    occupy(
        assets=units, holder=who, taking=Taking.LEASE, key=key, start=start, end=end, by=THE_POLE
    )


def test_one_wins_and_the_others_are_told(copied):
    with connected(copied):
        hall = asset("Grande salle")
        units = [hall, asset("Bureau 5"), asset("Bureau 6")]
        halves = [asset("Nord", hall), asset("Sud", hall)]
        who = holder()

    def taker(worker: int):
        def act(number: int) -> None:
            """The same units in every round, each time in another order."""
            mine = random.Random(worker * 100 + number).sample(units, len(units))
            year = 1900 + number
            key = f"race:{number}:{worker}"
            taking(key, mine, who, moment(1, year=year), moment(1, year=year + 1))

        return act

    told = raced(copied, [taker(worker) for worker in range(WORKERS)])
    assert len(told) == ROUNDS * (WORKERS - 1)
    assert all("est occupé par Terragram jusqu’au 31 décembre" in said for said in told)
    with connected(copied):
        taken = Occupation.objects.filter(key__startswith="race:")
        assert taken.count() == ROUNDS * (len(halves) + 2)


def test_a_whole_that_lasts_longer_meets_who_takes_its_part(copied):
    """Rooms were let in one piece, then divided: one lengthens the letting, seven want the desk."""
    with connected(copied):
        who, rooms = holder(), [asset(f"Salle {number}") for number in range(ROUNDS)]
        for number, room in enumerate(rooms):
            taking(f"whole:{number}", [room], who, moment(1), moment(6))
        desks = [asset("Poste 1", room) for room in rooms]

    def longer(number: int) -> None:
        move(f"whole:{number}", moment(1), moment(9), by=THE_POLE)

    def taker(worker: int):
        return lambda number: taking(
            f"part:{number}:{worker}", [desks[number]], who, moment(7), moment(8)
        )

    told = raced(copied, [longer, *(taker(worker) for worker in range(1, WORKERS))])
    assert len(told) == ROUNDS * (WORKERS - 1)
    with connected(copied):
        assert (
            Occupation.objects.filter(asset__in=[*rooms, *desks], ends_at__gt=moment(6)).count()
            == ROUNDS
        )
