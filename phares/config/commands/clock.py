"""`phares clock`: background work, one round a minute until told to stop."""

from __future__ import annotations

import logging
import threading
from argparse import Namespace
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from phares.config import preparing
from phares.config.failures import Failure
from phares.config.locks import Held, Lock
from phares.config.stopping import when_told_to_stop

if TYPE_CHECKING:
    from phares.config.schedule import Job

ROUND = timedelta(minutes=1)
log = logging.getLogger("phares.clock")


def run(asked: Namespace) -> None:
    folder = preparing.existing_home()
    try:
        lock = Lock(folder / "clock.lock")
    except Held as held:
        raise Failure(f"l’horloge de ce pôle tourne déjà ({held}) : rien à faire ici.") from None
    preparing.wake_django(folder)
    preparing.insist_on_tables()
    lock.note("en marche")
    from phares.config.schedule import JOBS

    told = threading.Event()
    when_told_to_stop(lambda _signal: told.set())
    rounds = "un seul tour" if asked.once else "un tour par minute"
    preparing.say(f"Horloge en marche, {rounds} : {', '.join(job.name for job in JOBS)}.")
    Clock(JOBS).run(told, once=asked.once)


class Clock:
    """Does what is due and notes when; a job that fails is told and waits for its next time."""

    def __init__(self, jobs: Iterable[Job]) -> None:
        self.due = dict.fromkeys(jobs, datetime.min.replace(tzinfo=UTC))

    def run(self, told: threading.Event, *, once: bool = False) -> None:
        """Rounds until told to stop; the round under way is finished first."""
        while not told.is_set():
            self.round(datetime.now(UTC))
            if once:
                return
            told.wait(ROUND.total_seconds())

    def round(self, now: datetime) -> None:
        """Every job whose time has come."""
        from django.db import close_old_connections

        for job, due in self.due.items():
            if due > now:
                continue
            try:
                if done := job.run(now):
                    preparing.say(f"{now:%H:%M} {job.name} : {done}")
            except Exception:
                log.exception("%s", job.name)
            self.due[job] = now + job.every
        close_old_connections()
