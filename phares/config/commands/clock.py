"""`phares clock`: background work, one round a minute until told to stop."""

from __future__ import annotations

import logging
import threading
import time
from argparse import Namespace
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from phares.config import preparing
from phares.config.error_reports import begin
from phares.config.failures import Failure, sentence_of
from phares.config.locks import CLOCK, Held, Lock
from phares.config.logs import announce
from phares.config.stopping import when_told_to_stop
from phares.kernel.refusal import insist
from phares.kernel.tongue import FRENCH, french, say, speaking, translated

if TYPE_CHECKING:
    from phares.config.schedule import Job

RUNNING = french("en marche")
CONFIRMED = french(
    "C’est noté : l’horloge oubliera ce qui est passé de date, à ses prochains tours."
)
ROUND = timedelta(minutes=1)
BUG = french("erreur inattendue ({kind}) : le journal de la machine en garde la trace.")
log = logging.getLogger("phares.clock")


def run(asked: Namespace) -> int:
    folder = preparing.existing_home()
    if asked.confirm_jump:
        return _confirm(folder)
    try:
        lock = Lock(folder / CLOCK)
    except Held as held:
        raise Failure(_why_not(held)) from None
    preparing.wake_django(folder)
    preparing.insist_on_tables()
    lock.note(RUNNING)
    from django.conf import settings

    from phares.config.schedule import JOBS

    told = threading.Event()
    when_told_to_stop(lambda _signal: told.set())
    rounds = say("un seul tour") if asked.once else say("un tour par minute")
    begin(settings.ERROR_URL)
    announce(
        say(
            "Horloge en marche, {rounds} : {jobs}.",
            rounds=rounds,
            jobs=", ".join(str(job.name) for job in JOBS),
        )
    )
    clock = Clock(JOBS)
    clock.run(told, once=asked.once)
    return 1 if asked.once and clock.failed else 0


def _confirm(folder: Path) -> int:
    """The hour is right: beside a clock that runs, too."""
    preparing.wake_django(folder)
    preparing.insist_on_tables()
    from phares.common.clock.actions import confirm_jump
    from phares.config.schedule import JOBS
    from phares.kernel.actor import THE_POLE

    names = [job.name for job in JOBS if job.forgets]
    done = confirm_jump(names, by=THE_POLE, now=datetime.now(UTC))
    none = say("L’horloge n’a pas sauté : il n’y a rien à confirmer.")
    preparing.print_line(CONFIRMED if done else none)
    return 0


def _why_not(held: Held) -> str:
    if held.note not in ("", RUNNING):
        return say(
            "un autre programme tient ce pôle ({held}) : {note}.",
            held=held,
            note=translated(held.note),
        )
    return say("l’horloge de ce pôle tourne déjà ({held}) : rien à faire ici.", held=held)


class Clock:
    """Does what is due and notes when; a job that fails is told and waits for its next time."""

    def __init__(self, jobs: Iterable[Job]) -> None:
        self.due = dict.fromkeys(jobs, datetime.min.replace(tzinfo=UTC))
        self.failed: set[Job] = set()

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

        from phares.common.clock.actions import begin_round

        noted(lambda: begin_round({job.name: job.every for job in self.due}, now))
        for job, due in self.due.items():
            if due > now:
                continue
            self.failed.discard(job)
            try:
                self._do(job, now)
            except Exception as error:
                self.failed.add(job)
                self._tell_of(now, job, error)
            self.due[job] = now + job.every
        close_old_connections()

    def _do(self, job: Job, now: datetime) -> None:
        from phares.common.clock.actions import note_done
        from phares.common.clock.queries import last_done
        from phares.common.clock.rules.turning import why_not_forget

        if job.forgets:
            insist(why_not_forget(last_done(job.name), now))
        started = time.monotonic()
        with speaking(FRENCH):
            done = job.run(now)
        if done:
            tell(now, job, str(done))
        took = timedelta(seconds=time.monotonic() - started)
        noted(lambda: note_done(job.name, done, at=now, took=took))

    def _tell_of(self, now: datetime, job: Job, error: Exception) -> None:
        """A sentence for what was to be expected, the trace of a bug."""
        from phares.common.clock.actions import note_failure

        sentence = sentence_of(error)
        if sentence:
            tell(now, job, say("pas fait, {sentence}", sentence=sentence))
        else:
            log.exception("%s", job.name)
        noted(
            lambda: note_failure(job.name, sentence or say(BUG, kind=type(error).__name__), at=now)
        )


def noted(write: Callable[[], None]) -> None:
    """A round that cannot be written down is done all the same; the next one is noted."""
    from django.db import DatabaseError

    try:
        write()
    except DatabaseError as error:
        log.warning("tour non noté (%s)", sentence_of(error) or type(error).__name__)


def tell(now: datetime, job: Job, what: str) -> None:
    """At the hour of the pole."""
    from django.utils.timezone import localtime

    announce(say("{at:%H:%M} {job} : {what}", at=localtime(now), job=job.name, what=what))
