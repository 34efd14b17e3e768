"""Small files that would fill a machine, or that others broke: each its sentence, at once."""

from __future__ import annotations

import io
import time
import zipfile

import pytest

from phares.common.sheets.reading import read_sheet
from phares.kernel.refusal import Refused

SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
NAMES = " ".join(f'xmlns:{one}="{OASIS}:{one}:1.0"' for one in ("office", "table", "text"))
XML = '<?xml version="1.0"?>'


def zipped(parts: dict[str, str]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return kept.getvalue()


def ods(*cells: str, row: str = "table:table-row") -> bytes:
    line = f"<{row}>{''.join(cells)}</table:table-row>"
    first = "<table:table-row><table:table-cell><text:p>Nom</text:p></table:table-cell>"
    sheet = f'<table:table table:name="A">{first}</table:table-row>{line}</table:table>'
    body = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"{XML}<office:document-content {NAMES}>{body}"
            "</office:document-content>",
        }
    )


def cell(inside: str = "", told: str = "") -> str:
    return f"<table:table-cell {told}>{inside}</table:table-cell>"


def floating(value: str) -> bytes:
    return ods(cell(told=f'office:value-type="float" office:value="{value}"'))


def xlsx(rows: str) -> bytes:
    types = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{KINDS}.{kind}+xml"/>'
        for name, kind in (("workbook", "sheet.main"), ("worksheets/sheet1", "worksheet"))
    )
    default = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    related = '<Relationship Id="rId1" Type="{document}/{kind}" Target="{target}"/>'
    first = '<row r="1"><c r="A1" t="inlineStr"><is><t>Nom</t></is></c></row>'

    def relations(kind: str, target: str) -> str:
        one = related.format(document=DOCUMENT, kind=kind, target=target)
        return f'{XML}<Relationships xmlns="{RELATIONS}">{one}</Relationships>'

    return zipped(
        {
            "[Content_Types].xml": f'{XML}<Types xmlns="{CONTENT_TYPES}">{default}'
            f'relationships+xml"/>{types}</Types>',
            "_rels/.rels": relations("officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml": f'{XML}<workbook xmlns="{SPREADSHEET}" xmlns:r="{DOCUMENT}">'
            '<sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations("worksheet", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml": f'{XML}<worksheet xmlns="{SPREADSHEET}">'
            f"<sheetData>{first}{rows}</sheetData></worksheet>",
        }
    )


def one(value: str, at: str = "A2") -> str:
    return f'<c r="{at}"><v>{value}</v></c>'


FAR = '<row r="2">{}</row><row r="900000000"><c r="A900000000"><v>1</v></c></row>'
FAR_ROWS = range(2, 20_001)
BOMBS = {
    "spaces counted": (
        lambda: ods(cell('<text:p>a<text:s text:c="4000000000"/>b</text:p>')),
        "long-cell",
    ),
    "many spaces counted": (
        lambda: ods(cell("<text:p>" + '<text:s text:c="4000000000"/>' * 9000 + "</text:p>")),
        "long-cell",
    ),
    "blank cells repeated": (
        lambda: ods(
            cell("<text:p>a</text:p>"),
            '<table:table-cell table:number-columns-repeated="20000"/>' * 45_000,
            cell("<text:p>a</text:p>"),
        ),
        "too-many-columns",
    ),
    "not a number": (lambda: floating("abc"), "broken"),
    "no number": (lambda: ods(cell(told='office:value-type="float"')), "broken"),
    "no date": (lambda: ods(cell(told='office:value-type="date"')), "broken"),
    "a cell at XFD on each row": (
        lambda: xlsx("".join(f'<row r="{n}">{one("1", f"XFD{n}")}</row>' for n in FAR_ROWS)),
        "too-many-columns",
    ),
    "a row far below": (lambda: xlsx(FAR.format(one("1"))), "bomb"),
    "a line of separators": (lambda: b"Nom;Ville\n" + b";" * 15_000_000 + b"a\n", "bomb"),
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_it_is_told_before_it_fills_the_machine(name):
    made, code = BOMBS[name]
    content, begun = made(), time.process_time()
    with pytest.raises(Refused) as caught:
        read_sheet("x.csv", content)
    assert caught.value.reason.code == code
    assert time.process_time() - begun < 15


@pytest.mark.parametrize("digits", ["1e3999999999", "1e400000000", "-1e400", "1e-400000000"])
def test_a_number_beyond_all_counting_is_an_error_of_its_cell(digits):
    for content in (floating(digits), xlsx(f'<row r="2">{one(digits)}</row>')):
        if sheets := read_sheet("x", content).lines:
            assert sheets[0][1] in (("#NUM!",), ("0",))
