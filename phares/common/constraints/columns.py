"""What every constraint here writes."""

from __future__ import annotations

from typing import Any

from django.db import models

PATH = "phares.common.constraints"
"""Where migrations find them."""


def column_of(model: type[models.Model], editor: Any, field: str) -> str:
    """The quoted name of a column."""
    found: Any = model._meta.get_field(field)
    return str(editor.quote_name(found.column))


def step_aside(model: type[models.Model], editor: Any) -> None:
    """While SQLite remakes a table, the triggers of others that read it go, then come back.

    SQLite renames no table while a trigger names one that is not there.
    """
    table = model._meta.db_table.removeprefix("new__")
    with editor.connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name <> %s "
            "AND instr(sql, '\"' || %s || '\"') > 0",
            [table, table],
        )
        for name, sql in cursor.fetchall():
            editor.execute(f"DROP TRIGGER {editor.quote_name(name)}")
            editor.deferred_sql.append(sql)
