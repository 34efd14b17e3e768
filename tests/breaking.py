"""Rows written behind every guard of the database, as no action could, and taken back.

with behind_the_guards("UPDATE premises_lease SET number = 'C-1'"):
    assert list(findings(NOW))
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def behind_the_guards(*statements: str, dropping: str = "") -> Iterator[None]:
    """No trigger, no check, no key is asked; all is as before afterwards.

    `dropping`: « table.constraint », which PostgreSQL holds to whoever writes.
    """
    server = connection.vendor == "postgresql"
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in (*(_asleep(dropping) if server else _gone()), *statements):
            cursor.execute(statement)
        try:
            yield
        finally:
            if not server:
                cursor.execute("PRAGMA ignore_check_constraints=OFF")
            transaction.set_rollback(True)


def _asleep(dropping: str) -> list[str]:
    table, _dot, name = dropping.partition(".")
    away = [f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"'] if dropping else []
    return ["SET CONSTRAINTS ALL IMMEDIATE", *away, "SET LOCAL session_replication_role = replica"]


def _gone() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        triggers = [f'DROP TRIGGER "{name}"' for (name,) in cursor.fetchall()]
    return ["PRAGMA ignore_check_constraints=ON", *triggers]
