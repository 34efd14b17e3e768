"""A telephone, a postcode, a day: what cannot be what it says."""

from __future__ import annotations

from datetime import date

import pytest

from phares.kernel.dating import read_dated
from phares.kernel.reading import is_no_day
from phares.people.directory.rules.typed import (
    why_ask_about_beginning,
    why_not_phone,
    why_not_postcode,
)


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("", True),
        ("01 40 00 00 01", True),
        ("01.40.00.00.01", True),
        ("+32 (0)2 123 45 67", True),
        ("3949", True),
        ("azerty", False),
        ("bonjour 01", False),
        ("12", False),
        ("1" * 16, False),
    ],
)
def test_telephones(typed: str, taken: bool) -> None:
    assert (why_not_phone(typed) is None) is taken


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("", True),
        ("93450", True),
        ("97 200", True),
        ("B-7500", True),
        ("SW1A 1AA", True),
        ("9345", False),
        ("00000", False),
        ("99000", False),
        ("934500", False),
    ],
)
def test_postcodes(typed: str, taken: bool) -> None:
    assert (why_not_postcode(typed) is None) is taken


@pytest.mark.parametrize(
    ("typed", "asked"),
    [("12/03/2015", False), ("4/1/2017", False), ("6/1/2017", True), ("12/03/2026", True)],
)
def test_a_beginning_far_ahead_is_asked_about(typed: str, asked: bool) -> None:
    reason = why_ask_about_beginning(read_dated(typed), date(2016, 1, 4))
    assert (reason is not None) is asked
    assert reason is None or "vraiment ? C’est dans plus d’un an" in reason.sentence


@pytest.mark.parametrize(
    ("typed", "no_day"),
    [
        ("31/02/2015", True),
        ("2015-02-31", True),
        ("29/02/2015", True),
        ("29/02/2016", False),
        ("avant le 31/11/2015", True),
        ("31/12/2015", False),
        ("45/12/2015", False),
        ("31/13/2015", False),
        ("31/02/0000", False),
        ("mars 2015", False),
    ],
)
def test_days_that_no_month_has(typed: str, no_day: bool) -> None:
    assert is_no_day(typed) is no_day
