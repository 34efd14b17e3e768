"""The annex in CSV: every figure, then the records behind each, in one table.

Semicolons, decimal commas and a byte order mark: a French spreadsheet opens it by a double click.
One table, so that it sorts and filters: « nature » tells a figure from a record behind it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from phares.common.sheets.harmless import harmless
from phares.steering.reporting.formats.content import FigureItem, Record, Report

HEAD = (
    "code",
    "libellé",
    "nature",
    "enregistrement",
    "détail",
    "valeur",
    "unité",
    "origine",
    "définition",
    "règle de date",
    "publié",
    "écart",
    "avertissement",
    "lignes",
    "source",
    "illustratif",
)
WITHHELD = "détail (ce que chaque structure a déclaré ne sort pas du pôle)"
"""The head of the column in a file that may go anywhere."""
GROUPING = re.compile(r"(?<=\d)[\u0020\u00a0\u202f](?=\d{3})")


def figures_csv(report: Report) -> bytes:
    """All the figures of a report, then their records."""
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(_lines(report.figures))
    return out.getvalue().encode("utf-8-sig")


def _lines(items: Sequence[FigureItem]) -> Iterator[list[object]]:
    withheld = any(record.withheld for item in items for record in item.records)
    yield [WITHHELD if withheld and name == "détail" else name for name in HEAD]
    for item in items:
        yield _filled(_figure(item))
    for item in items:
        yield from (_filled(_record(item, record)) for record in item.records)


def _filled(cells: dict[str, object]) -> list[object]:
    return [harmless(cells.get(name, "")) for name in HEAD]


def _figure(item: FigureItem) -> dict[str, object]:
    return {
        "code": item.code,
        "libellé": item.label,
        "nature": "chiffre",
        "valeur": as_number(item.value_text),
        "unité": item.unit,
        "origine": item.origin,
        "définition": item.definition,
        "règle de date": item.date_rule,
        "publié": as_number(item.declared_text or ""),
        "écart": item.gap_note or "",
        "avertissement": item.warning or "",
        "lignes": item.rows,
        "illustratif": _yes(item.illustrative),
    }


def _record(item: FigureItem, record: Record) -> dict[str, object]:
    return {
        "code": item.code,
        "libellé": item.label,
        "nature": "enregistrement",
        "enregistrement": record.label,
        "détail": "a répondu" if record.withheld else record.detail,
        "valeur": as_number(record.value_text),
        "unité": item.unit,
        "source": record.source,
        "illustratif": _yes(record.illustrative),
    }


def as_number(text: str) -> str:
    """« 1 350 » is 1350 in a spreadsheet; the decimal comma stays."""
    return GROUPING.sub("", text)


def _yes(value: bool) -> str:
    return "oui" if value else ""
