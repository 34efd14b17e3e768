"""Written once."""

from __future__ import annotations

from typing import Any

from django.db.backends.ddl_references import Statement, Table
from django.db.models import BaseConstraint

from phares.common.constraints.columns import PATH, column_of, step_aside


class Immutable(BaseConstraint):
    """Rows are written once: the database refuses to change or delete them.

    With `only`, these columns alone are frozen and deletion is refused; the others may move. With
    `once`, a column and a value: the row is frozen from the moment the column holds the value. With
    `deletable`, rows may still be deleted.
    """

    def __init__(
        self,
        *,
        name: str,
        only: list[str] | tuple[str, ...] = (),
        once: list[str] | tuple[str, ...] = (),
        deletable: bool = False,
        **options: Any,
    ) -> None:
        self.only, self.once, self.deletable = tuple(only), tuple(once), deletable
        super().__init__(name=name, **options)

    def deconstruct(self) -> Any:
        path, args, options = super().deconstruct()
        if self.only:
            options["only"] = list(self.only)
        if self.once:
            options["once"] = list(self.once)
        if self.deletable:
            options["deletable"] = True
        return f"{PATH}.{type(self).__name__}", args, options

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Immutable):
            return NotImplemented
        return self._identity == other._identity

    def __hash__(self) -> int:
        return hash(self._identity)

    @property
    def _identity(self) -> tuple[object, ...]:
        return (self.name, self.only, self.once, self.deletable)

    def _kept(self, model: Any, editor: Any) -> str:
        if not self.once:
            return "1 = 1"
        column, value = self.once
        return f"OLD.{column_of(model, editor, column)} = {editor.quote_value(value)}"

    def _changed(self, model: Any, editor: Any) -> str:
        columns = [column_of(model, editor, field) for field in self.only]
        differs = "IS NOT" if editor.connection.vendor == "sqlite" else "IS DISTINCT FROM"
        return " OR ".join(f"OLD.{c} {differs} NEW.{c}" for c in columns) or "1 = 1"

    def _statements(self, model: Any, editor: Any) -> list[Any]:
        table, said = Table(model._meta.db_table, editor.quote_name), f"{self.name} is frozen"
        if editor.connection.vendor == "sqlite":
            body = f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
        else:
            body = f"EXECUTE FUNCTION {editor.quote_name(self.name)}()"
        each = "" if editor.connection.vendor == "sqlite" else "FOR EACH ROW "
        out = []
        kept, changed = self._kept(model, editor), self._changed(model, editor)
        frozen = [("UPDATE", f"({kept}) AND ({changed})")]
        for event, when in frozen if self.deletable else [*frozen, ("DELETE", kept)]:
            trigger = editor.quote_name(f"{self.name}_{event.lower()}")
            out.append(
                f"CREATE TRIGGER {trigger} BEFORE {event} ON %(table)s {each}WHEN ({when}) {body}"
            )
        if editor.connection.vendor == "postgresql":
            out.insert(
                0,
                f"CREATE OR REPLACE FUNCTION {editor.quote_name(self.name)}() RETURNS trigger AS "
                f"$$ BEGIN RAISE EXCEPTION '{said}' "
                "USING ERRCODE = 'integrity_constraint_violation'; END $$ LANGUAGE plpgsql",
            )
        return [Statement(sql, table=table) for sql in out]

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        if schema_editor.connection.vendor == "sqlite":
            step_aside(model, schema_editor)
        schema_editor.deferred_sql.extend(self._statements(model, schema_editor))

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        if schema_editor.connection.vendor == "postgresql":
            first, *rest = self._statements(model, schema_editor)
            schema_editor.deferred_sql.extend(rest)
            return first
        return None

    def remove_sql(self, model: Any, schema_editor: Any) -> Any:
        if schema_editor.connection.vendor != "postgresql":
            return None
        name = schema_editor.quote_name(self.name)
        return Statement(
            f"DROP FUNCTION IF EXISTS {name}() CASCADE",
            table=Table(model._meta.db_table, schema_editor.quote_name),
        )

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """Nothing to ask before an insert."""
