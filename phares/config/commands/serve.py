"""`phares serve`: the site of a pole that was opened before."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from phares.config import preparing, serving
from phares.config.failures import Failure
from phares.config.locks import Held, Lock


def run(asked: Namespace) -> None:
    folder = preparing.existing_home()
    serving.insist_on_port(asked.host, asked.port)
    lock = locked(folder)
    preparing.wake_django(folder)
    preparing.insist_on_pole()
    preparing.collect_static(folder)
    where = serving.address(asked.host, asked.port)
    lock.note(where)
    serving.serve(
        asked.host, asked.port, ready=lambda: preparing.say(f"Phares est ouvert : {where}")
    )


def locked(folder: Path) -> Lock:
    """Several servers may share a home, unless a demonstration runs there."""
    try:
        return Lock(folder / "serving.lock", shared=True)
    except Held as held:
        raise Failure(
            f"un autre programme tient ce dossier ({held}) : {held.note or 'une démonstration'}."
        ) from None
