"""How values are written on a page."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from phares.common.web import display
from phares.kernel.dating import Dated, Precision
from phares.kernel.money import Money
from phares.kernel.time import Month, Period


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""),
        (1350, "1\u202f350"),
        (Decimal("2.50"), "2,5"),
        (Decimal("1E+3"), "1\u202f000"),
        (-3, "−3"),
        (True, "oui"),
        (Money(161720), "1\u202f617,20\u00a0€"),
        (date(2016, 1, 1), "1er janvier 2016"),
        (datetime(2015, 12, 31, 23, 30, tzinfo=UTC), "1er janvier 2016"),
        (Month(2015, 11), "novembre 2015"),
        (Period(date(2013, 3, 1)), "depuis le 1er mars 2013"),
        (Period(date(2013, 3, 1), date(2014, 1, 1)), "du 1er mars 2013 au 31 décembre 2013"),
        (
            Dated(date(2015, 3, 1), Precision.MONTH),
            '<time datetime="2015-03">mars 2015</time>',
        ),
    ],
)
def test_values(value: object, written: str) -> None:
    assert display.shown(value) == written


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Mode Estime", "ME"),
        ("Halage", "Ha"),
        ("SFMAD", "SF"),
        ("La Firme 93", "F93"),
        ("Études et Chantiers Île-de-France", "ÉC"),
        ("L’UNAREC", "UN"),
        ("Métropop’ !", "Mé"),
        ("Inès Kerboul", "IK"),
        ("Anne-Lise Dubreuil", "AD"),
        ("Hélène Abgrall", "HA"),
        ("A.C.I.A.E", "AC"),
        ("", "?"),
    ],
)
def test_letters(name: str, letters: str) -> None:
    assert display.initials(name) == letters


def test_hours_and_areas() -> None:
    assert display.hour(datetime(2016, 1, 4, 9, 30, tzinfo=UTC)) == "10\u00a0h\u00a030"
    assert display.hour(datetime(2016, 1, 4, 8, 0, tzinfo=UTC)) == "9\u00a0h"
    assert display.square_metres(1350) == "1\u202f350\u00a0m²"


def written(source: str, **context: object) -> str:
    request = RequestFactory().get("/liste/?q=a&page=2")
    return Template(source).render(Context({"request": request, **context}))


def test_tags() -> None:
    assert written("{{ day|sup_er }}", day="1er <mars>") == '1<sup class="er">er</sup> &lt;mars&gt;'
    assert written("{% query page=None tri='nom' %}") == "?q=a&amp;tri=nom"
    assert 'aria-hidden="true"' in written("{% icon 'plus' %}")
    day = date(2016, 1, 4)
    assert written("{{ day|french_date:'weekday' }}", day=day) == "lundi 4 janvier 2016"


def test_what_people_wrote_says_its_language_on_a_page_in_english():
    assert display.theirs("<b>Accueillir</b>") == "<b>Accueillir</b>"
    with translation.override("en"):
        assert display.theirs("") == ""
        assert (
            display.theirs("<b>Accueillir</b>")
            == '<span lang="fr">&lt;b&gt;Accueillir&lt;/b&gt;</span>'
        )
