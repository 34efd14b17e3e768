"""CSV: how its accents are coded and what parts its columns are guessed, and told."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator

from phares.common.sheets.sheet import LONGEST_CELL, Heads, Sheet, refused, sheet_of
from phares.kernel.tongue import french, say

SEPARATORS = {
    ";": french("des points-virgules"),
    ",": french("des virgules"),
    "\t": french("des tabulations"),
}
BOMS = {
    codecs.BOM_UTF8: ("utf-8-sig", "UTF-8"),
    codecs.BOM_UTF16_LE: ("utf-16", "UTF-16"),
    codecs.BOM_UTF16_BE: ("utf-16", "UTF-16"),
}
LOOKED_AT = 30
"""How many rows say what parts the columns."""


def read_text(content: bytes, heads: Heads) -> Sheet:
    text, coded = decoded(content)
    separator = separator_of(text)
    told = say(
        "CSV, accents en {coded}, colonnes séparées par {separators}",
        coded=coded,
        separators=SEPARATORS[separator],
    )
    return sheet_of(told, _rows(text, separator), heads)


def decoded(content: bytes) -> tuple[str, str]:
    """UTF-8 when it can be, Windows-1252 otherwise: what French spreadsheets write."""
    for mark, (codec, name) in BOMS.items():
        if content.startswith(mark):
            return _decode(content, codec), name
    if b"\x00" in content:
        raise refused(
            "not-text",
            say("Ce fichier n’est pas un tableau. Enregistrez-le en CSV, XLSX ou ODS."),
        )
    try:
        return content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return _decode(content, "cp1252"), "Windows-1252"


def _decode(content: bytes, codec: str) -> str:
    try:
        return content.decode(codec)
    except UnicodeDecodeError:
        raise refused(
            "not-text",
            say("Les accents de ce fichier ne se lisent pas. Enregistrez-le en CSV « UTF-8 »."),
        ) from None


def separator_of(text: str) -> str:
    """What gives most rows the same number of columns, more than one."""
    return max(SEPARATORS, key=lambda one: _regular(text, one))


def _regular(text: str, separator: str) -> tuple[int, int]:
    widths = Counter[int]()
    for number, row in _rows(text[:200_000], separator, aloud=False):
        if any(row):
            widths[len(row)] += 1
        if number > LOOKED_AT:
            break
    several = {width: times for width, times in widths.items() if width > 1}
    best = max(several.items(), key=lambda one: (one[1], one[0]), default=(0, 0))
    return best[1], best[0]


def _rows(text: str, separator: str, *, aloud: bool = True) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(10 * LONGEST_CELL)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        yield from enumerate(rows, 1)
    except csv.Error:
        if aloud:
            raise refused(
                "csv",
                say("Ce CSV ne se lit pas jusqu’au bout : un guillemet n’est pas refermé."),
            ) from None
