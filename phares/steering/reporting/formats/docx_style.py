"""What python-docx leaves to XML: language, fields, repeated heads; and the few styles."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table
from docx.text.paragraph import Paragraph

from phares.kernel.tongue import in_french

INK, SOFT = RGBColor(0x0D, 0x24, 0x33), RGBColor(0x3F, 0x53, 0x61)
FACE = "Calibri"
"""Every Word has it; LibreOffice sets Carlito, of the same widths, in its place."""
SIZES = {
    "Normal": 11,
    "Title": 34,
    "Subtitle": 14,
    "Heading 1": 22,
    "Heading 2": 15,
    "Heading 3": 12,
    "Quote": 12,
}
SMALL = "Petit"
IN_TABLE = "Dans un tableau"
SHORT = 5
"""Up to this many rows a table keeps together."""
MARGIN, TEXT_WIDTH = Cm(2), Cm(17)
FIXED_DATE = (1980, 1, 1, 0, 0, 0)


def dress(page: Document) -> None:
    """A4, French, ink on white, one face; every look is a style that people may change."""
    section = page.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = MARGIN
    for name, size in SIZES.items():
        _style(page, name, size)
    for name in (SMALL, IN_TABLE):
        page.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = page.styles["Normal"]
    _style(page, SMALL, 9).font.color.rgb = SOFT
    room = _style(page, IN_TABLE, 10).paragraph_format
    room.space_before = room.space_after = Pt(2)
    for lang in page.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), "fr-FR" if in_french() else "en-GB")


def _style(page: Document, name: str, size: int) -> ParagraphStyle:
    style = page.styles[name]
    assert isinstance(style, ParagraphStyle)
    style.font.name, style.font.size, style.font.color.rgb = FACE, Pt(size), INK
    faces = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        faces.attrib.pop(qn(f"w:{theme}"), None)
    if name.startswith("Heading") or name == "Subtitle":
        style.paragraph_format.keep_with_next = True
    return style


def _field_mark(kind: str) -> BaseOxmlElement:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    return mark


def open_field(paragraph: Paragraph, instruction: str) -> None:
    """Begins a field; what follows, until `close_field`, is what shows before it is updated."""
    begin, order = _field_mark("begin"), OxmlElement("w:instrText")
    begin.set(qn("w:dirty"), "true")
    order.set(qn("xml:space"), "preserve")
    order.text = instruction
    for element in (begin, order, _field_mark("separate")):
        paragraph.add_run()._r.append(element)


def close_field(paragraph: Paragraph) -> None:
    paragraph.add_run()._r.append(_field_mark("end"))


def add_table(
    page: Document,
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    widths: Sequence[float] = (),
    numbers: Sequence[int] = (),
) -> Table:
    """A table as wide as the text, its columns in these proportions, those of numbers to the right.

    Its head row is repeated on each page; rows do not split. A short table is not cut, and of a
    long one no row stands alone at the head or at the foot.
    """
    table = page.add_table(rows=0, cols=len(head), style="Table Grid")
    for row in (head, *rows):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
            cell.paragraphs[0].style = IN_TABLE
    for index in numbers:
        for cell in table.columns[index].cells:
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _head(table)
    _hold(table)
    _spread(table, widths or [1] * len(head))
    page.add_paragraph()
    return table


def _head(table: Table) -> None:
    for cell in table.rows[0].cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True
    for index, line in enumerate(table.rows):
        properties = line._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if index == 0:
            properties.append(OxmlElement("w:tblHeader"))


def _hold(table: Table) -> None:
    """Which rows stay with the next one: all of a short table; the first ones, and the last two."""
    last = len(table.rows) - 1
    for index, line in enumerate(table.rows):
        if index < last and (last <= SHORT or index < 2 or index == last - 1):
            for cell in line.cells:
                cell.paragraphs[0].paragraph_format.keep_with_next = True


def _spread(table: Table, widths: Sequence[float]) -> None:
    """The width of the text, shared in these proportions; said of columns and of cells alike,
    as word processors read the ones or the others."""
    table.autofit = False
    for column, share in zip(table.columns, widths, strict=True):
        wide = Emu(round(TEXT_WIDTH * share / sum(widths)))
        column.width = wide
        for cell in column.cells:
            cell.width = wide


def saved(page: Document) -> bytes:
    """The file, the same bytes for the same content: no hour of saving in the archive."""
    made, sealed = io.BytesIO(), io.BytesIO()
    page.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(sealed, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, FIXED_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return sealed.getvalue()
