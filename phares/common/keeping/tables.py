"""The tables of a base at a level of its schema, whatever the level of the code.

The level is the set of migrations that were applied: the tables are those that these migrations
describe, never those of today’s models. So an older base is read, and an older archive loaded.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.migrations.loader import MigrationLoader

from phares.common.keeping.refusals import newer

type Level = frozenset[tuple[str, str]]
"""Applied migrations: (app, name)."""
RECORDS = "django_migrations"


@dataclass(frozen=True)
class Table:
    """A table as its migrations describe it: only columns that are written, in their order."""

    model: Any

    @property
    def name(self) -> str:
        return str(self.model._meta.db_table)

    @cached_property
    def fields(self) -> list[Any]:
        fields = self.model._meta.local_concrete_fields
        return [field for field in fields if not field.generated]

    @property
    def columns(self) -> list[str]:
        return [field.column for field in self.fields]

    @property
    def keys(self) -> list[Any]:
        """The fields of the primary key."""
        return [field for field in self.model._meta.pk_fields if field in self.fields]

    @property
    def counter(self) -> str | None:
        """The column that the base numbers by itself."""
        field = self.model._meta.auto_field
        return field.column if field in self.fields else None


def level_of(connection: Any) -> Level:
    """The migrations that were applied to a base; none in an empty one."""
    with connection.cursor() as cursor:
        if RECORDS not in connection.introspection.table_names(cursor):
            return frozenset()
        cursor.execute(f"SELECT app, name FROM {RECORDS}")
        return frozenset((app, name) for app, name in cursor.fetchall())


def tables_at(level: Level) -> list[Table]:
    """Every table of this level, by name; refused when the level is not known here."""
    insist_known(level)
    loader = MigrationLoader(None, replace_migrations=False)
    state = loader.project_state(sorted(level))
    found = {
        model._meta.db_table: Table(model)
        for model in state.apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
    return [found[name] for name in sorted(found)]


def insist_known(level: Level) -> None:
    """Refused when a migration is not of this version."""
    known = MigrationLoader(None, replace_migrations=False).disk_migrations
    if unknown := sorted(level - known.keys()):
        raise newer([f"{app}.{name}" for app, name in unknown])


def strangers(connection: Any, tables: Iterable[Table]) -> list[str]:
    """Tables of the base that no migration describes: they are not ours to carry."""
    ours = {table.name for table in tables} | {RECORDS}
    found = set(connection.introspection.table_names()) - ours
    return sorted(name for name in found if not name.startswith("sqlite_"))
