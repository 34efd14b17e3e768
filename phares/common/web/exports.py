"""A table as a file: CSV for any length, XLSX and ODS for what a desk can open.

A text that a spreadsheet would take for a formula gets an apostrophe in front; numbers stay
numbers.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import tablib
from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from phares.common.sheets.harmless import harmless
from phares.common.web.display import shown
from phares.kernel.money import Money
from phares.kernel.refusal import Reason, insist

FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
SHEET_ROWS = 20_000

type Field = tuple[str, Callable[[Any], object]]


def export(
    wanted: str, name: str, fields: list[Field], rows: Iterable[Any], count: int
) -> HttpResponseBase:
    """All the matching rows as a file to save."""
    titles = [str(harmless(label)) for label, _value in fields]
    lines = ([plain(value(row)) for _label, value in fields] for row in _read(rows))
    response = (
        _csv(titles, lines) if wanted == "csv" else _sheet(wanted, name, titles, lines, count)
    )
    response["Content-Disposition"] = f'attachment; filename="{name}.{wanted}"'
    response["Cache-Control"] = "private, no-store"
    return response


def plain(value: object) -> object:
    """What a spreadsheet can hold: text, number, day, moment."""
    match value:
        case Money():
            return Decimal(value.cents) / 100
        case datetime(tzinfo=zone) if zone:
            return timezone.localtime(value).replace(tzinfo=None)
        case bool() | None:
            return shown(value)
        case int() | float() | Decimal() | date():
            return value
    text = str(shown(value))
    return harmless(text if isinstance(value, str) else strip_tags(text))


def _read(rows: Iterable[Any]) -> Iterator[Any]:
    """Rows by packets of 500, so that a long table never sits whole in memory."""
    yield from rows.iterator(chunk_size=500) if isinstance(rows, QuerySet) else rows


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _csv(titles: list[str], lines: Iterable[list[object]]) -> StreamingHttpResponse:
    """As French spreadsheets open it: semicolons, decimal commas, byte order mark."""
    writer = csv.writer(_Echo(), delimiter=";")

    def written() -> Iterator[str]:
        yield "\ufeff"
        yield writer.writerow(titles)
        for line in lines:
            yield writer.writerow([_in_csv(value) for value in line])

    return StreamingHttpResponse(written(), content_type=FORMATS["csv"])


def _in_csv(value: object) -> object:
    if isinstance(value, float | Decimal):
        return f"{Decimal(str(value)):f}".replace(".", ",")
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return value


def _sheet(
    wanted: str, name: str, titles: list[str], lines: Iterable[list[object]], count: int
) -> HttpResponse:
    insist(_why_not_sheet(count))
    data = tablib.Dataset(*lines, headers=titles, title=name[:31])
    return HttpResponse(data.export(wanted), content_type=FORMATS[wanted])


def _why_not_sheet(count: int) -> Reason | None:
    """Beyond twenty thousand rows a sheet is too heavy to make while someone waits."""
    if count <= SHEET_ROWS:
        return None
    sentence = _(
        "%(count)s lignes, c’est trop pour une feuille de calcul. "
        "Prenez le CSV, ou filtrez avant d’exporter."
    )
    return Reason("too-many-rows", sentence % {"count": count})
