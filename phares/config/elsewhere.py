"""A base whose disk is full is read from a copy on another disk: what is in it can be taken out."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from phares.config.preparing import print_line
from phares.kernel.tongue import french

FULL = french(
    "Le disque du pôle est plein : la base est lue dans une copie, et le journal du pôle "
    "ne le dira pas."
)


def even_if_full[T](act: Callable[[], T], beside: Path) -> T:
    """Does it; again from a copy made there, when the disk of the base has no room left."""
    from django.db import connection

    from phares.common.web.full_disk import without_room

    try:
        return act()
    except Exception as error:
        if connection.vendor != "sqlite" or not without_room(error):
            raise
    print_line(FULL)
    with _copied(Path(connection.settings_dict["NAME"]), beside):
        return act()


@contextmanager
def _copied(base: Path, beside: Path) -> Iterator[None]:
    from django.db import connection

    connection.close()
    with tempfile.TemporaryDirectory(prefix="phares-", dir=beside) as folder:
        copy = Path(folder) / base.name
        _copy(base, copy)
        connection.settings_dict["NAME"] = copy
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict["NAME"] = base


def _copy(base: Path, copy: Path) -> None:
    """As SQLite reads it; where it cannot open it, nobody writes: the files as they are."""
    try:
        one, other = sqlite3.connect(f"file:{base}?mode=ro", uri=True), sqlite3.connect(copy)
        with closing(one), closing(other):
            one.backup(other)
    except sqlite3.Error:
        for path in (base, base.with_name(f"{base.name}-wal")):
            if path.exists():
                shutil.copyfile(path, copy.with_name(path.name))
