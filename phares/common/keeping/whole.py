"""A new SQLite base made in one piece: the tables that all steps would leave, written beforehand.

`new_base.sql` is what the steps leave, word for word (`make schema` writes it, a test compares).
Any other base, and any other level, goes step by step.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.db.migrations.recorder import MigrationRecorder

from phares.common.keeping.tables import RECORDS

type Key = tuple[str, str]
PIECE = Path(__file__).with_name("new_base.sql")
STEP = "-- step "
NOT_OURS = (RECORDS, "sqlite_sequence")


def make_whole(connection: Any, steps: Iterable[Key]) -> bool:
    """Makes the tables when the base is empty and the piece holds these steps, no more, no less."""
    if connection.vendor != "sqlite" or connection.introspection.table_names():
        return False
    piece = PIECE.read_text(encoding="utf-8")
    held = [line.removeprefix(STEP).split() for line in piece.splitlines() if STEP in line]
    if sorted(map(tuple, held)) != sorted(steps):
        return False
    recorder = MigrationRecorder(connection)
    with connection.schema_editor(atomic=True) as editor, connection.cursor() as cursor:
        editor.create_model(recorder.Migration)
        for statement in _statements(piece):
            cursor.execute(statement)
        for app, name in held:
            recorder.record_applied(app, name)
    return True


def piece_of(connection: Any, steps: Iterable[Key]) -> str:
    """The text of a base that was made step by step and that nobody used."""
    dump = connection.connection.iterdump()
    lines = [one for one in dump if not one.startswith(("BEGIN", "COMMIT")) and _is_ours(one)]
    return "".join(f"{one}\n" for one in [*(f"{STEP}{app} {name}" for app, name in steps), *lines])


def _is_ours(statement: str) -> bool:
    return not any(f'"{name}"' in statement[:60] for name in NOT_OURS)


def _statements(piece: str) -> Iterator[str]:
    """One by one, within the transaction: a script of SQLite would end it."""
    import sqlite3

    held = ""
    for line in piece.splitlines(keepends=True):
        if line.startswith(STEP):
            continue
        held += line
        if sqlite3.complete_statement(held):
            yield held
            held = ""
