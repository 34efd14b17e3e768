"""Files as people have them: guessed, told, or refused with what to do."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest

from phares.common.sheets.harmless import as_typed
from phares.common.sheets.reading import read_sheet
from phares.common.sheets.sheet import LARGEST, column_name, why_not_size
from phares.common.sheets.writing import FORMATS, written_file
from phares.kernel.refusal import Refused

TITLES = ["Nom", "Prix", "Début", "Remarque", "SIRET"]
ROWS = [
    ["Hé ; œuf", Decimal("1234.5"), date(2015, 3, 12), "=1+1", "01234567890123"],
    ["À\nB", 3, "été 2015", "+33 6 12", "7"],
]
READ = (
    (2, ("Hé ; œuf", "1234,5", "{day}", "'=1+1", "01234567890123")),
    (3, ("À\nB", "3", "été 2015", "'+33 6 12", "7")),
)


def xlsx(*rows: list[object]) -> bytes:
    book, kept = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(kept)
    return kept.getvalue()


def zipped(**parts: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return kept.getvalue()


def refusal(name: str, content: bytes) -> tuple[str, str]:
    with pytest.raises(Refused) as caught:
        read_sheet(name, content)
    return caught.value.reason.code, str(caught.value)


@pytest.mark.parametrize(
    ("form", "day"), [("csv", "12/03/2015"), ("xlsx", "2015-03-12"), ("ods", "2015-03-12")]
)
def test_what_was_written_is_read_again(form, day):
    sheet = read_sheet(f"x.{form}", written_file(form, "Essai", TITLES, ROWS))
    assert sheet.titles == tuple(TITLES)
    assert sheet.lines == tuple((n, tuple(c.format(day=day) for c in cells)) for n, cells in READ)


@pytest.mark.parametrize(
    ("case", "content", "told"),
    [
        ("a desk", "Nom;Ville\nÉté;X\n".encode("cp1252"), ("Windows-1252", "points-virgules")),
        ("with its mark", "Nom,Ville\nÉté,X\n".encode("utf-8-sig"), ("UTF-8", "virgules")),
        ("tabs", "Nom\tVille\nÉté\tX\n".encode(), ("UTF-8", "tabulations")),
        ("« Texte Unicode »", "Nom\tVille\nÉté\tX\n".encode("utf-16"), ("UTF-16", "tabulations")),
        ("commas in a cell", 'N;V\n"a, b";X\nÉté;X\n'.encode(), ("UTF-8", "points-virgules")),
        ("one column", "Nom\nÉté\n".encode(), ("UTF-8", "points-virgules")),
    ],
)  # fmt: skip
def test_accents_and_separators_are_guessed_and_told(case, content, told):
    sheet = read_sheet("x.csv", content)
    assert all(word in sheet.told for word in told), sheet.told
    assert sheet.titles[0].startswith("N")
    assert sheet.lines[-1][1][0] == "Été"


def test_lines_keep_the_number_they_have_in_the_spreadsheet():
    sheet = read_sheet("x.csv", b'\n\nNom;Ville\n\nA;B\n;\n"C\nD";E\n')
    assert [number for number, _cells in sheet.lines] == [5, 7]
    assert sheet.blank == 1
    same = read_sheet("x.xlsx", xlsx([], [], ["Nom"], [], ["A"], [None], ["C"]))
    assert [number for number, _cells in same.lines] == [5, 7]


def test_cells_of_a_workbook_are_read_as_typed():
    cells = [
        True,
        12.5,
        5.0,
        12345678901234,
        datetime(2015, 3, 12),  # noqa: DTZ001
        datetime(2015, 3, 12, 9, 30),  # noqa: DTZ001
        "#N/A",
    ]
    sheet = read_sheet("x.xlsx", xlsx([f"T{n}" for n in range(len(cells))], cells))
    assert sheet.lines[0][1] == (
        "oui", "12,5", "5", "12345678901234", "2015-03-12", "2015-03-12 09:30", "#N/A",
    )  # fmt: skip


def test_a_formula_without_a_value_is_shown_as_it_is_written():
    """openpyxl writes formulas and computes nothing: such a cell would else be read as blank."""
    assert read_sheet("x.xlsx", xlsx(["A", "B"], ["x", "=1+1"])).lines[0][1] == ("x", "=1+1")


def test_a_formula_with_its_value_is_that_value():
    content = zipfile.ZipFile(io.BytesIO(xlsx(["A", "B"], ["x", "=1+1"])))
    sheet = content.read("xl/worksheets/sheet1.xml")
    assert b"<f>1+1</f>" in sheet
    parts = {name: content.read(name) for name in content.namelist()}
    parts["xl/worksheets/sheet1.xml"] = re.sub(
        rb"(<f>1\+1</f>)<v ?/>|(<f>1\+1</f>)<v></v>", rb"<f>1+1</f><v>2</v>", sheet
    )
    assert read_sheet("x.xlsx", zipped(**parts)).lines[0][1] == ("x", "2")


WIDE = ";".join(f"T{n}" for n in range(300)).encode() + b"\nA"
BOMB = {"[Content_Types].xml": b"", "xl/workbook.xml": b"0" * 50_000_000}


@pytest.mark.parametrize(
    ("case", "name", "content", "code", "words"),
    [
        ("empty", "x.csv", b"", "empty", "vide"),
        ("blank lines", "x.csv", b" \n\n ;;\n", "empty", "vide"),
        ("an empty workbook", "x.xlsx", xlsx(), "empty", "vide"),
        ("titles only", "x.csv", b"Nom;Ville\n", "no-line", "que ses titres"),
        ("two alike", "x.csv", b"Nom;Ville;NOM *\nA;B;C\n", "same-titles", "A et C"),
        ("300 columns", "x.csv", WIDE, "too-many-columns", "300 colonnes"),
        ("a zip", "x.xlsx", zipped(lisez=b"moi"), "not-a-workbook", "archive zip"),
        ("a zip cut short", "x.xlsx", xlsx(["A"], ["b"])[:-40], "broken", "abîmé"),
        ("text", "x.xlsx", b"Nom;Ville\nA;B\n", "not-a-workbook", "n’est pas un classeur"),
        ("an old Excel", "x.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 99, "other", "ancien Excel"),
        ("a PDF", "x.csv", b"%PDF-1.7 ...", "other", "PDF"),
        ("noise", "x.csv", bytes(range(256)), "not-text", "CSV"),
        ("an open quote", "x.csv", b'Nom;Ville\nA;"' + b"x" * 400_000, "csv", "guillemet"),
        ("a bomb", "x.xlsx", zipped(**BOMB), "bomb", "démesuré"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told(case, name, content, code, words):
    assert refusal(name, content)[0] == code
    assert words in refusal(name, content)[1]


def test_fifty_megabytes_are_refused_before_they_are_read():
    reason = why_not_size(50 * 1024 * 1024)
    assert reason is not None
    assert "50 Mo" in reason.sentence
    assert why_not_size(LARGEST) is None


def test_the_other_sheets_are_told():
    book, kept = openpyxl.Workbook(), io.BytesIO()
    book.active.title = "Vide"
    for row in (["Nom"], ["A"]):
        book.create_sheet("Liste").append(row) if row == ["Nom"] else book["Liste"].append(row)
    book.save(kept)
    sheet = read_sheet("x.xlsx", kept.getvalue())
    assert sheet.told == "XLSX, feuille « Liste » ; l’autre n’est pas lue"


def test_an_opendocument_with_repeated_blanks_is_read_in_place():
    content = written_file(
        "ods", "Essai", ["Nom", "", "Ville"], [["A", "", "B"], ["", "", ""], ["C", "", "D"]]
    )
    sheet = read_sheet("x.ods", content)
    assert sheet.titles == ("Nom", "", "Ville")
    assert sheet.lines == ((2, ("A", "", "B")), (4, ("C", "", "D")))


def test_every_format_makes_formulas_harmless_but_json():
    for form in FORMATS[:-1]:
        assert read_sheet(f"x.{form}", written_file(form, "E", ["A"], [["=cmd|x"]])).lines[0][
            1
        ] == ("'=cmd|x",)
    assert b'"A": "=cmd|x"' in written_file("json", "E", ["A"], [["=cmd|x"]])


@pytest.mark.parametrize(
    ("index", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_are_named_as_in_spreadsheets(index, name):
    assert column_name(index) == name


@pytest.mark.parametrize("typed", ["=x", "'=x", "''=x", "'+33", "'été", "-1", "''"])
@pytest.mark.parametrize("form", ["csv", "xlsx", "ods"])
def test_a_text_that_looks_like_a_formula_comes_back_as_it_was(typed, form):
    content = written_file(form, "Essai", ["Nom", "Fin"], [[typed, "x"]])
    [(_number, cells)] = read_sheet(f"x.{form}", content).lines
    assert not cells[0].startswith(("=", "-"))
    assert as_typed(cells[0]) == typed
