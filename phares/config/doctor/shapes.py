"""What SQLite keeps in a column is of any sort: rows of which a value is not of its column.

PostgreSQL refuses them at the door. Source: « Datatypes In SQLite », sqlite.org/datatype3.html.
"""

from __future__ import annotations

from typing import Any

from django.db import connection, models

DAY = "'[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]"
SOUND = {
    "date": f"typeof({{0}}) = 'text' AND {{0}} GLOB {DAY}' AND date({{0}}, '+0 days') = {{0}}",
    "datetime": (
        f"typeof({{0}}) = 'text' AND {{0}} GLOB {DAY} [0-2][0-9]:[0-5][0-9]*' "
        "AND datetime({0}) IS NOT NULL"
    ),
    "decimal": "typeof({0}) IN ('integer', 'real')",
    "bool": "typeof({0}) = 'integer' AND {0} IN (0, 1)",
    "integer": "typeof({0}) = 'integer'",
    "bigint": "typeof({0}) = 'integer'",
    "smallint": "typeof({0}) = 'integer'",
}
"""What a value of each sort of column looks like; an empty one is for other checks."""


def unreadable(model: type[models.Model], field: models.Field[Any, Any]) -> list[Any]:
    """Keys of the rows of which this column does not hold what it says."""
    sound = SOUND.get(_sort(field))
    if connection.vendor != "sqlite" or sound is None:
        return []
    quote = connection.ops.quote_name
    column, key = quote(str(field.column)), quote(str(model._meta.pk.column))
    sql = (
        f"SELECT {key} FROM {quote(model._meta.db_table)} "
        f"WHERE {column} IS NOT NULL AND NOT ({sound.format(column)}) ORDER BY {key}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [row[0] for row in cursor.fetchall()]


def _sort(field: models.Field[Any, Any]) -> str:
    """« date », « decimal », « integer »: what the column was declared as."""
    return (field.db_type(connection) or "").split(" ")[0].partition("(")[0]
