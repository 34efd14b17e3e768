"""Queries put into SQL once: for those that every visit asks again with the same day.

Building the SQL of a rule about vague dates costs more than running it over two thousand rows.
Only for plain numbers and texts, which come from the database as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache, wraps
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, Expression, F, QuerySet

type Sql = tuple[str, tuple[Any, ...]]


def prepared[*Asked](
    build: Callable[[*Asked], QuerySet[Any, Any]],
) -> Callable[[*Asked], list[tuple[Any, ...]]]:
    """The rows of a query of numbers and texts, whose SQL depends on its arguments alone."""

    @lru_cache(maxsize=64)
    def sql(_vendor: str, *asked: Hashable) -> Sql:
        return build(*asked).query.sql_with_params()  # type: ignore[arg-type]

    @wraps(build)
    def rows(*asked: *Asked) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(*sql(connection.vendor, *asked))
            return cursor.fetchall()

    return rows


type Filling = int | date | datetime


def filled_in[*Asked](
    build: Callable[[*Asked], QuerySet[Any, Any]],
) -> Callable[[*Asked], list[tuple[Any, ...]]]:
    """The same for numbers, days and moments that change with each call: SQL with holes for them.

    The SQL depends on how many there are and of what kind, never on their value.
    """

    @lru_cache(maxsize=64)
    def holed(_vendor: str, kinds: tuple[type, ...]) -> tuple[str, tuple[tuple[int, Any], ...]]:
        samples = tuple(_sample(kind, number) for number, kind in enumerate(kinds))
        sql, params = build(*samples).query.sql_with_params()  # type: ignore[arg-type]
        known = [_as_kept(sample) for sample in samples]
        holes = [(known.index(one) if one in known else -1, one) for one in params]
        assert {hole for hole, _one in holes if hole >= 0} == set(range(len(samples)))
        return sql, tuple(holes)

    @wraps(build)
    def rows(*asked: *Asked) -> list[tuple[Any, ...]]:
        values: list[Any] = [_as_kept(one) for one in asked]  # type: ignore[arg-type]
        sql, holes = holed(connection.vendor, tuple(type(one) for one in asked))
        with connection.cursor() as cursor:
            cursor.execute(sql, [one if hole < 0 else values[hole] for hole, one in holes])
            return cursor.fetchall()

    return rows


def _sample(kind: type, number: int) -> Filling:
    """A value that nothing else in a query is worth."""
    if issubclass(kind, datetime):
        return datetime(1803, 1, 1, tzinfo=UTC) + timedelta(days=number)
    if issubclass(kind, date):
        return date(1801, 1, 1) + timedelta(days=number)
    return 31_801 + number  # a small integer too


def _as_kept(value: Filling) -> Any:
    """As the database of this connection takes it."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    return value


class Among(Expression):
    """Rows whose column is one of the values of a query: `pk__in`, put into SQL here and now.

    The query looks at nothing around it.
    """

    conditional = True

    def __init__(self, rows: QuerySet[Any, Any], column: str = "pk") -> None:
        super().__init__(output_field=BooleanField())
        self._column: Any = F(column)
        self._told = _told(rows.order_by())

    def get_source_expressions(self) -> list[Any]:
        return [self._column]

    def set_source_expressions(self, exprs: Any) -> None:
        (self._column,) = exprs

    def as_sql(self, compiler: Any, connection: Any) -> Sql:
        if self._told is None:
            return "1 = 0", ()
        column, params = compiler.compile(self._column)
        sql, asked = self._told
        return f"{column} IN ({sql})", (*params, *asked)


def _told(rows: QuerySet[Any, Any]) -> Sql | None:
    """None: nothing can be found, and the database need not be asked."""
    try:
        sql, params = rows.query.sql_with_params()
    except EmptyResultSet:
        return None
    return sql, tuple(params)
