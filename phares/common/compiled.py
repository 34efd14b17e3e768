"""Queries put into SQL once: for those that every visit asks again with the same day.

Building the SQL of a rule about vague dates costs more than running it over two thousand rows.
Only for plain numbers and texts, which come from the database as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
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
