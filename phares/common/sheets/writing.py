"""Titles and lines into bytes: CSV, XLSX, ODS, JSON. Text that looks like a formula is harmless."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import tablib

from phares.common.sheets.harmless import harmless
from phares.common.sheets.sheet import refused
from phares.kernel.tongue import say
from phares.kernel.words import thousands

MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "json": "application/json",
}
FORMATS = tuple(MEDIA)
MOST_IN_ODS = 20_000

type Row = Sequence[Any]


def written_file(wanted: str, name: str, titles: Sequence[str], rows: Iterable[Row]) -> bytes:
    """The whole file; `wanted` is one of FORMATS."""
    if wanted == "json":
        return _json(titles, rows)
    safe = ([harmless(cell) for cell in row] for row in rows)
    heads = [str(harmless(title)) for title in titles]
    return {"csv": _csv, "xlsx": _xlsx, "ods": _ods}[wanted](name, heads, safe)


def _csv(name: str, titles: Sequence[str], rows: Iterable[Row]) -> bytes:
    """As French spreadsheets open it: semicolons, decimal commas, byte order mark."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(titles)
    writer.writerows([in_csv(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def in_csv(value: object) -> object:
    match value:
        case float() | Decimal():
            return f"{Decimal(str(value)):f}".replace(".", ",")
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case date():
            return f"{value:%d/%m/%Y}"
    return value


def _xlsx(name: str, titles: Sequence[str], rows: Iterable[Row]) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_name(name))
    sheet.append(list(titles))
    for row in rows:
        sheet.append(list(row))
    return _saved(book)


def _saved(book: Any) -> bytes:
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _ods(name: str, titles: Sequence[str], rows: Iterable[Row]) -> bytes:
    found = [list(row) for row in rows]
    if len(found) > MOST_IN_ODS:
        most = thousands(MOST_IN_ODS)
        raise refused(
            "too-many-lines", say("Plus de {most} lignes : prenez le CSV ou le XLSX.", most=most)
        )
    return bytes(
        tablib.Dataset(*found, headers=list(titles), title=_sheet_name(name)).export("ods")
    )


def _json(titles: Sequence[str], rows: Iterable[Row]) -> bytes:
    lines = [dict(zip(titles, row, strict=True)) for row in rows]
    return (json.dumps(lines, ensure_ascii=False, indent=1, default=_in_json) + "\n").encode()


def _in_json(value: object) -> object:
    return str(value)


def _sheet_name(name: str) -> str:
    return "".join(one for one in name if one not in "[]:*?/\\'")[:31]
