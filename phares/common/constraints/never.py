"""What the rows of another table forbid of a row."""

from __future__ import annotations

from typing import Any

from django.db.backends.ddl_references import Statement, Table
from django.db.models import BaseConstraint

from phares.common.constraints.columns import PATH, column_of, step_aside

EVENTS = ("INSERT", "UPDATE")


class Never(BaseConstraint):
    """No row is written for which the SQL `when` is true; it names the row NEW.

        Never(
            name="measure_of_a_frozen_year",
            parent="report",
            when='EXISTS (SELECT 1 FROM "reporting_reportyear" r '
            "WHERE r.id = NEW.report_id AND r.state = 'frozen')",
        )

    Tables are named in double quotes, so that `step_aside` finds them. `events` says which writes
    are watched. The row of `parent` is held meanwhile, so that an act on it is over before.
    """

    def __init__(
        self,
        *,
        name: str,
        when: str,
        parent: str = "",
        events: list[str] | tuple[str, ...] = EVENTS,
        **options: Any,
    ) -> None:
        self.when, self.parent, self.events = when, parent, tuple(events)
        super().__init__(name=name, **options)

    def deconstruct(self) -> Any:
        _, args, options = super().deconstruct()
        options["when"] = self.when
        if self.parent:
            options["parent"] = self.parent
        if self.events != EVENTS:
            options["events"] = list(self.events)
        return f"{PATH}.{type(self).__name__}", args, options

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Never):
            return NotImplemented
        return self._identity == other._identity

    def __hash__(self) -> int:
        return hash(self._identity)

    @property
    def _identity(self) -> tuple[object, ...]:
        return (self.name, self.when, self.parent, self.events)

    def _sqlite(self, table: Table, editor: Any) -> list[Statement]:
        return [
            Statement(
                f"CREATE TRIGGER {editor.quote_name(f'{self.name}_{event.lower()}')} "
                f"BEFORE {event} ON %(table)s WHEN {self.when} "
                f"BEGIN SELECT RAISE(ABORT, '{self.name} is never'); END",
                table=table,
            )
            for event in self.events
        ]

    def _postgresql(self, model: Any, table: Table, editor: Any) -> list[Statement]:
        name = editor.quote_name(self.name)
        function = (
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger AS $$ BEGIN "
            f"{self._holding(model, editor)}IF {self.when} THEN RAISE EXCEPTION '{self.name} is "
            "never' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
            "RETURN NEW; END $$ LANGUAGE plpgsql"
        )
        trigger = (
            f"CREATE TRIGGER {name} BEFORE {' OR '.join(self.events)} ON %(table)s "
            f"FOR EACH ROW EXECUTE FUNCTION {name}()"
        )
        return [Statement(sql, table=table) for sql in (function, trigger)]

    def _holding(self, model: Any, editor: Any) -> str:
        if not self.parent:
            return ""
        held = model._meta.get_field(self.parent).related_model._meta
        pk, table = editor.quote_name(held.pk.column), editor.quote_name(held.db_table)
        own = column_of(model, editor, self.parent)
        return f"PERFORM 1 FROM {table} WHERE {pk} = NEW.{own} FOR NO KEY UPDATE; "

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        table = Table(model._meta.db_table, schema_editor.quote_name)
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.deferred_sql.extend(self._postgresql(model, table, schema_editor))
            return
        step_aside(model, schema_editor)
        schema_editor.deferred_sql.extend(self._sqlite(table, schema_editor))

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        if schema_editor.connection.vendor != "postgresql":
            return None  # SQLite remakes the table, which calls constraint_sql
        table = Table(model._meta.db_table, schema_editor.quote_name)
        first, *rest = self._postgresql(model, table, schema_editor)
        schema_editor.deferred_sql.extend(rest)
        return first

    def remove_sql(self, model: Any, schema_editor: Any) -> Any:
        if schema_editor.connection.vendor != "postgresql":
            return None
        return Statement(
            f"DROP FUNCTION IF EXISTS {schema_editor.quote_name(self.name)}() CASCADE",
            table=Table(model._meta.db_table, schema_editor.quote_name),
        )

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """The actions ask first, with a sentence."""
