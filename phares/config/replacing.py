"""A house takes the place of another: built beside, then swapped, whatever stops it on the way.

    restoring/             the new house while it is built; without `ready.json`, it is forgotten
    restoring/ready.json   it is whole: from here on it wins. On PostgreSQL it wins once the base
                           carries its token, written in the transaction that filled it
    restoring/moved.json   the old house has left for before-…/, the new one comes in

Every command that opens a home begins by finishing what was begun.
"""

from __future__ import annotations

import json
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

from phares.config.failures import Failure
from phares.config.home import database_url
from phares.config.locks import Held, Lock
from phares.config.preparing import answering, print_line
from phares.kernel.tongue import french, say

WORK, READY, MOVED = "restoring", "ready.json", "moved.json"
RESTORING = "restore.lock"
LEAVING = (
    "phares.sqlite3", "phares.sqlite3-wal", "phares.sqlite3-shm", "files", "demo.json",
)  # fmt: skip
GIVEN_UP = french(
    "Une restauration s’est arrêtée avant sa fin : rien n’a changé ici. Relancez « phares "
    "restore » pour la recommencer."
)
FINISHED = french("La restauration qui s’était arrêtée est menée à son terme.")
SIGN = "COMMENT ON TABLE django_migrations IS '{}'"
SIGNED = "SELECT obj_description(to_regclass('django_migrations'), 'pg_class')"


def finish(folder: Path) -> None:
    """What a restoration left when it was stopped is finished, or forgotten, and told."""
    if not (folder / WORK).is_dir():
        return
    lock = held(folder)
    try:
        _finish(folder)
    finally:
        lock.let_go()


def _finish(folder: Path) -> None:
    if not any((folder / WORK).iterdir()):
        (folder / WORK).rmdir()
    elif wins(folder):
        swap(folder)
        print_line(FINISHED)
    else:
        shutil.rmtree(folder / WORK)
        print_line(GIVEN_UP)


def held(folder: Path) -> Lock:
    """One restoration at a time."""
    try:
        return Lock(folder / RESTORING)
    except Held as other:
        raise Failure(
            say(
                "une restauration est en cours dans {folder} ({other}). Attendez sa fin.",
                folder=folder,
                other=other,
            )
        ) from None


def workshop(folder: Path) -> Path:
    """An empty place to build in."""
    work = folder / WORK
    work.mkdir(mode=0o700)
    return work


def ready(folder: Path, *, before: str, token: str = "") -> None:
    """The new house is whole and on the disk."""
    from phares.common.keeping.folders import fsync, fsync_all

    work = folder / WORK
    fsync_all(work)
    half = work / f"{READY}.half"
    half.write_text(json.dumps({"before": before, "token": token}), encoding="utf-8")
    fsync(half)
    half.replace(work / READY)
    fsync(work)


def wins(folder: Path) -> bool:
    """Whether the house in `restoring/` is the one to keep."""
    work = folder / WORK
    if (work / MOVED).exists():
        return True
    if not (work / READY).exists():
        return False
    token = _marker(work / READY)["token"]
    return not token or token == _token_of_the_base(folder)


def _marker(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text(encoding="utf-8")))


def _token_of_the_base(folder: Path) -> str | None:
    url = database_url(folder)
    if not url:
        raise Failure(
            say(
                "une restauration s’est arrêtée, et l’adresse de sa base PostgreSQL manque : "
                "donnez PHARES_DATABASE_URL comme alors, puis recommencez."
            )
        )
    with answering(url) as base:
        found = base.execute(SIGNED).fetchone()
    return str(found[0]) if found else None


def swap(folder: Path) -> None:
    """The old house leaves, the new one comes in; done again from the start, it does the rest."""
    work = folder / WORK
    if not (work / MOVED).exists():
        _leave(folder, folder / _marker(work / READY)["before"])
        (work / READY).replace(work / MOVED)
        _on_disk(work)
    for path in work.iterdir():
        if path.name != MOVED:
            path.replace(folder / path.name)
    _on_disk(folder)
    (work / MOVED).unlink()
    work.rmdir()


def _leave(folder: Path, before: Path) -> None:
    with suppress(OSError):
        (folder / "files").rmdir()  # empty, it is worth no place of its own
    for name in LEAVING:
        if (folder / name).exists():
            before.mkdir(exist_ok=True, mode=0o700)
            (folder / name).replace(before / name)
    if before.exists():
        shutil.copy2(folder / "settings.toml", before)  # the home is never without its own
        _on_disk(before)


def _on_disk(folder: Path) -> None:
    from phares.common.keeping.folders import fsync

    fsync(folder)
