"""Nothing twice at one time."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import (
    DateRangeField,
    DateTimeRangeField,
    RangeBoundary,
    RangeOperators,
)
from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.ddl_references import Statement, Table
from django.db.models import Func, Q

from phares.common.constraints.columns import PATH, column_of, step_aside

FAR = "9999-12-31"


class TsTzRange(Func):
    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class DateRange(Func):
    function = "DATERANGE"
    output_field = DateRangeField()


class NoOverlap(ExclusionConstraint):
    """No two rows with the same `group` may overlap in [start, end); an absent end is open.

    A row with nothing in a column of the group meets no other. `days` tells dates from moments.
    With `status_field`, only rows whose status is in `active` count. PostgreSQL excludes through
    GiST (needs btree_gist), SQLite through two triggers that are written again each time Django
    remakes the table.
    """

    def __init__(
        self,
        *,
        name: str,
        group: list[str] | tuple[str, ...],
        start: str,
        end: str,
        days: bool = False,
        status_field: str = "",
        active: list[str] | tuple[str, ...] = (),
        violation_error_code: str | None = None,
        violation_error_message: str | None = None,
    ) -> None:
        self.group, self.start, self.end, self.days = tuple(group), start, end, days
        self.status_field, self.active = status_field, tuple(active)
        span = (DateRange if days else TsTzRange)(start, end, RangeBoundary())
        super().__init__(
            name=name,
            expressions=[
                (span, RangeOperators.OVERLAPS),
                *((field, RangeOperators.EQUAL) for field in self.group),
            ],
            condition=Q(**{f"{status_field}__in": list(active)}) if status_field else None,
            violation_error_code=violation_error_code,
            violation_error_message=violation_error_message,
        )

    def deconstruct(self) -> Any:
        options: dict[str, Any] = {
            "name": self.name,
            "group": list(self.group),
            "start": self.start,
            "end": self.end,
        }
        if self.days:
            options["days"] = True
        if self.status_field:
            options |= {"status_field": self.status_field, "active": list(self.active)}
        if self.violation_error_code is not None:
            options["violation_error_code"] = self.violation_error_code
        if self.violation_error_message not in (None, self.default_violation_error_message):
            options["violation_error_message"] = self.violation_error_message
        return f"{PATH}.{type(self).__name__}", (), options

    # -- schema ---------------------------------------------------------------------------

    def _clash(self, model: type[models.Model], editor: Any, *, moved: bool) -> str:
        """The SQL condition under which the new row meets a standing one."""

        def column(field: str) -> str:
            return column_of(model, editor, field)

        start, end, pk = (
            column(self.start),
            column(self.end),
            editor.quote_name(model._meta.pk.column),
        )
        met = [f"o.{column(field)} = NEW.{column(field)}" for field in self.group]
        met += [
            f"o.{start} < COALESCE(NEW.{end}, '{FAR}')",
            f"COALESCE(o.{end}, '{FAR}') > NEW.{start}",
        ]
        if self.status_field:
            met.append(f"o.{column(self.status_field)} IN ({self._states(editor)})")
        if moved:
            met.append(f"o.{pk} <> NEW.{pk}")
        return " AND ".join(met)

    def _states(self, editor: Any) -> str:
        return ", ".join(editor.quote_value(state) for state in self.active)

    def _trigger(self, model: type[models.Model], editor: Any, event: str) -> Statement:
        moved = event == "UPDATE"
        when = ""
        if self.status_field:
            status = column_of(model, editor, self.status_field)
            when = f"NEW.{status} IN ({self._states(editor)}) AND "
        sql = (
            f"CREATE TRIGGER {editor.quote_name(f'{self.name}_{event.lower()}')} "
            f"BEFORE {event} ON %(table)s WHEN {when}EXISTS (SELECT 1 FROM %(table)s o "
            f"WHERE {self._clash(model, editor, moved=moved)}) "
            f"BEGIN SELECT RAISE(ABORT, 'constraint {self.name} violated'); END"
        )
        return Statement(sql, table=Table(model._meta.db_table, editor.quote_name))

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        if schema_editor.connection.vendor == "postgresql":
            return super().constraint_sql(model, schema_editor)
        step_aside(model, schema_editor)
        schema_editor.deferred_sql.extend(self.statements(model, schema_editor))
        return None

    def statements(self, model: type[models.Model], editor: Any) -> list[Statement]:
        """The triggers that stand for it on SQLite."""
        return [self._trigger(model, editor, event) for event in ("INSERT", "UPDATE")]

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        if schema_editor.connection.vendor == "postgresql":
            return super().create_sql(model, schema_editor)
        return None  # SQLite remakes the table, which calls constraint_sql

    def remove_sql(self, model: Any, schema_editor: Any) -> Any:
        if schema_editor.connection.vendor == "postgresql":
            return super().remove_sql(model, schema_editor)
        return None

    def check(self, model: Any, connection: Any) -> list[Any]:
        return super().check(model, connection) if connection.vendor == "postgresql" else []

    # -- forms ----------------------------------------------------------------------------

    def validate(
        self, model: Any, instance: Any, exclude: Any = None, using: str = "default"
    ) -> None:
        named = {*self.group, self.start, self.end, self.status_field}
        if exclude and named & set(exclude):
            return
        if self.status_field and getattr(instance, self.status_field) not in self.active:
            return
        if self._nobody_in(model, instance):
            return
        if self._standing(model, instance, using).exists():
            raise ValidationError(
                self.get_violation_error_message(), code=self.violation_error_code or "overlap"
            )

    def _nobody_in(self, model: Any, instance: Any) -> bool:
        """An empty column of the group equals nothing, here as in the database."""
        columns = (model._meta.get_field(field).attname for field in self.group)
        return any(getattr(instance, column) is None for column in columns)

    def _standing(self, model: Any, instance: Any, using: str) -> Any:
        same = {
            field: getattr(instance, model._meta.get_field(field).attname) for field in self.group
        }
        rows = model._default_manager.using(using).filter(**same)
        rows = rows.filter(
            Q(**{f"{self.end}__isnull": True})
            | Q(**{f"{self.end}__gt": getattr(instance, self.start)})
        )
        if getattr(instance, self.end) is not None:
            rows = rows.filter(**{f"{self.start}__lt": getattr(instance, self.end)})
        if self.status_field:
            rows = rows.filter(**{f"{self.status_field}__in": self.active})
        return rows if instance._state.adding else rows.exclude(pk=instance.pk)
