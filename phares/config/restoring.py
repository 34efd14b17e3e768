"""An archive becomes the house: built beside in full, then swapped."""

from __future__ import annotations

import secrets
import shutil
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from phares.config import copies, preparing, replacing
from phares.config.home import KEYS, replace_settings, settings_of, with_line
from phares.kernel.tongue import say

if TYPE_CHECKING:
    from datetime import datetime

    from phares.common.keeping.manifest import Manifest
    from phares.common.keeping.sealing import Keys

OF_THE_DATA = ("secret_key", "demo")
"""What goes with the rows: keys and marks were made with it. All else is of this machine."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An archive that was looked through, and what opens it."""

    path: Path
    keys: Keys
    manifest: Manifest


def restore(folder: Path, opened: Opened, now: datetime) -> Path:
    """The house of the archive in the place of the one that is here; gives where this one went."""
    from django.db import connections
    from django.utils.timezone import localtime

    before = f"before-{localtime(now):%Y-%m-%d-%H%M%S}"
    default = connections["default"]
    build = _on_postgresql if default.vendor == "postgresql" else _on_sqlite
    with _workshop(folder) as work:
        build(folder, work, opened, before)
    connections.close_all()
    replacing.swap(folder)
    return folder / before


@contextmanager
def _workshop(folder: Path) -> Iterator[Path]:
    """What is not finished goes away; what is ready stays, for `finish` to say who wins."""
    work = replacing.workshop(folder)
    try:
        yield work
    except BaseException:
        if not (work / replacing.READY).exists():
            shutil.rmtree(work, ignore_errors=True)
        raise


def _on_sqlite(folder: Path, work: Path, opened: Opened, before: str) -> None:
    from django.db import connections

    from phares.common.keeping.bases import apart

    new = apart(connections["default"], NAME=work / "phares.sqlite3")
    new.settings_dict["OPTIONS"]["init_command"] += "; PRAGMA synchronous=OFF"  # fsync comes after
    try:
        _fill(new, work, opened)
        with new.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        new.close()
    _settle_files(folder, work, opened)
    replacing.ready(folder, before=before)


def _on_postgresql(folder: Path, work: Path, opened: Opened, before: str) -> None:
    """In one transaction, which the old house outlives until its last word."""
    from django.db import connections, transaction

    from phares.common.keeping.bases import apart, as_default, drop
    from phares.common.keeping.tables import level_of, tables_at

    new = apart(connections["default"])
    token = secrets.token_hex(16)
    with as_default(new), transaction.atomic():
        with new.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '10s'")
        drop(new, tables_at(level_of(new)))
        _fill(new, work, opened)
        _settle_files(folder, work, opened)
        with new.cursor() as cursor:
            cursor.execute(replacing.SIGN.format(token))
        replacing.ready(folder, before=before, token=token)
    new.close()


def keep_the_old(folder: Path, now: datetime) -> Path | None:
    """On PostgreSQL nothing can be set aside: a copy is made of what stands there."""
    from django.db import connection

    from phares.common.keeping.tables import level_of

    if connection.vendor != "postgresql" or not level_of(connection):
        return None
    target, _kept = copies.own_copy(folder, "avant-restauration", now)
    return target


def _fill(new: Any, work: Path, opened: Opened) -> None:
    from phares.common.keeping.bases import as_default
    from phares.common.keeping.house import fill_from_archive
    from phares.config.upkeep import refresh_statistics

    fill_from_archive(new, opened.manifest, opened.path, opened.keys, work)
    with as_default(new):
        preparing.migrate()
        refresh_statistics(opened.manifest.moment)


def _settle_files(folder: Path, work: Path, opened: Opened) -> None:
    """The files of the archive; settings of both: what this machine says of itself stays."""
    (work / "files").mkdir(exist_ok=True)
    if not (work / "settings.toml").exists():
        return
    brought = tomllib.loads((work / "settings.toml").read_text(encoding="utf-8"))
    here = settings_of(folder)
    text = (folder / "settings.toml").read_text(encoding="utf-8")
    for key in OF_THE_DATA:
        text = with_line(text, key, brought.get(key))
    came: list[str] = []
    for key in sorted(brought.keys() & KEYS.keys() - here.keys() - {*OF_THE_DATA, "database_url"}):
        text = with_line(text, key, brought[key])
        came.append(key)
    if came:
        preparing.print_line(
            say(
                "Réglages venus de la sauvegarde, rien n’en étant dit ici : {keys}.",
                keys=", ".join(came),
            )
        )
    replace_settings(work, text)
    _settle_erasures(folder, work, str(brought.get("secret_key", "")), opened.manifest.moment)


def _settle_erasures(folder: Path, work: Path, secret: str, made_at: datetime) -> None:
    """Who was erased since this copy was made is known here: it will be done again."""
    from phares.steering.privacy.gateways.erased import after_a_return, erased_in, write_erased

    every = after_a_return(erased_in(folder, secret), erased_in(work, secret), made_at)
    if every:
        write_erased(work, secret, every)
