"""Searching, counting and sorting the rows: in the database, or in memory for a short list."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from django.db.models import Count, Q, QuerySet, Value

from phares.common.compiled import Among, prepared
from phares.common.web.tables.specs import Choice, Rows, TableSpec


def searched(spec: TableSpec, rows: Rows, q: str) -> Rows:
    return spec.search(rows, q) if spec.search and q else rows


def counts(spec: TableSpec, rows: Rows, *, whole: bool = False) -> dict[str, int]:
    """How many rows in all (key "") and under each choice, which only filters: a single query.

    `whole`: the rows given, before any search.
    """
    if not isinstance(rows, QuerySet):
        return {"": len(rows), **{c.key: len(c.apply(rows)) for c in spec.choices}}
    if not spec.choices:
        return {"": rows.order_by().count()}
    if whole and spec.same is not None:
        same = spec.same, tuple(choice.key for choice in spec.choices)
        (found,) = _counted(_Counting(same, rows, spec.choices))
    else:
        (found,) = _counting(rows, spec.choices)
    return dict(zip(("", *(choice.key for choice in spec.choices)), found, strict=True))


@dataclass(frozen=True, slots=True)
class _Counting:
    """What is counted, known by what its SQL depends on."""

    same: Hashable
    rows: QuerySet[Any] = field(compare=False)
    choices: tuple[Choice, ...] = field(compare=False)


@prepared
def _counted(asked: _Counting) -> QuerySet[Any, Any]:
    return _counting(asked.rows, asked.choices)


def _counting(rows: QuerySet[Any], choices: tuple[Choice, ...]) -> QuerySet[Any, Any]:
    """One row: how many in all, then under each choice."""
    plain = _plain(rows)
    told = rows if plain else rows.model._base_manager.filter(pk__in=rows.order_by().values("pk"))
    wanted = {"n_": Count("pk")} | {
        f"n_{index}": Count("pk", filter=_condition(choice)) for index, choice in enumerate(choices)
    }
    return told.order_by().values(one_=Value(1)).annotate(**wanted).values_list(*wanted)


def _plain(rows: QuerySet[Any]) -> bool:
    """Whether each row of the table stands there once at most: it is counted as it is."""
    query = rows.query
    if query.is_sliced or query.distinct or query.combinator or query.group_by is not None:
        return False
    joins = (getattr(join, "join_field", None) for join in query.alias_map.values())
    return not any(getattr(join, "multiple", False) for join in joins)


def _condition(choice: Choice) -> Q | Among:
    if not isinstance(choice.where, Q | Among):
        raise TypeError(f"{choice.key}: rows of the database are chosen by a condition")
    return choice.where


def inventing(spec: TableSpec, rows: Rows) -> Callable[[Any], bool] | None:
    """Which rows are invented, where rows of this kind can be."""
    if spec.invented is not None or not isinstance(rows, QuerySet):
        return spec.invented
    marked = any(field.name == "illustrative" for field in rows.model._meta.get_fields())
    return attrgetter("illustrative") if marked else None


def in_order(spec: TableSpec, rows: Rows, sort: str) -> Rows:
    """By group first, then as asked, then by key so that pages never share a row."""
    column = spec.column(sort.removeprefix("-"))
    if isinstance(rows, QuerySet):
        fields = _directed(column.sort, sort) if column else rows.query.order_by
        return rows.order_by(*spec.group_sort, *fields, "pk")
    if not column:
        return rows
    ordered = sorted(rows, key=lambda row: _rank(column.value(row)), reverse=sort.startswith("-"))
    return sorted(ordered, key=spec.group) if spec.group else ordered


def in_page(every: Rows, ordered: Rows, cut: slice) -> Rows:
    """A page of the ordered rows. What is annotated on a row is worked out for these rows only:
    cut by itself, the query would work it out for every row, sort them, and throw most away."""
    if not isinstance(ordered, QuerySet) or not ordered.query.annotations:
        return ordered[cut]
    assert isinstance(every, QuerySet)
    return every.filter(pk__in=ordered.values("pk")[cut]).order_by(*ordered.query.order_by)


def _directed(fields: Sequence[str], sort: str) -> list[str]:
    if not sort.startswith("-"):
        return list(fields)
    return [name.removeprefix("-") if name.startswith("-") else f"-{name}" for name in fields]


def _rank(value: Any) -> tuple[bool, Any]:
    return value is None, "" if value is None else value
