"""`phares migrate`: the tables at the level of this version, after a copy of what they hold."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from phares.config import preparing
from phares.config.copies import copy_before_migration, told
from phares.config.preparing import print_line
from phares.kernel.tongue import french, say

BACK = french("Si la suite échoue ou déplaît : « phares restore {copy} » la remet.")


def run(asked: Namespace) -> None:
    folder = preparing.existing_home()
    preparing.wake_django(folder)
    if not asked.no_backup and preparing.pending_migrations():
        _copy(folder)
    steps = preparing.migrate()
    print_line(
        say("La base est à jour, en {counted}.", counted=preparing.counted(steps, "étape"))
        if steps
        else say("La base est à jour.")
    )


def _copy(folder: Path) -> None:
    """What stands there, before it changes; an empty base needs none."""
    from django.db import connection
    from django.utils import timezone

    from phares.common.keeping.house import anything_in

    if not anything_in(connection):
        return
    print_line(say("Sauvegarde d’abord…"))
    target, kept = copy_before_migration(folder, timezone.now())
    print_line(say("Sauvegarde écrite : {told}.", told=told(target, kept)))
    print_line(say(BACK, copy=target))
