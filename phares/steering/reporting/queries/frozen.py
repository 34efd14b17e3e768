"""A figure as it was frozen: its definition, its published value, its rows under their names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.apps import apps

from phares.common.audit.queries import last_named
from phares.kernel.figures import Row
from phares.steering.reporting.models import Measure
from phares.steering.reporting.queries.figures import FigureOfYear
from phares.steering.reporting.rules.roundings import with_unit, written


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A record behind the frozen figure: its name where it is still known, its key otherwise."""

    key: str
    label: str
    url: str = ""
    still: bool = True
    """Whether it counts today too."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What stands beside today’s figure."""

    measure: Measure
    value_text: str
    declared_text: str
    rows: tuple[KeptRow, ...]
    since: tuple[Row, ...]
    """Records that count today and did not then."""


def kept_of(figure: FigureOfYear) -> Kept | None:
    """The figure as it was frozen, if its year was."""
    measure = figure.frozen
    if measure is None:
        return None
    declared = "" if measure.declared is None else written(measure.declared, 4)
    frozen = set(measure.row_keys)
    return Kept(
        measure,
        with_unit(figure.frozen_text, measure.unit) if figure.frozen_text else "–",
        with_unit(declared, measure.unit) if declared else "",
        tuple(_rows(figure, measure.row_keys)),
        tuple(row for row in figure.counted.rows if row.key not in frozen),
    )


def _rows(figure: FigureOfYear, keys: Iterable[str]) -> Iterable[KeptRow]:
    counted = {row.key: row for row in figure.counted.rows}
    known = {row.key: row for row in figure.counted.aside} | counted
    names = _names(key for key in keys if key not in known)
    for key in keys:
        if row := known.get(key):
            yield KeptRow(key, row.label, row.url, key in counted)
        else:
            yield KeptRow(key, names.get(key, key), still=False)


def _names(keys: Iterable[str]) -> Mapping[str, str]:
    """The names of records by their keys, « directory.belonging:12 »: one query a table.

    Of a record that left since, the journal knows the name: one query more.
    """
    by_table: dict[str, list[int]] = defaultdict(list)
    for key in keys:
        table, _colon, pk = key.partition(":")
        if pk.isdigit():
            by_table[table].append(int(pk))
    found = {
        f"{table}:{pk}": str(record)
        for table, pks in by_table.items()
        for pk, record in _records(table, pks).items()
    }
    gone = [f"{table}:{pk}" for table, pks in by_table.items() for pk in pks]
    return found | last_named(one for one in gone if one not in found)


def _records(table: str, pks: list[int]) -> Mapping[int, object]:
    """The records that are still there; none of a table that is no more."""
    try:
        model = apps.get_model(table)
    except (LookupError, ValueError):
        return {}
    held = [one.name for one in model._meta.concrete_fields if one.is_relation and not one.null]
    found: Mapping[int, object] = model._base_manager.select_related(*held).in_bulk(pks)
    return found
