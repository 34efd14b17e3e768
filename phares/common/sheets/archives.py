"""Workbooks are zip archives: looked at before anything in them is opened."""

from __future__ import annotations

import io
import zipfile

from phares.common.sheets.sheet import refused
from phares.kernel.tongue import say

UNPACKED, PARTS, SWELLING = 300 * 1024 * 1024, 3_000, 300
"""No workbook of a desk unpacks to more, has more parts, or swells more than this."""
ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def opened(content: bytes) -> zipfile.ZipFile:
    """The archive, when it can be opened without filling the machine."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, OSError, ValueError):
        raise refused(
            "broken", say("Ce classeur est abîmé : il ne s’ouvre pas. Enregistrez-le à nouveau.")
        ) from None
    parts = archive.infolist()
    whole, packed = sum(one.file_size for one in parts), sum(one.compress_size for one in parts)
    if len(parts) > PARTS or whole > UNPACKED or whole > SWELLING * max(packed, 10_000):
        raise refused(
            "bomb",
            say("Ce classeur est démesuré une fois ouvert. Gardez la feuille utile, en CSV."),
        )
    if any(one.flag_bits & 1 for one in parts):
        raise refused(
            "locked", say("Ce classeur est protégé par un mot de passe. Ôtez-le d’abord.")
        )
    return archive


def kind_of(archive: zipfile.ZipFile) -> str:
    """« xlsx » or « ods » by what is inside, whatever its name; otherwise no workbook."""
    names = set(archive.namelist())
    if {"[Content_Types].xml", "xl/workbook.xml"} <= names:
        return "xlsx"
    if {"mimetype", "content.xml"} <= names and read_part(archive, "mimetype").strip() == ODS:
        return "ods"
    raise refused(
        "not-a-workbook",
        say("Ce fichier est une archive zip, pas un classeur. Donnez un fichier CSV, XLSX ou ODS."),
    )


def read_part(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        return archive.read(name)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise unreadable_part() from error


def unreadable_part() -> Exception:
    return refused("broken", say("Ce classeur est abîmé : une partie ne se lit pas."))
