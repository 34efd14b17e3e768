"""Words that stay French by value and are shown in the reader's language."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from phares.kernel.dating import Dated, Precision, read_dated
from phares.kernel.lifecycle import Labelled
from phares.kernel.money import Money
from phares.kernel.reading import read_typed
from phares.kernel.refusal import Reason
from phares.kernel.tongue import (
    as_written,
    capital,
    each_french,
    french,
    say,
    say_plural,
    speaking,
)
from phares.kernel.words import about, before, in_words, listed, of, plural, written


class Lamp(Labelled):
    FROZEN = "frozen", "figé"


ENGLISH = pytest.mark.parametrize(
    ("said", "french_one", "english_one"),
    [
        (lambda: str(french("Le pôle")), "Le pôle", "The pole"),
        (lambda: f"{french('Le pôle')} !", "Le pôle !", "The pole !"),
        (lambda: str(capital("le pôle")), "Le pôle", "The pole"),
        (lambda: str(french("{months} mois", months=3)), "3 mois", "3 months"),
        (lambda: say("{price} par mois", price=2), "2 par mois", "2 per month"),
        (lambda: say("words that no catalogue holds"), *["words that no catalogue holds"] * 2),
        (lambda: str(each_french({"a": "Le pôle"})["a"]), "Le pôle", "The pole"),
        (lambda: str(Reason("x", "Le pôle").sentence), "Le pôle", "The pole"),
        (lambda: Lamp.FROZEN.label, "figé", "frozen"),
        (lambda: plural(0, "structure"), "0\u00a0structure", "0\u00a0organisations"),
        (lambda: plural(1, "structure"), "1\u00a0structure", "1\u00a0organisation"),
        (lambda: say_plural("structure", "structures", 2), "structures", "organisations"),
        (lambda: written(Decimal("1350.5"), 1), "1\u202f350,5", "1,350.5"),
        (lambda: str(Money(-161720)), "\u22121\u202f617,20\u00a0€", "\u2212€1,617.20"),
        (lambda: in_words(1, feminine=True), "une", "one"),
        (lambda: about(16), "plus d’une quinzaine", "more than fifteen"),
        (lambda: of("Île Vivante"), "d’Île Vivante", "of Île Vivante"),
        (lambda: before("Halage", "a rouvert le compte de"), "a rouvert le compte d’", ""),
        (lambda: listed(["A", "B", "C"]), "A, B et C", "A, B and C"),
    ],
)


@ENGLISH
def test_said_in_both(said, french_one, english_one):
    if not english_one:
        french_one, english_one = "a rouvert le compte de ", "reopened the account of "
    assert said() == french_one
    with speaking("en"):
        assert said() == english_one


def test_by_value_they_stay_french():
    words = french("Le pôle")
    with speaking("en"):
        assert words == "Le pôle"
        assert {words: 1}["Le pôle"] == 1
        assert as_written(words) == "Le pôle"
        assert str(Lamp.FROZEN.french) == "frozen"


DAY = date(2015, 3, 1)


@pytest.mark.parametrize(
    ("precision", "said", "since", "until"),
    [
        (Precision.DAY, "1 March 2015", "since 1 March 2015", "until 1 March 2015"),
        (Precision.MONTH, "March 2015", "since March 2015", "until March 2015"),
        (Precision.SEASON, "spring 2015", "since spring 2015", "until spring 2015"),
        (Precision.YEAR, "2015", "since 2015", "until 2015"),
        (Precision.DECADE, "2010s", "since the 2010s", "until the 2010s"),
    ],
)
def test_a_date_in_english_is_read_as_it_is_written(precision, said, since, until):
    dated = Dated(DAY).of_precision(precision)
    with speaking("en"):
        assert (str(dated), dated.onwards, dated.up_to) == (said, since, until)
    assert read_dated(said) == dated


def test_before_a_day_in_english():
    dated = Dated(date(2015, 12, 31), Precision.BEFORE)
    with speaking("en"):
        assert str(dated) == "before 31 December 2015"
        assert dated.up_to == "until an unknown day, before 31 December 2015"
    assert read_dated("before 31 December 2015") == dated


@pytest.mark.parametrize(
    ("typed", "number"),
    [("1,617.20", "1617.20"), ("€1,617.20", "1617.20"), ("12,5", "12.5"), ("1,500", "1500")],
)
def test_a_number_typed_in_english(typed, number):
    with speaking("en"):
        assert read_typed(typed) == Decimal(number)


def test_a_comma_is_a_decimal_one_in_french():
    assert read_typed("1,500") == Decimal("1.5")
