"""`phares migrate`: the tables at the level of this version, after a copy of what they hold."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from phares.config import preparing
from phares.config.copies import copy_before_migration, told
from phares.config.preparing import say

BACK = "Si la suite échoue ou déplaît : « phares restore {} » la remet."


def run(asked: Namespace) -> None:
    folder = preparing.existing_home()
    preparing.wake_django(folder)
    if not asked.no_backup and preparing.pending_migrations():
        _copy(folder)
    steps = preparing.migrate()
    say(
        f"La base est à jour, en {preparing.counted(steps, 'étape')}."
        if steps
        else "La base est à jour."
    )


def _copy(folder: Path) -> None:
    """What stands there, before it changes; an empty base needs none."""
    from django.db import connection
    from django.utils import timezone

    from phares.common.keeping.house import anything_in

    if not anything_in(connection):
        return
    say("Sauvegarde d’abord…")
    target, kept = copy_before_migration(folder, timezone.now())
    say(f"Sauvegarde écrite : {told(target, kept)}.")
    say(BACK.format(target))
