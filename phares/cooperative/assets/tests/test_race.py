"""Eight at once for the same units, many times over: one has them, seven are told who does.

On a copy of the test database, with real connections and real commits.
"""

from __future__ import annotations

import random
import threading

from phares.cooperative.assets.actions import occupy
from phares.cooperative.assets.models import Occupation
from phares.cooperative.assets.rules.kinds import Taking
from phares.cooperative.assets.tests.factories import asset, holder, moment
from phares.kernel.actor import THE_POLE
from phares.kernel.refusal import Refused
from tests.racing import connected, copied_database

WORKERS, ROUNDS = 8, 15


class Worker(threading.Thread):
    """Asks for the same units in every round, each time in another order."""

    def __init__(self, number, settings, barrier, units, who):
        super().__init__(daemon=True)
        self.number, self.settings, self.barrier = number, settings, barrier
        self.units, self.who = list(units), who
        self.won: list[int] = []
        self.told: list[str] = []
        self.broke: list[BaseException] = []

    def run(self) -> None:
        with connected(self.settings):
            for number in range(ROUNDS):
                random.Random(self.number * 100 + number).shuffle(self.units)
                self.barrier.wait(timeout=30)
                self.ask(number)

    def ask(self, number: int) -> None:
        try:
            occupy(
                assets=self.units,
                holder=self.who,
                taking=Taking.LEASE,
                key=f"race:{number}:{self.number}",
                start=moment(1, year=1900 + number),
                end=moment(1, year=1901 + number),
                by=THE_POLE,
            )
            self.won.append(number)
        except Refused as refusal:
            self.told.append(refusal.reason.sentence)
        except BaseException as error:
            self.broke.append(error)


def test_one_wins_and_the_others_are_told(django_db_setup, django_db_blocker, tmp_path):
    with django_db_blocker.unblock(), copied_database(tmp_path) as settings:
        with connected(settings):
            hall = asset("Grande salle")
            units = [hall, asset("Bureau 5"), asset("Bureau 6")]
            halves = [asset("Nord", hall), asset("Sud", hall)]
            who = holder()
        barrier = threading.Barrier(WORKERS)
        workers = [Worker(n, settings, barrier, units, who) for n in range(WORKERS)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join(timeout=60)
        assert [error for worker in workers for error in worker.broke] == []
        assert sorted(n for worker in workers for n in worker.won) == list(range(ROUNDS))
        told = [sentence for worker in workers for sentence in worker.told]
        assert len(told) == ROUNDS * (WORKERS - 1)
        assert all("est occupé par Terragram jusqu’au 31 décembre" in said for said in told)
        with connected(settings):
            assert Occupation.objects.count() == ROUNDS * (len(halves) + 2)
