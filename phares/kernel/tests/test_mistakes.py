"""What was recorded in error leaves with its reason, unless a frozen year rests on it."""

from __future__ import annotations

from datetime import date

import pytest

from phares.kernel.mistakes import why_not_erase
from phares.kernel.time import Period

OPEN, UNTIL_2015 = Period(date(2014, 5, 1), None), Period(date(2014, 5, 1), date(2015, 1, 1))


@pytest.mark.parametrize(
    ("case", "reason", "period", "frozen", "code"),
    [
        ("said, nothing frozen", "doublon", OPEN, [], None),
        ("not said", " ", OPEN, [], "no-reason"),
        ("still going in a frozen year", "doublon", OPEN, [2015], "frozen-year"),
        ("over before the frozen year", "doublon", UNTIL_2015, [2015], None),
        ("a frozen year before it began", "doublon", OPEN, [2013], None),
        ("its last days are of a frozen year", "doublon", UNTIL_2015, [2014, 2016], "frozen-year"),
        ("without dates", "doublon", None, [2015], None),
    ],
)
def test_why_not_erase(
    case: str, reason: str, period: Period | None, frozen: list[int], code: str | None
) -> None:
    found = why_not_erase("x", reason, period, frozen)
    assert (found and found.code) == code, case


def test_the_sentence_names_the_first_frozen_year() -> None:
    found = why_not_erase("CNAM", "doublon", OPEN, [2016, 2015])
    assert found is not None
    assert found.sentence.startswith("Le bilan 2015 est figé et repose sur « CNAM ».")
