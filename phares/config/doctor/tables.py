"""Whether the database holds what this version declares: tables, columns, constraints, triggers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import connection, models

from phares.common.constraints import NoOverlap, Triggered
from phares.config.doctor.engine import Trigger, triggers_there
from phares.kernel.soundness import Finding
from phares.kernel.tongue import french, say

type Model = type[models.Model]
AGAIN = french("Remettez une sauvegarde dans une base neuve : les tables y seront refaites.")
NAMED = re.compile(r'CREATE TRIGGER "([^"]+)"')
BODY = re.compile(r"\$\$(.*)\$\$", re.DOTALL)


def models_kept() -> list[Model]:
    """Every model with a table of its own, those that link two others among them."""
    every = apps.get_models(include_auto_created=True)
    return [one for one in every if one._meta.managed and not one._meta.proxy]


def findings(now: datetime) -> Iterator[Finding]:
    there = set(connection.introspection.table_names())
    known = triggers_there()
    expected: dict[str, str] = {}
    for model in models_kept():
        table = model._meta.db_table
        if table not in there:
            yield _lost("tables.table", say("La table {table} manque.", table=table), table)
            continue
        yield from _columns(model)
        yield from _constraints(model)
        expected |= _triggers(model)
    yield from _of_triggers(expected, known)


def _lost(code: str, sentence: str, where: str) -> Finding:
    return Finding(code, sentence, AGAIN, where)


def _columns(model: Model) -> Iterator[Finding]:
    table = model._meta.db_table
    with connection.cursor() as cursor:
        rows = connection.introspection.get_table_description(cursor, table)
    there = {row.name for row in rows}
    for field in model._meta.local_concrete_fields:
        if field.column not in there:
            where = f"{table}.{field.column}"
            yield _lost("tables.column", say("La colonne {where} manque.", where=where), where)


def _constraints(model: Model) -> Iterator[Finding]:
    table = model._meta.db_table
    with connection.cursor() as cursor:
        there = connection.introspection.get_constraints(cursor, table)
    for name in _named(model):
        if name not in there:
            yield _lost("tables.constraint", say("La contrainte {name} manque.", name=name), table)
    unique = {tuple(one["columns"]) for one in there.values() if one["unique"]}
    tied = {tuple(one["columns"]) for one in there.values() if one["foreign_key"]}
    for field in model._meta.local_concrete_fields:
        where = f"{table}.{field.column}"
        if field.unique and not field.primary_key and (field.column,) not in unique:
            yield _lost(
                "tables.constraint", say("{where} peut être en double.", where=where), where
            )
        if isinstance(field, models.ForeignKey) and (field.column,) not in tied:
            yield _lost(
                "tables.constraint", say("{where} n’est plus tenue par sa clé.", where=where), where
            )


def _named(model: Model) -> Iterator[str]:
    """What the database keeps under its name; the rest are triggers."""
    yield from (index.name for index in model._meta.indexes)
    for one in model._meta.constraints:
        on_sqlite = isinstance(one, NoOverlap) and connection.vendor == "sqlite"
        if not (on_sqlite or isinstance(one, Triggered)):
            yield one.name


def _triggers(model: Model) -> dict[str, str]:
    """Each trigger of this table by its name, with what it runs."""
    found: dict[str, str] = {}
    editor: Any = connection.schema_editor()
    for one in model._meta.constraints:
        if isinstance(one, Triggered) or (
            isinstance(one, NoOverlap) and connection.vendor == "sqlite"
        ):
            found |= _written([str(sql) for sql in one.statements(model, editor)])
    return found


def _written(statements: list[str]) -> dict[str, str]:
    """On SQLite a trigger is its whole text; on PostgreSQL, the function that it calls."""
    body = next((found[1] for sql in statements if (found := BODY.search(sql))), "")
    named = {found[1]: sql for sql in statements if (found := NAMED.match(sql))}
    return {name: body or sql for name, sql in named.items()}


def _of_triggers(expected: dict[str, str], there: dict[str, Trigger]) -> Iterator[Finding]:
    for name, runs in sorted(expected.items()):
        found = there.get(name)
        if found is None:
            yield _lost("tables.trigger", say("Le garde-fou {name} manque.", name=name), name)
        elif _plain(found.runs) != _plain(runs):
            said = say("Le garde-fou {name} n’est pas celui de cette version.", name=name)
            yield _lost("tables.trigger-other", said, found.table)
    for name, found in sorted(there.items()):
        if not found.enabled:
            said = say("Le garde-fou {name} est débranché.", name=name)
            yield _lost("tables.trigger-off", said, found.table)
        if found.ours and name not in expected:
            said = say("Le garde-fou {name} n’est pas de cette version.", name=name)
            yield _lost("tables.trigger-unknown", said, found.table)


def _plain(sql: str) -> str:
    return " ".join(sql.split())
