"""The table: order, filter, pages, columns, files, and addresses that mean nothing."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from typing import Any

import openpyxl
import pytest
import tablib
from django.contrib.auth.models import Permission
from django.template import engines
from django.test import Client, RequestFactory

from phares.common.sheets.harmless import harmless
from phares.common.web.exports import SHEET_ROWS, export
from phares.common.web.samples import ROWS, TABLE
from phares.common.web.tables import Column, Table, TableSpec, table_for, table_response
from phares.common.web.tests.rows import SPEC
from phares.kernel.dating import Dated
from phares.kernel.refusal import Refused

pytestmark = pytest.mark.django_db


def table(query: str) -> Table:
    return table_for(RequestFactory().get(f"/tableau/{query}"), TABLE, ROWS)


def codes(page: str) -> list[str]:
    return [code for code in ("a0", "a1", "a2", "a3", "a4", "b5", "b6") if f">{code}<" in page]


def read(answer: Any) -> list[list[str]]:
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["a0", "a1", "a2"]),
        ("?tri=-nom", ["a4", "b5", "b6"]),
        ("?tri=code&page=2", ["a3", "a4", "b5"]),
        ("?page=3", ["b6"]),
        ("?choix=b", ["b5", "b6"]),
        ("?q=a1", ["a1"]),
        ("?q=%00a1%20", ["a1"]),
        ("?q=droit&choix=a&page=2", ["a3", "a4"]),
    ],
)
def test_rows(client: Client, rights: object, query: str, expected: list[str]) -> None:
    assert codes(client.get(f"/tableau/{query}").text) == expected


@pytest.mark.parametrize(
    ("query", "notice", "first"),
    [
        ("?page=abc", "Ce numéro de page ne se lit pas", "a0"),
        ("?page=-1", "Ce numéro de page ne se lit pas", "a0"),
        ("?page=9999", "La page 9999 n’existe pas", "b6"),
        (f"?page={'9' * 5000}", "Ce numéro de page ne se lit pas", "a0"),
        ("?tri=nimporte", "Ce tri n’existe pas", "a0"),
        ("?tri=prix", "Ce tri n’existe pas", "a0"),
        ("?tri=--nom", "Ce tri n’existe pas", "a0"),
        ("?choix=zz", "Ce choix n’existe pas", "a0"),
        ("?colonnes=zz", "Une colonne demandée n’existe pas", "a0"),
        ("?format=exe", "", "a0"),
    ],
)
def test_an_address_that_means_nothing(
    client: Client, rights: object, query: str, notice: str, first: str
) -> None:
    answer = client.get(f"/tableau/{query}")
    assert answer.status_code == 200
    assert notice in answer.text
    assert codes(answer.text)[0] == first


def test_two_queries_whatever_the_length(
    client: Client, rights: object, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(2):
        page = client.get("/tableau/?q=droit&choix=a").text
    assert "Tout <b>7</b>" in page
    assert "Avec un a <b>5</b>" in page
    assert "Avec un b <b>2</b>" in page


def test_headings_say_the_order(client: Client, rights: object) -> None:
    page = client.get("/tableau/").text
    assert 'aria-sort="ascending"' in page
    assert 'href="/tableau/?tri=-nom"' in page
    assert 'href="/tableau/?tri=code"' in page
    assert 'rel="next" href="/tableau/?page=2"' in page


def test_columns_are_chosen(client: Client, rights: object) -> None:
    assert 'data-libelle="Rang"' not in client.get("/tableau/").text
    page = client.get("/tableau/?colonnes=rang&colonnes=code").text
    assert 'data-libelle="Rang"' in page
    assert 'data-libelle="Prix"' not in page
    assert "colonnes=nom%2Ccode%2Crang" in page


def test_htmx_gets_the_table_alone_and_a_clean_address(client: Client, rights: object) -> None:
    headers = {"HX-Request": "true", "HX-Target": "table-droits"}
    answer = client.get("/tableau/?q=&choix=a&tri=&page=2&annee=2015", headers=headers)
    assert answer.text.lstrip().startswith("<section")
    assert answer["HX-Push-Url"] == "/tableau/?annee=2015&choix=a&page=2"
    assert {"HX-Request", "HX-Target"} <= set(answer["Vary"].split(", "))


def test_the_rest_of_the_address_is_kept(client: Client, rights: object) -> None:
    page = client.get("/tableau/?annee=2015&q=a").text
    assert '<input type="hidden" name="annee" value="2015">' in page


def test_nothing_yet_and_nothing_found(client: Client, rights: object) -> None:
    assert "Rien ne correspond" in client.get("/tableau/?q=zzz").text
    type(rights[0]).objects.all().delete()  # type: ignore[index]
    assert "Rien encore" in client.get("/tableau/").text


def test_a_csv_holds_every_matching_row(client: Client, rights: object) -> None:
    lines = read(client.get("/tableau/?format=csv&choix=a"))
    assert lines[0] == ["Nom", "Code", "Prix", "Rang"]
    assert [line[1] for line in lines[1:]] == ["a0", "a1", "a2", "a3", "a4"]
    assert lines[1][2] == "1617,2"


def test_chosen_columns_are_those_that_leave(client: Client, rights: object) -> None:
    assert read(client.get("/tableau/?format=csv&colonnes=code"))[0] == ["Nom", "Code"]
    assert read(client.get("/tableau/?format=csv&colonnes=prive,code"))[0] == ["Nom", "Code"]


def test_a_sheet_keeps_numbers(client: Client, rights: object) -> None:
    answer = client.get("/tableau/?format=xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = list(sheet.values)
    assert rows[0][:3] == ("Nom", "Code", "Prix")
    assert rows[1][2] == 1617.2
    assert answer["Content-Disposition"] == 'attachment; filename="droits.xlsx"'


def test_an_ods_opens(client: Client, rights: object) -> None:
    data = tablib.Dataset().load(client.get("/tableau/?format=ods").content, format="ods")
    assert data.headers[:2] == ["Nom", "Code"]
    assert data.height == 7


@pytest.mark.parametrize("wanted", ["csv", "xlsx", "ods"])
def test_no_character_stops_a_file(wanted: str) -> None:
    odd = "Quai\ufffe\uffff\x0b\x1f partagé"
    answer = export(wanted, "noms", [("Nom", str)], iter([odd]), 1)
    if wanted == "csv":
        assert "Quai partagé" in answer.getvalue().decode()
    elif wanted == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(answer.getvalue())).active
        assert [*sheet.values] == [("Nom",), ("Quai partagé",)]
    else:
        assert tablib.Dataset().load(answer.getvalue(), format="ods")[0] == ("Quai partagé",)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+33 1 00", "'+33 1 00"),
        ("-2", "'-2"),
        ("@cmd", "'@cmd"),
        ("\tx", "'\tx"),
        ("\x00=x", "'=x"),
        ("Quai\ufffe\uffff\x0b", "Quai"),
        ("Mode Estime", "Mode Estime"),
        (-2, -2),
        (None, None),
    ],
)
def test_formulas_are_harmless(value: object, written: object) -> None:
    assert harmless(value) == written


def test_a_sheet_too_long_is_refused_before_it_is_made() -> None:
    with pytest.raises(Refused, match="c’est trop pour une feuille"):
        export("xlsx", "droits", [("Nom", str)], iter(()), SHEET_ROWS + 1)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Atelier du Quai", "Beaux Draps", "Cap Lecture", "Deux Roues"]),
        ("?tri=-surface&choix=associees", ["Atelier du Quai", "Fil à fil", "Beaux Draps"]),
        ("?q=fil", ["Fil à fil"]),
    ],
)
def test_a_short_list_in_memory(query: str, names: list[str]) -> None:
    assert [row.name for row in table(query).rows] == names


def test_rows_stand_under_their_group() -> None:
    assert [(name, len(rows)) for name, rows in table("?choix=associees").groups] == [
        ("Insertion", 3)
    ]


def test_what_is_invented_is_said_beside_its_name_and_in_files(rights: object) -> None:
    """Wherever a row can be invented; a table whose rows cannot says nothing of it."""
    rows = Permission.objects.filter(content_type__app_label="essai")
    spec = replace(SPEC, invented=lambda row: row.codename == "a0")
    shown = table_for(RequestFactory().get("/tableau/"), spec, rows)
    named = [cells[0] for _heading, found in shown.groups for cells in found]
    assert [cell["invented"] for cell in named] == [True, False, False]
    asked = RequestFactory().get("/tableau/?format=csv&tri=code")
    marked = read(table_response(asked, spec, rows, "web/table.html"))
    assert [line[-1] for line in marked[:3]] == ["Illustratif", "oui", "non"]
    assert "Illustratif" not in read(table_response(asked, SPEC, rows, "web/table.html"))[0]


@pytest.mark.parametrize(
    ("query", "labels"),
    [
        ("", ["Nom", "Code"]),
        ("?q=a1", ["Nom", "Code", "Note"]),
        ("?q=zzz", ["Nom", "Code", "Note"]),
    ],
)
def test_a_column_of_dashes_is_not_shown(rights: object, query: str, labels: list[str]) -> None:
    """What no row of the page has is no column, unless it was asked for; files keep it."""
    note = Column(key="note", label="Note", value=lambda p: "à voir" * ("?q" in query))
    spec = replace(SPEC, columns=(*SPEC.columns[:2], note))
    rows = Permission.objects.filter(content_type__app_label="essai")
    shown = table_for(RequestFactory().get(f"/tableau/{query}"), spec, rows)
    assert [str(header.column.label) for header in shown.headers] == labels
    assert {len(cells) for _heading, found in shown.groups for cells in found} <= {len(labels)}
    assert "note" not in shown.url(page=2)


def test_a_column_that_is_asked_for_stays_though_it_is_empty(rights: object) -> None:
    note = Column(key="note", label="Note", value=lambda p: "", shown=False)
    spec = replace(SPEC, columns=(*SPEC.columns[:2], note))
    rows = Permission.objects.filter(content_type__app_label="essai")
    asked = RequestFactory().get("/tableau/?colonnes=note")
    assert [one.key for one in table_for(asked, spec, rows).columns] == ["nom", "note"]
    asked = RequestFactory().get("/tableau/?format=csv")
    assert read(table_response(asked, spec, rows, "web/table.html"))[0] == ["Nom", "Code", "Note"]


def test_a_cell_escapes_what_people_wrote_and_draws_dates(rf) -> None:
    """Cells are put together by hand: « <b> » is text, a date is the <time> that display made."""
    spec = TableSpec(
        name="essai",
        caption="Essai",
        columns=(
            Column(key="nom", label="Nom <i>", value=lambda row: row[0]),
            Column(key="jour", label="Jour <i>", value=lambda row: row[1]),
        ),
        group=lambda _row: "Chez <Rose>",
        page_size=5,
    )
    rows = [("<b>Halage</b>", Dated(date(2015, 6, 1)))]
    table = table_for(rf.get("/"), spec, rows)
    drawn = engines["django"].from_string("{% rows_of table %}").render({"table": table})
    assert "&lt;b&gt;Halage&lt;/b&gt;</th>" in drawn
    assert '<time datetime="2015-06-01">1er' in drawn
    assert "Chez &lt;Rose&gt;</th>" in drawn
    assert 'data-libelle="Jour &lt;i&gt;"' in drawn
