"""ODS: read as it comes, so that a large sheet never sits whole in memory."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from lxml import etree

from phares.common.sheets.archives import unreadable_part
from phares.common.sheets.sheet import (
    LONGEST_CELL,
    MOST_COLUMNS,
    Heads,
    Numbered,
    Sheet,
    refused,
    sheet_of,
)
from phares.common.sheets.workbooks import decimal_text, told
from phares.kernel.reading import moment
from phares.kernel.refusal import Refused

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
BROKEN = (
    etree.XMLSyntaxError, zipfile.BadZipFile, ValueError, TypeError, ArithmeticError, OSError,
)  # fmt: skip
"""What a part, a number or a date that makes no sense raises."""
WIDEST = 20_000
"""How far the blank cells of a row are counted: a sheet has no more columns."""
CELLS = {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"}


def read_opendocument(archive: zipfile.ZipFile, heads: Heads) -> Sheet:
    try:
        return _read(archive, heads)
    except BROKEN as error:
        raise unreadable_part() from error


def _read(archive: zipfile.ZipFile, heads: Heads) -> Sheet:
    with archive.open("content.xml") as part:
        names = [_name(one) for one in _elements(part, f"{TABLE}table")]
    for place, name in enumerate(names):
        with archive.open("content.xml") as part:
            try:
                return sheet_of(told("ODS", name, names), _rows(part, place), heads)
            except Refused as refusal:
                if refusal.reason.code != "empty":
                    raise
    raise refused("empty", "Ce classeur est vide : aucune feuille n’a de titres.")


def _elements(part: Any, *tags: str) -> Iterator[Any]:
    """Each element once it is whole; no entity is resolved and nothing is fetched."""
    options = {"resolve_entities": False, "no_network": True, "huge_tree": False}
    for _event, element in etree.iterparse(part, events=("end",), tag=tags, **options):
        yield element
        element.clear()


def _name(table: Any) -> str:
    return str(table.get(f"{TABLE}name", ""))


def _rows(part: Any, wanted: int) -> Iterator[Numbered]:
    place, number = 0, 0
    for element in _elements(part, f"{TABLE}table", f"{TABLE}table-row"):
        if element.tag == f"{TABLE}table":
            place += 1
            if place > wanted:
                return
        elif place == wanted:
            times, cells = _times(element, "rows"), _cells(element)
            # Thousands of blank rows close most sheets.
            for _ in range(times if any(cells) else 0):
                number += 1
                yield number, cells
            number += 0 if any(cells) else times


def _times(element: Any, what: str) -> int:
    return int(element.get(f"{TABLE}number-{what}-repeated", "1"))


def _cells(row: Any) -> list[str]:
    cells: list[str] = []
    for cell in row.iterchildren(*CELLS):
        value = _value(cell)
        room = (MOST_COLUMNS + 1 if value else WIDEST) - len(cells)
        cells += [value] * max(1 if value else 0, min(_times(cell, "columns"), room))
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _value(cell: Any) -> str:
    """A formula is read as the value last computed; one without is shown as it is written."""
    kind = cell.get(f"{OFFICE}value-type", "")
    match kind:
        case "float" | "percentage" | "currency":
            return decimal_text(cell.get(f"{OFFICE}value"))
        case "date":
            return moment(datetime.fromisoformat(cell.get(f"{OFFICE}date-value")))
        case "boolean":
            return "oui" if cell.get(f"{OFFICE}boolean-value") == "true" else "non"
    words = _paragraphs(cell)
    formula = cell.get(f"{TABLE}formula", "")
    return words if words or not formula else "=" + formula.partition("=")[2]


def _paragraphs(cell: Any) -> str:
    said: list[str] = []
    room = LONGEST_CELL
    for one in cell.iterchildren(f"{TEXT}p"):
        said.append(_words(one))
        room -= len(said[-1]) + 1
        if room < 0:
            break
    return "\n".join(said)


def _words(paragraph: Any) -> str:
    """The text of a paragraph; several spaces are counted, a note beside it is not read."""
    said = paragraph.text or ""
    for child in paragraph.iterchildren():
        if child.tag == f"{TEXT}s":
            said += " " * min(int(child.get(f"{TEXT}c", "1")), LONGEST_CELL)
        elif child.tag == f"{TEXT}line-break":
            said += "\n"
        elif isinstance(child.tag, str) and child.tag.startswith(TEXT):
            said += _words(child)
        said += child.tail or ""
        if len(said) > LONGEST_CELL:
            break  # too long already, and refused as such
    return said if len(said) <= LONGEST_CELL else f"…{said[:LONGEST_CELL]}…"
