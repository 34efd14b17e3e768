"""XLSX: the value of each cell of the first sheet that holds something."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import openpyxl

from phares.common.sheets.archives import unreadable_part
from phares.common.sheets.sheet import Heads, Numbered, Sheet, refused, sheet_of
from phares.kernel.reading import moment
from phares.kernel.refusal import Refused
from phares.kernel.tongue import say

MOST_DIGITS, OUT_OF_REACH = 30, "#NUM!"
HAS_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")


def read_workbook(content: bytes, archive: zipfile.ZipFile, heads: Heads) -> Sheet:
    try:
        return _read(content, _has_formulas(archive), heads)
    except Refused:
        raise
    except Exception as error:  # openpyxl raises of every kind on a file that others broke
        raise unreadable_part() from error


def _read(content: bytes, formulas: bool, heads: Heads) -> Sheet:
    values = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    names = [one.title for one in values.worksheets]
    typed = (
        openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False)
        if formulas
        else None
    )
    for place, worksheet in enumerate(values.worksheets):
        beside = typed.worksheets[place] if typed else None
        try:
            return sheet_of(told("XLSX", worksheet.title, names), _rows(worksheet, beside), heads)
        except Refused as refusal:
            if refusal.reason.code != "empty":
                raise
    raise refused("empty", say("Ce classeur est vide : aucune feuille n’a de titres."))


def told(kind: str, name: str, names: list[str]) -> str:
    """Which sheet is read, when there are others."""
    alone = say("{kind}, feuille « {name} »", kind=kind, name=name)
    others = len(names) - 1
    if not others:
        return alone
    rest = (
        say("l’autre n’est pas lue")
        if others == 1
        else say("les {others} autres ne sont pas lues", others=others)
    )
    return f"{alone} ; {rest}"


def _has_formulas(archive: zipfile.ZipFile) -> bool:
    """Rarely: only then is the workbook read twice."""
    return any(
        _found(archive, one) for one in archive.namelist() if one.startswith("xl/worksheets/")
    )


def _found(archive: zipfile.ZipFile, name: str) -> bool:
    kept = b""
    with archive.open(name) as part:
        while piece := part.read(1 << 20):
            if HAS_FORMULA.search(kept + piece):
                return True
            kept = piece[-8:]
    return False


def _rows(worksheet: Any, beside: Any) -> Iterator[Numbered]:
    """A formula is read as the value last computed; one without is shown as it is written."""
    worksheet.reset_dimensions()
    rows: Iterable[tuple[Any, ...]] = worksheet.iter_rows(values_only=True)
    if beside is None:
        yield from ((number, [as_text(cell) for cell in row]) for number, row in enumerate(rows, 1))
        return
    beside.reset_dimensions()
    formulas = beside.iter_rows(values_only=True)
    for number, (row, typed) in enumerate(zip(rows, formulas, strict=False), 1):
        yield number, [as_text(*both) for both in zip(row, typed, strict=False)]


def as_text(value: Any, typed: Any = None) -> str:
    """As one would type it: « 12,5 », « 2015-03-12 », « oui »."""
    if value is None:
        return str(typed) if isinstance(typed, str) and typed.startswith("=") else _array(typed)
    match value:
        case str():
            return value
        case bool():
            return "oui" if value else "non"
        case int():
            return str(value)
        case float() | Decimal():
            return decimal_text(str(value))
        case datetime():
            return moment(value)
        case date() | time() | timedelta():
            return str(value)
    return str(value)


def _array(typed: Any) -> str:
    """A formula over several cells, which openpyxl gives as an object."""
    formula = getattr(typed, "text", "")
    return f"={formula.removeprefix('=')}" if formula else ""


def decimal_text(digits: str) -> str:
    """ "12.5" is « 12,5 », "5.0" is « 5 », "1e+20" all its digits; beyond, what no sheet counts."""
    value = Decimal(digits)
    if not value.is_finite() or abs(value.adjusted()) > MOST_DIGITS:
        return "0" if value == 0 else OUT_OF_REACH
    plain = f"{value:f}"
    return (plain.rstrip("0").rstrip(".") if "." in plain else plain).replace(".", ",")
