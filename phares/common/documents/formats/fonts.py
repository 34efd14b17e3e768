"""The house faces as Typst reads them: TrueType, one name a family."""

from __future__ import annotations

from pathlib import Path

from fontTools.ttLib import TTFont

SHIPPED = Path(__file__).resolve().parents[2] / "web" / "static" / "web" / "fonts"
# A variable face, the family it gives, and how much larger its em is made: outlines are untouched,
# so figures of the title face come down to the size of the text they stand in.
FACES = (
    ("atkinson-next", "Phares Texte", 1.0),
    ("atkinson-next-italic", "Phares Texte", 1.0),
    ("bricolage", "Phares Titre", 1.0),
    ("bricolage", "Phares Chiffres", 1 / 0.97),
)
HYPHEN, NO_BREAK_HYPHEN = 0x2D, 0x2011


def unpack_fonts(into: Path) -> None:
    """Writes the shipped web fonts as TrueType files: Typst does not read woff2."""
    for stem, family, em in FACES:
        face = TTFont(SHIPPED / f"{stem}.woff2")
        face.flavor = None
        face["head"].unitsPerEm = round(face["head"].unitsPerEm * em)
        for table in face["cmap"].tables:
            table.cmap[NO_BREAK_HYPHEN] = table.cmap[HYPHEN]
        _rename(face, family)
        slope = "-Italic" if "italic" in stem else ""
        face.save(into / f"{family.replace(' ', '')}{slope}.ttf")


def _rename(face: TTFont, family: str) -> None:
    """Typst takes the family from the names, where the files carry an optical size."""
    names = face["name"]
    for record in list(names.names):
        if record.nameID in (16, 17, 21, 22):
            names.removeNames(nameID=record.nameID)
    for name_id, text in ((1, family), (4, family), (6, family.replace(" ", ""))):
        names.setName(text, name_id, 3, 1, 0x409)
