"""One content, three formats: what is in one is in the others, whatever the length."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import shutil
import subprocess
from decimal import Decimal
from typing import Any, get_args

import docx
import pytest
from docx.table import Table

from phares.common.documents.formats.typst import page_count
from phares.steering.reporting.formats import content as c
from phares.steering.reporting.formats.csv_annex import HEAD, WITHHELD, as_number, figures_csv
from phares.steering.reporting.formats.docx import report_docx
from phares.steering.reporting.formats.docx_blocks import WRITERS
from phares.steering.reporting.formats.docx_style import add_table, dress
from phares.steering.reporting.formats.pdf import report_pdf
from phares.steering.reporting.formats.snapshot import report_from, to_values
from phares.steering.reporting.tests.samples import hainaut_2021, phares_2015, report_of

LONG_NAME = "Association pour l’accueil et l’accompagnement " * 6
QUOTE = c.QuoteItem("On apprend les uns des autres !", "Un habitant")
FIGURE = c.FigureItem("residents", "habitants", "16", declared_text="18", gap_note="Deux de plus.")
FULL: dict[type, c.Block] = {
    c.Paragraphs: c.Paragraphs(("Un texte.", "Un autre.")),
    c.Statement: c.Statement("Coopérer."),
    c.Timeline: c.Timeline((c.Milestone("2001", "Le bâtiment"), c.Milestone("2015", "L’an I")), 1),
    c.Figures: c.Figures((dataclasses.replace(FIGURE, big=True), FIGURE), intro="Deux nombres."),
    c.KeyFacts: c.KeyFacts((c.KeyFact("1 = 1", "un associé, une voix"),)),
    c.Families: c.Families((c.Family("Formation", (c.Member("Procarist", "Forme."),)),)),
    c.Movements: c.Movements((c.Movement("Mael", 9, 12, "depuis octobre"),)),
    c.Table: c.Table("Niveaux", ("Niveau", "m²"), (("Rez", "450"),), numbers=(1,), widths=(3, 1)),
    c.Facts: c.Facts((c.Fact("Site", "www.exemple.fr"),)),
    c.Cards: c.Cards((c.Fact("Calculé", "Compté ici."),), title="Méthode"),
    c.Team: c.Team((c.Post("Accueil", 1, "Oriente", Decimal("0.3")), c.Post("Autre", 1, "Aide"))),
    c.Axis: c.Axis(1, "Accueillir", actions=(c.ActionItem("Un repas"),), quotes=(QUOTE,)),
    c.Quotes: c.Quotes((QUOTE,) * 3),
}
EMPTY: dict[type, c.Block] = {
    c.Paragraphs: c.Paragraphs(()),
    c.Statement: c.Statement(""),
    c.Timeline: c.Timeline(()),
    c.Figures: c.Figures(()),
    c.KeyFacts: c.KeyFacts(()),
    c.Families: c.Families(()),
    c.Movements: c.Movements(()),
    c.Table: c.Table("Niveaux", ("Niveau",), ()),
    c.Facts: c.Facts(()),
    c.Cards: c.Cards(()),
    c.Team: c.Team(()),
    c.Axis: c.Axis(1, "Accueillir"),
    c.Quotes: c.Quotes(()),
}
FIXED = {"kind", "key", "code", "closing_date", "made_on", "fte", "origin", "state_label"}
KINDS = get_args(c.Block.__value__)


def words_of_docx(content: bytes) -> str:
    page = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in page.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in page.paragraphs] + cells)


def test_every_kind_of_block_has_its_writer():
    assert set(KINDS) == set(WRITERS) == set(FULL) == set(EMPTY)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("samples", [FULL, EMPTY], ids=["full", "empty"])
def test_a_block_alone_prints(samples, kind):
    report = report_of(samples[kind])
    assert page_count(report_pdf(report)) == 3
    assert "Section" in words_of_docx(report_docx(report))


@pytest.mark.parametrize(
    ("report", "pages"), [(phares_2015(), 14), (hainaut_2021(), 3)], ids=["phares", "hainaut"]
)
def test_the_samples_print(report, pages):
    assert page_count(report_pdf(report)) == pages


def test_a_report_without_sections_prints():
    assert page_count(report_pdf(report_of(sections=()))) == 2
    assert "Sommaire" in words_of_docx(report_docx(report_of(sections=())))


@pytest.mark.parametrize(
    ("case", "block", "at_least"),
    [
        ("a long name", c.Families((c.Family(LONG_NAME, (c.Member(LONG_NAME),)),)), 3),
        ("a word without end", c.Families((c.Family("x" * 300, (c.Member("y" * 300),)),)), 3),
        ("200 actions", c.Axis(1, "Tout", actions=(c.ActionItem("Fait.", "Une action"),) * 200), 7),
        ("300 structures", c.Families((c.Family("F", (c.Member("M", "Texte."),) * 300),)), 10),
        ("200 figures", c.Figures((FIGURE,) * 200), 10),
        ("a table of 400 rows", c.Table("T", ("A", "B"), (("a", "b"),) * 400), 10),
        (
            "60 movements",
            c.Movements((c.Movement("M", 0, 1, "en janvier", uncertain=True),) * 60),
            4,
        ),
        ("60 quotes", c.Quotes((QUOTE,) * 60), 4),
        ("a quote of a page", c.Quotes((c.QuoteItem("mot " * 900),)), 3),
        ("a large number", c.Figures((c.FigureItem("eur", "€", "25 000 000 000", big=True),)), 3),
        ("other scripts", c.Paragraphs(("Ömer Łódź Δέλτα Ж 🌻",), title="Noms"), 3),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_any_length_prints(case, block, at_least):
    report = report_of(
        block, cover_text="Un mot. " * 150, title="Rapport d’activité de la coopérative"
    )
    assert page_count(report_pdf(report)) >= at_least, case
    assert report_docx(report).startswith(b"PK")


def every_text(value: Any, text: str) -> Any:
    """The same content, every text of it replaced."""
    if isinstance(value, dict):
        return {k: v if k in FIXED else every_text(v, text) for k, v in value.items()}
    if isinstance(value, list):
        return [every_text(item, text) for item in value]
    return text if isinstance(value, str) else value


@pytest.mark.parametrize(
    "text",
    [
        "\u200b",
        " ",
        "\u00a0",
        "a\ufffeb\uffff",
        "un\x0bdeux\x0ctrois",
        "a\x85b\u2028c",
        "\ufdd0",
        "漢字",
    ],
)
def test_no_text_that_people_may_paste_stops_a_file(text):
    content = report_from(every_text(to_values(report_of(*FULL.values())), text))
    assert page_count(report_pdf(content)) >= 3
    assert "w:document" in docx.Document(io.BytesIO(report_docx(content))).element.xml
    assert figures_csv(content).startswith(b"\xef\xbb\xbf")


def pages_of(report: c.Report) -> list[str]:
    """What each page says."""
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext (poppler) is not installed: the text of the PDF is not read back")
    read = ["pdftotext", "-layout", "-", "-"]
    made = subprocess.run(read, input=report_pdf(report), capture_output=True, check=True)
    return [" ".join(page.split()) for page in made.stdout.decode().split("\f")]


@pytest.mark.parametrize("actions", [6, 9, 14])
def test_what_people_say_of_an_axis_stays_on_its_page(actions):
    said = tuple(c.QuoteItem(f"Parole {n} : " + "on apprend ensemble " * 9) for n in range(5))
    done = tuple(
        c.ActionItem("Un texte d’une ligne ou deux. " * 2, f"Fait {n}") for n in range(actions)
    )
    axis = c.Axis(1, "Accueillir", "Un lieu de travail", ("Des bureaux, des salles.",), done, said)
    [_cover, _contents, page, *rest] = pages_of(report_of(axis, axis))
    assert [f"Parole {n}" in page for n in range(5)] == [True] * 5
    assert "Parole 4" in rest[0]


def test_short_sections_follow_on_and_a_long_one_starts_a_page():
    def section(key: str, *blocks: c.Block) -> c.Section:
        return c.Section(key, f"Titre {key}", blocks)

    long = c.Families((c.Family("F", (c.Member("M", "Texte."),) * 40),))
    few = c.Paragraphs(("Un texte.",))
    sections = (section("a", few), section("b", few), section("c", long), section("d", few))
    pages = pages_of(report_of(sections=sections))
    assert [key for key in "abcd" if f"Titre {key}" in pages[2]] == ["a", "b"]
    assert "Titre c" in pages[3]
    assert "Titre d" in pages[4]


@pytest.mark.parametrize("members", range(8, 17))
def test_a_short_table_is_never_cut(members):
    there = c.Families((c.Family("F", (c.Member("Structure", "Un texte. " * 20),) * members),))
    moves = c.Movements(tuple(c.Movement(f"Partie {n}", 0, 8, "en août") for n in range(6)))
    holding = [page for page in pages_of(report_of(there, moves)) if "Partie" in page]
    assert len(holding) == 1
    assert "Arrivées et départs" in holding[0]


def many_figures(first: int, end: int, *, big: bool = False) -> tuple[c.FigureItem, ...]:
    """« nombre 07 » and its neighbours, each with its rule; the first one large if asked."""
    told = dataclasses.replace(FIGURE, definition="Une règle de comptage. " * 12)
    return tuple(
        dataclasses.replace(told, label=f"nombre {n:02}", big=big and n == first)
        for n in range(first, end)
    )


def figures_by_page(*blocks: c.Figures) -> list[int]:
    """How many figures each page holds, those without any left out."""
    pages = pages_of(report_of(*blocks))[2:]
    return [held for page in pages if (held := page.count("nombre "))]


@pytest.mark.parametrize("count", [7, 10, 13, 16, 19, 22, 40])
@pytest.mark.parametrize("big", [True, False])
def test_a_last_row_of_figures_is_never_alone_on_its_page(count, big):
    held = figures_by_page(c.Figures(many_figures(0, count, big=big)))
    assert sum(held) == count
    assert len(held) == 1 or held[-1] > 3


def test_figures_draw_closer_rather_than_take_one_more_page():
    """As at the pole of 2015: those of the people on a page, those of the place on the next."""
    people, place = many_figures(0, 7, big=True), many_figures(7, 16)
    assert figures_by_page(c.Figures(people), c.Figures(place, title="Le lieu")) == [7, 9]


def test_each_share_of_the_time_paid_has_its_name():
    posts = tuple(
        c.Post(f"Poste {n}", 1, "", Decimal(share)) for n, share in enumerate(("1", "0.2", "0.05"))
    )
    page = pages_of(report_of(c.Team(posts)))[2]
    for said in ("Poste 0 : 1", "Poste 1 : 0,2", "Poste 2 : 0,05"):
        assert said in page.replace("\u00a0", " ")


def test_the_page_says_what_the_content_says():
    words = " ".join(pages_of(phares_2015()))
    for said in (
        "BROUILLON",
        "1 350",
        "publié : 18",
        "Nous publions 16.",
        "compté d’après 16 fiches",
        "Métropop’ !",
        "n’est plus dans les locaux",
        "Selon ses propres chiffres",
        "Services civiques",
        "« illustratif »",
        "Chiffres arrêtés au 31 décembre 2015",
    ):
        assert said in words


def test_the_same_report_gives_the_same_bytes():
    assert report_pdf(hainaut_2021()) == report_pdf(hainaut_2021())
    assert report_docx(hainaut_2021()) == report_docx(hainaut_2021())


def test_a_sum_of_few_answers_is_a_floor_in_print():
    item = c.FigureItem("jobs", "emplois", "4", few="2 réponses sur 16", rows=2)
    report = report_of(c.Figures((item,)))
    assert "au moins 4" in words_of_docx(report_docx(report))
    assert "emplois au moins (2 réponses sur 16)" in " ".join(" ".join(pages_of(report)).split())


@pytest.mark.parametrize(("former", "now"), [("calculé", "compté"), ("déclaré", "publié")])
def test_the_first_editions_are_read_in_the_words_of_today(former, now):
    text = json.dumps(to_values(report_of(c.Figures((FIGURE,)))))
    values = json.loads(text.replace(json.dumps(FIGURE.origin), json.dumps(former)))
    [item] = report_from(values).figures
    assert item.origin == now


def test_a_snapshot_reads_back():
    report = report_of(*FULL.values())
    assert report_from(to_values(report)) == report
    with pytest.raises(ValueError, match="not those of a report"):
        report_from(to_values(FIGURE))


def test_the_document_to_edit_has_real_headings_and_heads():
    page = docx.Document(io.BytesIO(report_docx(phares_2015())))
    headings = [p.text for p in page.paragraphs if p.style and p.style.name == "Heading 1"]
    assert headings == [section.title for section in phares_2015().sections]
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in page.tables)
    assert 'w:val="fr-FR"' in page.styles.element.xml
    assert page.core_properties.language == "fr-FR"
    assert r'TOC \o "1-2"' in page.element.xml


def test_the_document_to_edit_says_the_same():
    words = words_of_docx(report_docx(phares_2015()))
    for said in ("publié\u00a0: 18", "1\u202f350 m²", "associée", "Services civiques", "À relire"):
        assert said in words


def wide(table: Table) -> list[list[int]]:
    """In millimetres, what each cell says of its width, row by row."""
    return [[round(cell.width.mm) for cell in row.cells if cell.width] for row in table.rows]


def test_the_tables_to_edit_are_as_wide_as_the_text_and_give_room_to_the_rule():
    page = docx.Document(io.BytesIO(report_docx(phares_2015())))
    for table in page.tables:
        columns = [round(column.width.mm) for column in table.columns if column.width]
        assert abs(sum(columns) - 170) <= 2
        assert all(row == columns for row in wide(table))
        assert table.autofit is False
    [first, *_] = [table for table in page.tables if table.cell(0, 0).text == "Chiffre"]
    assert wide(first)[0] == [34, 24, 62, 50]


def test_the_document_to_edit_leaves_no_page_half_empty():
    """The contents stand under the cover, the first section starts a page, the others follow on."""
    page = docx.Document(io.BytesIO(report_docx(phares_2015())))
    assert not [p for p in page.paragraphs if 'w:type="page"' in p._p.xml]
    heads = [p for p in page.paragraphs if p.style and p.style.name == "Heading 1"]
    breaks = [bool(p.paragraph_format.page_break_before) for p in heads]
    assert breaks == [True] + [False] * (len(phares_2015().sections) - 1)


@pytest.mark.parametrize(
    ("rows", "held"), [(2, [0, 1]), (5, [*range(5)]), (9, [0, 1, 8]), (1, [0])]
)
def test_no_row_of_a_table_to_edit_stands_alone(rows, held):
    page = docx.Document()
    dress(page)
    table = add_table(page, ("A", "B"), (("a", "b"),) * rows)
    kept = [row.cells[1].paragraphs[0].paragraph_format.keep_with_next for row in table.rows]
    assert [index for index, holds in enumerate(kept) if holds] == held


def annex(report: c.Report) -> list[dict[str, str]]:
    text = figures_csv(report).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_the_annex_is_one_table_of_figures_then_records():
    content = figures_csv(phares_2015())
    assert content.startswith(b"\xef\xbb\xbfcode;")
    lines = annex(phares_2015())
    assert {len(line) for line in lines} == {len(HEAD)}
    figures = {line["code"]: line for line in lines if line["nature"] == "chiffre"}
    records = lines[len(figures) :]
    assert {line["nature"] for line in records} == {"enregistrement"}
    assert len(figures) == len(phares_2015().figures)
    residents = figures["residents"]
    assert (residents["valeur"], residents["publié"]) == ("16", "18")
    assert (figures["surface_m2"]["valeur"], figures["surface_m2"]["unité"]) == ("1350", "m²")
    [halage] = [
        one for one in records if (one["code"], one["enregistrement"]) == ("residents", "Halage")
    ]
    assert (halage["libellé"], halage["source"]) == (residents["libellé"], "002:90-213")


def test_the_annex_says_what_it_keeps_back():
    told = c.Record("Halage", "déclaré le 4 janvier", value_text="1\u202f024")
    kept = c.Record("Mael", withheld=True)
    jobs = c.FigureItem("permanent_jobs", "emplois", "24", records=(told,))
    [_figure, line] = annex(report_of(c.Figures((jobs,))))
    assert (line["enregistrement"], line["valeur"]) == ("Halage", "1024")
    [_figure, line] = annex(report_of(c.Figures((dataclasses.replace(jobs, records=(kept,)),))))
    assert (line["enregistrement"], line["valeur"]) == ("Mael", "")
    assert line[WITHHELD] == "a répondu"
    assert "détail" not in line


def test_the_annex_holds_no_formula():
    record = c.Record("=HYPERLINK(1)", "+33 1", "@source")
    item = dataclasses.replace(FIGURE, label="=1+1", records=(record,))
    [_figure, line] = annex(report_of(c.Figures((item,))))
    assert line["libellé"] == "'=1+1"
    assert line["enregistrement"] == "'=HYPERLINK(1)"
    assert (line["détail"], line["source"]) == ("'+33 1", "'@source")


@pytest.mark.parametrize(
    ("text", "number"),
    [("1\u202f350", "1350"), ("25 000 000", "25000000"), ("2,5", "2,5"), ("1 + 1", "1 + 1")],
)
def test_a_grouped_number_is_a_number(text, number):
    assert as_number(text) == number
