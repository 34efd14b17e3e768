"""What was frozen and what is counted today stand side by side, wherever a figure is told."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from phares.people.directory.figures.indicators import RESIDENTS
from phares.people.directory.models import Belonging, Party, Presence
from phares.steering.reporting import actions
from phares.steering.reporting.exports import figures_listed
from phares.steering.reporting.queries import FigureOfYear, figure_of, kept_of
from phares.steering.reporting.tests.factories import JANUARY, YEAR, freeze, housed, small_pole
from tests.parties import ANIMATOR

pytestmark = pytest.mark.django_db


def declare(value: str, note: str) -> None:
    actions.declare_figure(
        code="residents", year=YEAR, value=Decimal(value), source="rapport", gap_note=note,
        by=ANIMATOR, now=JANUARY,
    )  # fmt: skip


def residents() -> FigureOfYear:
    figure = figure_of(YEAR, "residents")
    assert figure is not None
    return figure


def test_a_published_figure_corrected_later_stands_beside_the_frozen_one() -> None:
    small_pole()
    declare("18", "Sans date.")
    freeze()
    assert not residents().changed
    declare("25", "Une autre source.")
    figure, kept = residents(), kept_of(residents())
    assert figure.changed
    assert kept is not None
    assert (figure.declared_text, kept.declared_text) == ("25", "18")
    assert kept.measure.gap_note == "Sans date."


def test_the_frozen_rows_keep_their_names_while_they_are_known() -> None:
    small_pole()
    freeze()
    gone = Belonging.objects.get(party__name="Mael")
    Presence.objects.filter(belonging__party__name="Terragram").delete()
    key = f"directory.belonging:{gone.pk}"
    gone.presences.all().delete()
    gone.delete()
    housed(Belonging.objects.all()[0].pole, "Solibio", "2014")
    kept = kept_of(residents())
    assert kept is not None
    assert [(row.label, row.still) for row in kept.rows] == [
        ("Halage", True), (key, False), ("Terragram", False),
    ]  # fmt: skip
    assert [row.label for row in kept.since] == ["Solibio"]


def test_a_record_that_left_the_year_is_still_named() -> None:
    """Neither counted nor set aside any more: its name is looked for, one query a table."""
    small_pole()
    freeze()
    Presence.objects.all().delete()
    Belonging.objects.update(starts_on="2017-01-01", ends_on=None)
    figure = residents()
    with CaptureQueriesContext(connection) as asked:
        kept = kept_of(figure)
    assert kept is not None
    assert len(asked) == 1
    assert {row.label for row in kept.rows} == {
        "Halage, habitante", "Mael, habitante", "Terragram, habitante",
    }  # fmt: skip
    assert not any(row.still for row in kept.rows)


def test_a_figure_that_cannot_be_counted_any_more_is_still_listed() -> None:
    small_pole()
    freeze()
    Presence.objects.all().delete()
    Belonging.objects.all().delete()
    figure = residents()
    assert (figure.value, figure.applicable, figure.frozen_text) == (None, True, "3")
    assert figure.changes == ["Rien ne permet plus de le compter aujourd’hui."]
    assert "residents" in {one["code"] for one in figures_listed(YEAR, now=JANUARY)}


def test_plain_values_say_what_was_frozen() -> None:
    small_pole()
    declare("18", "Sans date.")
    freeze()
    declare("25", "Une autre source.")
    [listed] = [one for one in figures_listed(YEAR, now=JANUARY) if one["code"] == "residents"]
    frozen = listed["frozen"]
    assert (frozen["value"], frozen["declared"], frozen["gap_note"]) == (3, 18, "Sans date.")
    assert (frozen["version"], frozen["rows"], len(frozen["row_keys"])) == (RESIDENTS.version, 3, 3)
    assert frozen["definition"] == listed["definition"]
    assert (listed["declared"], frozen["on"], frozen["by"]) == (25, "2016-01-04", ANIMATOR.name)


def test_a_year_that_is_not_frozen_says_nothing_of_it() -> None:
    small_pole()
    [listed] = [one for one in figures_listed(YEAR, now=JANUARY) if one["code"] == "residents"]
    assert (listed["frozen"], listed["changes"]) == (None, [])
    assert kept_of(residents()) is None


def test_the_page_of_a_figure_shows_both(cast, client_of) -> None:
    housed(cast.pole, "Halage", "2001")
    mael = housed(cast.pole, "Mael", "2014")
    declare("18", "Sans date.")
    freeze()
    declare("25", "Une autre source.")
    mael.presences.all().delete()
    Party.objects.filter(pk=mael.party_id).update(name="Mael et fils")
    page = " ".join(client_of("animator").get(f"/chiffres/{YEAR}/residents/").text.split())
    for said in (
        "Valeur figée",
        "Publié alors",
        '<strong class="num">18</strong>',
        "Sans date.",
        "Définition d’alors",
        f"Version quand l’année fut figée</dt><dd>{RESIDENTS.version}</dd>",
        "Recompté aujourd’hui",
        "18 alors, 25 aujourd’hui",
        "2 enregistrements comptés alors",
        "n’est plus compté",
        "Mael et fils",
    ):
        assert said in page, said
    listed = " ".join(client_of("animator").get(f"/chiffres/{YEAR}/").text.split())
    assert "Figé à 2" in listed
    assert "18 alors, 25 aujourd’hui" in listed


def test_a_frozen_year_leaves_nothing_to_fill(cast, client_of) -> None:
    """Its gaps and its silences stand as they were published, without a verb."""
    housed(cast.pole, "Halage", "2001")
    housed(cast.pole, "Mael", "2014")
    declare("3", "Sans date.")
    client, path = client_of("animator"), f"/bilan/{YEAR}/preparer/"
    freeze()
    declare("9", "")
    page = " ".join(client.get(path).text.split()).partition("<main")[2]
    page = page.partition("</main>")[0].replace("\u00a0", " ")
    for asked in ("à expliquer", "Dire pourquoi", "Corriger", "n’a pas répondu", "facultatif",
                  "/declarer/", "à faire", "à relire", "manque", '"step"'):  # fmt: skip
        assert asked not in page, asked
    for said in ("Le bilan 2015, figé", "Publié 3, compté 2 : 1 de plus", "Sans date.", "Parties."):
        assert said in page, said
