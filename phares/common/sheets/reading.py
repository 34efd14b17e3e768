"""A file that somebody gives: read by what it is, whatever its name says."""

from __future__ import annotations

from functools import partial
from pathlib import PurePath

from phares.common.sheets.archives import kind_of, opened
from phares.common.sheets.opendocument import read_opendocument
from phares.common.sheets.sheet import FIRST, Heads, Sheet, refused, why_not_size
from phares.common.sheets.text import read_text
from phares.common.sheets.workbooks import read_workbook
from phares.kernel.refusal import insist
from phares.kernel.tongue import french, say

SHEETS = (".xlsx", ".xlsm", ".ods")
OTHERS = {
    b"%PDF": french("un PDF"),
    b"\xd0\xcf\x11\xe0": french(
        "un classeur d’un ancien Excel (.xls), ou protégé par un mot de passe"
    ),
    b"\x89PNG": french("une image"),
    b"\xff\xd8\xff": french("une image"),
    b"{\\rtf": french("un texte mis en forme"),
    b"<!DOC": french("une page web"),
    b"<html": french("une page web"),
}


def read_sheet(name: str, content: bytes, heads: Heads = FIRST) -> Sheet:
    """Its titles and lines; a sentence for whatever cannot be read."""
    insist(why_not_size(len(content)))
    if not content.strip():
        raise refused("empty", say("Ce fichier est vide : il n’a ni titres ni lignes."))
    if content.startswith(b"PK"):
        archive = opened(content)
        kind = kind_of(archive)
        read = partial(read_workbook, content) if kind == "xlsx" else read_opendocument
        return read(archive, heads)
    _insist_on_text(name, content)
    return read_text(content, heads)


def _insist_on_text(name: str, content: bytes) -> None:
    for start, what in OTHERS.items():
        if content.startswith(start):
            raise refused(
                "other", say("C’est {what}. Enregistrez-le en CSV, XLSX ou ODS.", what=what)
            )
    ending = PurePath(name).suffix.lower()
    if ending in SHEETS:
        raise refused(
            "not-a-workbook",
            say(
                "Ce fichier se nomme {ending} et n’est pas un classeur. Ouvrez-le dans un "
                "tableur, puis enregistrez-le en CSV, XLSX ou ODS.",
                ending=ending,
            ),
        )
