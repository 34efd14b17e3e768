"""`phares migrate`: the tables at the level of this version."""

from __future__ import annotations

from argparse import Namespace

from phares.config import preparing


def run(asked: Namespace) -> None:
    folder = preparing.existing_home()
    preparing.wake_django(folder)
    steps = preparing.migrate()
    preparing.say(
        f"La base est à jour, en {preparing.counted(steps, 'étape')}."
        if steps
        else "La base est à jour."
    )
