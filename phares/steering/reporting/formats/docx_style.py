"""What python-docx leaves to XML: language, fields, repeated heads; and the few styles."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
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
FIXED_DATE = (1980, 1, 1, 0, 0, 0)


def dress(page: Document) -> None:
    """A4, French, ink on white, one face; every look is a style that people may change."""
    section = page.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    for name, size in SIZES.items():
        _style(page, name, size)
    small = page.styles.add_style(SMALL, WD_STYLE_TYPE.PARAGRAPH)
    small.base_style = page.styles["Normal"]
    _style(page, SMALL, 9).font.color.rgb = SOFT
    for lang in page.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), "fr-FR" if in_french() else "en-GB")


def _style(page: Document, name: str, size: int) -> ParagraphStyle:
    style = page.styles[name]
    assert isinstance(style, ParagraphStyle)
    style.font.name, style.font.size, style.font.color.rgb = FACE, Pt(size), INK
    faces = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        faces.attrib.pop(qn(f"w:{theme}"), None)
    if name.startswith("Heading"):
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


def add_table(page: Document, head: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """A table whose head row is repeated on each page; rows do not split."""
    table = page.add_table(rows=1, cols=len(head), style="Table Grid")
    for cell, words in zip(table.rows[0].cells, head, strict=True):
        cell.paragraphs[0].add_run(words).bold = True
    for row in rows:
        cells = table.add_row().cells
        for cell, words in zip(cells, row, strict=True):
            cell.text = words
    for index, line in enumerate(table.rows):
        properties = line._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if index == 0:
            properties.append(OxmlElement("w:tblHeader"))
    page.add_paragraph()
    return table


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
