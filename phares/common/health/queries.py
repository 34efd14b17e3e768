"""What a monitor may know of the house: four answers, no name and no figure."""

from __future__ import annotations

import logging
import shutil
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from phares.common.clock.queries import last_round
from phares.common.clock.rules.turning import why_not_turning

log = logging.getLogger("phares.health")

type Steps = frozenset[tuple[str, str]]


def state_of_the_house(now: datetime) -> dict[str, bool]:
    """Whether each thing is as it should be; `now` is the real time. Two queries."""
    answers = tables = turns = False
    try:
        tables = migrations_apart() == (frozenset(), frozenset())
        answers, turns = True, clock_turns(now)
    except DatabaseError:
        log.warning("la base n’a pas répondu à la demande de santé")
    return {"base": answers, "tables": tables, "horloge": turns, "disque": enough_disk()}


def migrations_apart() -> tuple[Steps, Steps]:
    """The steps this version has and the database has not; then the other way round."""
    ours = steps_of_this_version()
    rows = MigrationRecorder.Migration.objects.values_list("app", "name")
    there: Steps = frozenset((app, name) for app, name in rows)
    return ours - there, there - ours


@cache
def steps_of_this_version() -> Steps:
    """Read once: files do not change while a process lasts."""
    return frozenset(MigrationLoader(None).disk_migrations)


def clock_turns(now: datetime) -> bool:
    """A demonstration has no clock, and nothing that waits for one."""
    if settings.DEMO:
        return True
    allowed = timedelta(minutes=settings.CLOCK_MINUTES)
    return why_not_turning(last_round(), now, allowed=allowed) is None


def enough_disk() -> bool:
    return free_disk_mb() >= int(settings.FREE_DISK_MB)


def free_disk_mb(folder: Path | None = None) -> int:
    """What is left for this account on the disk of the home."""
    return shutil.disk_usage(folder or settings.PHARES_HOME).free // 1_000_000
