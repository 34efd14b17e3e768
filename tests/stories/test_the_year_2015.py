"""What the development officer of Le PHARES finds in January 2016."""

from __future__ import annotations

import re
import shutil
import subprocess
from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from phares.common.clock.queries import now
from phares.common.documents.formats.typst import page_count
from phares.people.directory.models import Organisation
from phares.steering.reporting.exports import report_file
from tests.stories.demo import Hainaut2021, Phares2015

EXPECTED = {
    "surface_m2": 1350,
    "floors": 3,
    "residents": 16,
    "residents_during_year": 20,
    "permanent_jobs": 71,
    "insertion_employees": 170,
    "civic_service": 6,
    "volunteers": 80,
    "dedicated_fte": Decimal("2.5"),
    "meeting_rooms": 7,
    "private_offices": 16,
    "coworking_desks": 5,
    "refectories": 1,
    "cafeterias": 1,
    "workshops": 3,
    "shops": 1,
}


class TheFiguresOf2015(Phares2015):
    def test_are_computed_and_equal_to_what_was_published(self) -> None:
        figures = self.figures()
        assert {code: figures[code].value for code in EXPECTED} == EXPECTED

    def test_each_open_the_records_behind_them(self) -> None:
        """Rows add up to the figure, except a share of time, which follows the days."""
        figures = self.figures()
        for code in EXPECTED:
            rows = figures[code].counted.rows
            assert rows, code
            assert sum(row.value for row in rows) == figures[code].value, code

    def test_stand_beside_what_was_declared(self) -> None:
        figures = self.figures()
        declared = {
            code: figures[code].declared.value
            for code in EXPECTED
            if figures[code].declared is not None
        }
        expected = EXPECTED | {"residents": 18}
        expected.pop("residents_during_year")
        assert declared == expected

    def test_explain_the_gap_of_the_residents(self) -> None:
        residents = self.figures()["residents"]
        assert (residents.value, residents.declared.value) == (16, 18)
        assert "20 structures" in residents.declared.gap_note
        assert {row.label for row in residents.counted.aside} == {
            "Novaedia",
            "La Mission populaire",
            "Femasif",
            "Marchambul",
        }

    def test_say_who_did_not_answer(self) -> None:
        jobs = self.figures()["permanent_jobs"].counted
        assert (jobs.answered, jobs.asked) == (14, 17)
        silent = {row.label: row.detail for row in jobs.aside}
        assert set(silent) == {"Novaedia", "European Roma Rights Centre", "La Boîte Militante"}
        assert "2014" in silent["La Boîte Militante"]

    def test_mark_what_was_invented(self) -> None:
        figures = self.figures()
        assert all(row.illustrative for row in figures["permanent_jobs"].counted.rows)
        assert not any(
            row.illustrative
            for row in figures["residents"].counted.rows
            if row.label in ("Mael", "Île Vivante")
        )

    def test_have_pages_for_every_figure_and_row(self) -> None:
        client = self.signed_in_as("Inès Kerboul")
        page = client.get(reverse("reporting:figures", args=[2015]))
        assert page.status_code == 200
        for code in EXPECTED:
            one = client.get(reverse("reporting:figure", args=[2015, code]))
            assert one.status_code == 200, code
        urls = {row.url for code in EXPECTED for row in self.figures()[code].counted.rows}
        assert all(client.get(url).status_code == 200 for url in urls if url)


class TheFiguresOf2021(Hainaut2021):
    def test_are_sums_of_declarations_with_their_warning(self) -> None:
        figures = self.figures()
        expected = {
            "adherents": 17,
            "territory_jobs": 1200,
            "turnover_eur": 25_000_000,
            "people_helped": 25_000,
            "staff": 3,
        }
        assert {code: figures[code].value for code in expected} == expected
        assert "plusieurs structures" in figures["people_helped"].counted.warning

    def test_count_the_two_parts_of_the_territory(self) -> None:
        parts = self.figures()["adherents"].counted.parts
        assert {part.label: part.value for part in parts} == {"Valenciennois": 13, "Cambrésis": 4}

    def test_say_nothing_of_a_building_there_is_not(self) -> None:
        figures = self.figures()
        for code in ("surface_m2", "floors", "meeting_rooms", "residents"):
            assert code not in figures or figures[code].value is None


class ThePagesOf2015(Phares2015):
    def test_cost_at_most_twelve_queries(self) -> None:
        client = self.signed_in_as("Inès Kerboul")
        halage = Organisation.objects.get(name="Halage")
        for address in (
            reverse("directory:organisations"),
            reverse("directory:organisation", args=[halage.pk]),
            reverse("reporting:figures", args=[2015]),
        ):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            noted = [one for one in queries if one["sql"].startswith("INSERT")]
            assert len(queries) - len(noted) <= 12, address
            assert len(noted) <= 1, "which record was opened, once its page is made"


class TheReportOf2015(Phares2015):
    def test_is_thirteen_full_pages_without_a_code(self) -> None:
        """Printed for a funder: no page of a few lines, and sources by their titles."""
        content = report_file(2015, "pdf", now=now())
        assert page_count(content) <= 13
        if not shutil.which("pdftotext"):
            self.skipTest("pdftotext (poppler) is not installed: the PDF is not read back")
        read = ["pdftotext", "-layout", "-", "-"]
        made = subprocess.run(read, input=content, capture_output=True, check=True)
        _cover, *pages = made.stdout.decode().rstrip("\f").split("\f")
        assert [n for n, page in enumerate(pages, 2) if len(page.split()) < 60] == []
        assert re.findall(r"\b\d{3}:\d", made.stdout.decode()) == []
        words = " ".join(made.stdout.decode().split())
        assert "Rapport 2015 du PHARES" in words
        assert "L’édition imprimée de 2015 annonçait 18 habitants" in words
        assert "le rapport nomme une personne" not in words
