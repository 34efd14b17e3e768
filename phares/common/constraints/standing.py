"""Rows that stand against a constraint: the database was not asked, or could not refuse them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection, models
from django.db.models import Count, F, Max, Q, RowRange, Value, Window
from django.db.models.functions import Coalesce

from phares.common.constraints.never import Never
from phares.common.constraints.overlap import NoOverlap

type Model = type[models.Model]
FAR: dict[bool, date] = {
    True: date(9999, 12, 31),
    False: datetime(9999, 12, 31, tzinfo=UTC),
}
"""An open end, by whether days are compared."""


def rows_against(model: Model, constraint: models.BaseConstraint) -> list[Any]:
    """Keys of the rows that this constraint forbids; it may be asked of any of them."""
    match constraint:
        case NoOverlap():
            return _overlapping(model, constraint)
        case Never() if constraint.lasting:
            return _written_though_never(model, constraint)
        case models.CheckConstraint():
            return _unchecked(model, constraint)
        case models.UniqueConstraint() if constraint.fields:
            return twice(model, constraint.fields, constraint.condition or Q())
        case models.UniqueConstraint() if constraint.expressions:
            return _alike(model, constraint)
    return []


def twice(model: Model, fields: Sequence[str], where: Q) -> list[Any]:
    """Rows that are alike where each must be the only one; an empty column is like no other."""
    known = Q(**{f"{field}__isnull": False for field in fields})
    alike = Window(Count("pk"), partition_by=[F(field) for field in fields])
    rows = model._base_manager.filter(where & known).annotate(alike=alike)
    return list(rows.filter(alike__gt=1).order_by("pk").values_list("pk", flat=True))


def _alike(model: Model, rule: models.UniqueConstraint) -> list[Any]:
    """The same, of what is computed from a row: an address, whatever its capitals."""
    each: Any = rule.expressions
    alike = Window(Count("pk"), partition_by=list(each))
    rows = model._base_manager.filter(rule.condition or Q()).annotate(alike=alike)
    return list(rows.filter(alike__gt=1).order_by("pk").values_list("pk", flat=True))


def strangers(model: Model, field: models.ForeignKey[Any, Any]) -> list[Any]:
    """Rows that name a record which is not there."""
    quote = connection.ops.quote_name
    theirs, other = field.target_field, field.related_model._meta.db_table
    own, named = quote(str(field.column)), quote(str(theirs.column))
    return _asked(
        f"SELECT r.{_key(model)} FROM {quote(model._meta.db_table)} r "
        f"LEFT JOIN {quote(other)} o ON o.{named} = r.{own} "
        f"WHERE r.{own} IS NOT NULL AND o.{named} IS NULL"
    )


def loops(model: Model, field: models.ForeignKey[Any, Any]) -> list[Any]:
    """Rows that come back to themselves, going up from one to the next by this column."""
    rows = model._base_manager.exclude(**{field.name: None})
    above = dict(rows.values_list("pk", field.attname))
    return sorted(pk for pk in above if _comes_back(pk, above))


def _comes_back(start: Any, above: dict[Any, Any]) -> bool:
    seen, here = set[Any](), above.get(start)
    while here is not None and here not in seen and here != start:
        seen.add(here)
        here = above.get(here)
    return bool(here == start)


def _overlapping(model: Model, rule: NoOverlap) -> list[Any]:
    """Of two that meet, the later one: it begins before the end of one that began earlier."""
    where = Q(**{f"{field}__isnull": False for field in rule.group})
    if rule.status_field:
        where &= Q(**{f"{rule.status_field}__in": rule.active})
    column: Any = model._meta.get_field(rule.end)
    far = Value(FAR[rule.days], output_field=type(column)())
    latest = Window(
        Max(Coalesce(F(rule.end), far)),
        partition_by=[F(field) for field in rule.group],
        order_by=[F(rule.start).asc(), F("pk").asc()],
        frame=RowRange(start=None, end=-1),
    )
    rows = model._base_manager.filter(where).annotate(latest=latest)
    met = rows.filter(latest__gt=F(rule.start))
    return list(met.order_by("pk").values_list("pk", flat=True))


def _written_though_never(model: Model, rule: Never) -> list[Any]:
    """The condition names NEW: here each row that stands bears that name."""
    table = connection.ops.quote_name(model._meta.db_table)
    return _asked(f"SELECT NEW.{_key(model)} FROM {table} NEW WHERE {rule.when}")


def _unchecked(model: Model, rule: models.CheckConstraint) -> list[Any]:
    """As SQL checks: what is neither true nor false passes."""
    said = rule._get_check_sql(model, connection.schema_editor())  # type: ignore[attr-defined]
    table = connection.ops.quote_name(model._meta.db_table)
    return _asked(f"SELECT {_key(model)} FROM {table} WHERE NOT ({said})")


def _key(model: Model) -> str:
    return str(connection.ops.quote_name(str(model._meta.pk.column)))


def _asked(sql: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return sorted(row[0] for row in cursor.fetchall())
