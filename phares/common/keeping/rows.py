"""Rows out of a base and into another, a table at a time, in a bounded memory."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from itertools import batched
from typing import Any

from phares.common.keeping.kinds import JSON, comparable, kind_of, reader, teller
from phares.common.keeping.tables import Table

AT_ONCE = 1000
TEXT = ("CharField", "TextField", "SlugField")
type Row = list[Any]


def rows_of(connection: Any, table: Table) -> Iterator[Row]:
    """Every row in the order of its key, each value as JSON says it."""
    quote = connection.ops.quote_name
    columns = ", ".join(quote(column) for column in table.columns)
    order = ", ".join(_ordered(connection, key) for key in table.keys)
    tellers = [(n, tell) for n, f in enumerate(table.fields) if (tell := teller(f, connection))]
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {quote(table.name)} ORDER BY {order}")
        while found := cursor.fetchmany(AT_ONCE):
            for values in found:
                yield _told(list(values), tellers)


def _told(row: Row, tellers: list[tuple[int, Callable[[Any], Any]]]) -> Row:
    for place, tell in tellers:
        row[place] = tell(row[place])
    return row


def _ordered(connection: Any, key: Any) -> str:
    """Texts by their bytes, everywhere: a language orders them in its own way."""
    quoted = str(connection.ops.quote_name(key.column))
    by_language = connection.vendor == "postgresql" and key.get_internal_type() in TEXT
    return f'{quoted} COLLATE "C"' if by_language else quoted


def line(row: Row) -> bytes:
    """A row on its line of a file."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def count_of(connection: Any, table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")
        return int(cursor.fetchone()[0])


def fingerprint(connection: Any, table: Table) -> tuple[int, str]:
    """How many rows, and one number for all of them, the same on every database."""
    documents = [n for n, field in enumerate(table.fields) if kind_of(field) is JSON]
    number, found = 0, sha256()
    for row in rows_of(connection, table):
        for place in documents:
            row[place] = comparable(row[place])
        found.update(line(row))
        number += 1
    return number, found.hexdigest()


def write_rows(connection: Any, table: Table, rows: Iterable[Row]) -> None:
    """Adds rows as `rows_of` gives them."""
    readers = [(n, read) for n, f in enumerate(table.fields) if (read := reader(f, connection))]
    values = (_told(row, readers) for row in rows)
    quote = connection.ops.quote_name
    columns = ", ".join(quote(column) for column in table.columns)
    into = f"{quote(table.name)} ({columns})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with connection.wrap_database_errors, cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for row in values:
                    copy.write_row(row)
            return
        places = ", ".join(["%s"] * len(table.columns))
        for some in batched(values, AT_ONCE):
            cursor.executemany(f"INSERT INTO {into} VALUES ({places})", some)


def counter_of(connection: Any, table: Table) -> int | None:
    """The last number that the base gave by itself, even to a row that left since."""
    if table.counter is None:
        return None
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table.name])
        else:
            sequence = _sequence(connection, cursor, table)
            cursor.execute(f"SELECT last_value FROM {sequence} WHERE is_called")
        found = cursor.fetchone()
        return int(found[0]) if found else None


def set_counter(connection: Any, table: Table, last: int | None) -> None:
    """The next number follows this one; nothing: none was ever given."""
    if table.counter is None:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = _sequence(connection, cursor, table)
            cursor.execute("SELECT setval(%s, %s, %s)", [sequence, last or 1, bool(last)])
            return
        cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table.name])
        if last:
            cursor.execute("INSERT INTO sqlite_sequence VALUES (%s, %s)", [table.name, last])


def _sequence(connection: Any, cursor: Any, table: Table) -> str:
    quoted = connection.ops.quote_name(table.name)
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [quoted, table.counter])
    return str(cursor.fetchone()[0])
