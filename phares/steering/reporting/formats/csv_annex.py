"""The annex in CSV: every figure, then the records behind each.

Semicolons, decimal commas and a byte order mark: a French spreadsheet opens it by a double click.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from phares.common.web.exports import harmless
from phares.steering.reporting.formats.content import FigureItem, Report

FIGURE_HEAD = (
    "code",
    "libellé",
    "valeur",
    "unité",
    "origine",
    "définition",
    "règle de date",
    "déclaré",
    "écart",
    "avertissement",
    "lignes",
    "illustratif",
)
RECORD_HEAD = ("code", "enregistrement", "détail", "source", "illustratif")
GROUPING = re.compile(r"(?<=\d)[\u0020\u00a0\u202f](?=\d{3})")


def figures_csv(report: Report) -> bytes:
    """All the figures of a report, an empty line, then their records by code."""
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(_lines(report.figures))
    return out.getvalue().encode("utf-8-sig")


def _lines(items: Sequence[FigureItem]) -> Iterator[list[object]]:
    yield [*FIGURE_HEAD]
    for item in items:
        yield [harmless(cell) for cell in _figure(item)]
    yield []
    yield [*RECORD_HEAD]
    for item in items:
        yield from ([harmless(cell) for cell in row] for row in _records(item))


def _figure(item: FigureItem) -> tuple[object, ...]:
    return (
        item.code,
        item.label,
        as_number(item.value_text),
        item.unit,
        item.origin,
        item.definition,
        item.date_rule,
        as_number(item.declared_text or ""),
        item.gap_note or "",
        item.warning or "",
        item.rows,
        _yes(item.illustrative),
    )


def _records(item: FigureItem) -> list[tuple[str, ...]]:
    return [
        (item.code, record.label, record.detail, record.source, _yes(record.illustrative))
        for record in item.records
    ]


def as_number(text: str) -> str:
    """« 1 350 » is 1350 in a spreadsheet; the decimal comma stays."""
    return GROUPING.sub("", text)


def _yes(value: bool) -> str:
    return "oui" if value else ""
