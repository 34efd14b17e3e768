"""A constraint that the database holds by a trigger of its own."""

from __future__ import annotations

from typing import Any

from django.db.backends.ddl_references import Statement, Table
from django.db.models import BaseConstraint

from phares.common.constraints.columns import PATH, step_aside


class Triggered(BaseConstraint):
    """Written by `sqlite` or by `postgresql`: the statements that make the trigger.

    On PostgreSQL the first of them makes the function that the trigger calls, of the name of the
    constraint. `OPTIONS` are its own arguments with what each is when left out.
    """

    OPTIONS: dict[str, object] = {}

    def sqlite(self, model: Any, editor: Any) -> list[str]:
        raise NotImplementedError

    def postgresql(self, model: Any, editor: Any) -> list[str]:
        raise NotImplementedError

    def deconstruct(self) -> Any:
        _, args, options = super().deconstruct()
        for name, usual in self.OPTIONS.items():
            own = getattr(self, name)
            if own != usual:
                options[name] = list(own) if isinstance(own, tuple) else own
        return f"{PATH}.{type(self).__name__}", args, options

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._identity == other._identity

    def __hash__(self) -> int:
        return hash(self._identity)

    @property
    def _identity(self) -> tuple[object, ...]:
        return (self.name, *(getattr(self, name) for name in self.OPTIONS))

    def statements(self, model: Any, editor: Any) -> list[Statement]:
        """What makes it, as it is written in the database."""
        table = Table(model._meta.db_table, editor.quote_name)
        write = self.sqlite if editor.connection.vendor == "sqlite" else self.postgresql
        return [Statement(sql, table=table) for sql in write(model, editor)]

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        if schema_editor.connection.vendor == "sqlite":
            step_aside(model, schema_editor)
        schema_editor.deferred_sql.extend(self.statements(model, schema_editor))

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        if schema_editor.connection.vendor != "postgresql":
            return None  # SQLite remakes the table, which calls constraint_sql
        first, *rest = self.statements(model, schema_editor)
        schema_editor.deferred_sql.extend(rest)
        return first

    def remove_sql(self, model: Any, schema_editor: Any) -> Any:
        if schema_editor.connection.vendor != "postgresql":
            return None
        name = schema_editor.quote_name(self.name)
        return Statement(
            f"DROP FUNCTION IF EXISTS {name}() CASCADE",
            table=Table(model._meta.db_table, schema_editor.quote_name),
        )

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """The actions ask first, with a sentence."""


def refusing(name: str, said: str, *, when: str = "", first: str = "", editor: Any) -> str:
    """The function of PostgreSQL that refuses a row, `when` it is so, after doing `first`.

    It hands back the row that is written, or the one that is deleted.
    """
    refusal = f"RAISE EXCEPTION '{said}' USING ERRCODE = 'integrity_constraint_violation'; "
    body = f"IF ({when}) THEN {refusal}END IF; RETURN COALESCE(NEW, OLD); " if when else refusal
    return (
        f"CREATE OR REPLACE FUNCTION {editor.quote_name(name)}() RETURNS trigger AS "
        f"$$ BEGIN {first}{body}END $$ LANGUAGE plpgsql"
    )
