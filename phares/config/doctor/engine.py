"""What each database says of itself: its files, its triggers, its counters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import connection, models

from phares.kernel.soundness import Finding
from phares.kernel.tongue import french, say

BACK = french("Arrêtez le site et l’horloge, puis remettez une sauvegarde.")
ENOUGH = 20
"""Faults of a damaged file that are told: the first ones say enough."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger of a table: what it runs, whether it is awake, whether a constraint of ours."""

    table: str
    runs: str
    enabled: bool = True
    ours: bool = True


def findings(now: datetime) -> Iterator[Finding]:
    if connection.vendor == "sqlite":
        yield from _damaged()
    else:
        yield from _not_valid()
        yield from _behind()


def triggers_there() -> dict[str, Trigger]:
    """Every trigger by its name."""
    if connection.vendor == "sqlite":
        rows = _asked("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
        return {name: Trigger(table, sql) for name, table, sql in rows}
    rows = _asked(
        "SELECT t.tgname, c.relname, p.prosrc, t.tgenabled IN ('O', 'A'), NOT t.tgisinternal "
        "FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "JOIN pg_proc p ON p.oid = t.tgfoid "
        "WHERE c.relnamespace = current_schema()::regnamespace"
    )
    return {name: Trigger(table, runs, awake, ours) for name, table, runs, awake, ours in rows}


def _damaged() -> Iterator[Finding]:
    """Source: « PRAGMA integrity_check », sqlite.org/pragma.html: pages, indexes, empty columns."""
    for (said,) in _asked(f"PRAGMA integrity_check({ENOUGH})"):
        if said != "ok":
            name = str(connection.settings_dict["NAME"])
            yield Finding(
                "base.damaged", say("La base est abîmée : {said}.", said=said), BACK, name
            )


def _not_valid() -> Iterator[Finding]:
    """Constraints and indexes that PostgreSQL keeps without holding to them."""
    rows = _asked(
        "SELECT conname, conrelid::regclass::text FROM pg_constraint "
        "WHERE NOT convalidated AND connamespace = current_schema()::regnamespace "
        "UNION ALL SELECT indexrelid::regclass::text, indrelid::regclass::text FROM pg_index i "
        "JOIN pg_class c ON c.oid = i.indexrelid "
        "WHERE NOT indisvalid AND c.relnamespace = current_schema()::regnamespace"
    )
    for name, table in rows:
        mend = say("Refaites-la : VALIDATE CONSTRAINT, ou REINDEX.")
        yield Finding(
            "base.not-valid", say("{name} est là, sans être tenue.", name=name), mend, table
        )


def _behind() -> Iterator[Finding]:
    """A counter of keys that is behind its table: the next row would be refused."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.proxy or not isinstance(model._meta.pk, models.AutoField):
            continue
        table, column = model._meta.db_table, model._meta.pk.column
        [[sequence]] = _asked(f"SELECT pg_get_serial_sequence('\"{table}\"', '{column}')")
        if not sequence:
            yield Finding(
                "base.no-counter", say("{table} n’a plus de compteur.", table=table), BACK, table
            )
            continue
        [[given, top]] = _asked(
            f"SELECT (SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}), "
            f'(SELECT COALESCE(MAX("{column}"), 0) FROM "{table}")'
        )
        if given < top:
            mend = say(
                "Lancez dans psql : SELECT setval('{sequence}', {top});", sequence=sequence, top=top
            )
            sentence = say(
                "Le compteur de {table} en est à {given}, la table à {top}.",
                table=table,
                given=given,
                top=top,
            )
            yield Finding("base.counter-behind", sentence, mend, table)


def _asked(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())
