"""A base looked at while people write, and a base filled from nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections

from phares.common.keeping.steps import WholeSteps
from phares.common.keeping.tables import RECORDS, Level, Table, insist_known
from phares.common.keeping.whole import make_whole


def apart(connection: Any, **changes: Any) -> Any:
    """A connection of our own to the same base, or to another of the same sort (NAME=…)."""
    other = connection.copy()
    other.settings_dict |= changes
    other.settings_dict["OPTIONS"].pop("pool", None)
    if other.vendor == "sqlite":
        other.settings_dict["OPTIONS"]["transaction_mode"] = "DEFERRED"
    return other


@contextmanager
def snapshot(connection: Any) -> Iterator[Any]:
    """The base as it is now, however long one reads and whatever is written meanwhile.

    SQLite: a read transaction of the write-ahead log, which nobody waits for. PostgreSQL:
    repeatable read, read only.
    """
    reader = apart(connection)
    try:
        reader.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        with reader.cursor() as cursor:
            if reader.vendor == "postgresql":
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            if RECORDS in reader.introspection.table_names(cursor):
                cursor.execute(f"SELECT count(*) FROM {RECORDS}")  # from here on, it is this moment
        yield reader
    finally:
        reader.close()


@contextmanager
def as_default(connection: Any) -> Iterator[None]:
    """Migrations speak to the default base: meanwhile it is this one."""
    usual = connections["default"]
    connections["default"] = connection
    try:
        yield
    finally:
        connections["default"] = usual


def build(connection: Any, level: Level) -> None:
    """The tables of this level, in an empty base that is the default one."""
    insist_known(level)
    if make_whole(connection, level):
        return
    executor = WholeSteps(connection)
    executor.loader.replace_migrations = False  # type: ignore[attr-defined]
    executor.loader.build_graph()
    executor.migrate(_tips(executor.loader.graph, level))


def _tips(graph: Any, level: Level) -> list[tuple[str, str]]:
    """The steps that no other step of the level comes after: they bring all the rest."""
    followed = {parent.key for key in level for parent in graph.node_map[key].parents}
    return sorted(level - followed)


@contextmanager
def triggers_aside(connection: Any, tables: list[Table]) -> Iterator[None]:
    """What our triggers forbid to people is not forbidden to a copy: rows come as they were."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _each(cursor, [f"ALTER TABLE {quote(t.name)} DISABLE TRIGGER USER" for t in tables])
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")  # migrations made some immediate
            yield
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # foreign keys are checked here
            _each(cursor, [f"ALTER TABLE {quote(t.name)} ENABLE TRIGGER USER" for t in tables])
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        _each(cursor, [f"DROP TRIGGER {quote(name)}" for name, _sql in triggers])
        yield
        _each(cursor, [sql for _name, sql in triggers])
        connection.check_constraints()  # foreign keys


def _each(cursor: Any, statements: list[str]) -> None:
    for statement in statements:
        cursor.execute(statement)


def empty(connection: Any, tables: list[Table]) -> None:
    """What migrations put into the tables leaves: the rows to come have it already."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            names = ", ".join(connection.ops.quote_name(table.name) for table in tables)
            cursor.execute(f"TRUNCATE {names}")
            return
        cursor.execute("PRAGMA defer_foreign_keys = ON")
        _each(cursor, [f"DELETE FROM {connection.ops.quote_name(t.name)}" for t in tables])


def drop(connection: Any, tables: list[Table]) -> None:
    """The tables go, and the record of their migrations."""
    names = [*(table.name for table in tables), RECORDS]
    quoted = ", ".join(connection.ops.quote_name(name) for name in names)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {quoted} CASCADE")
