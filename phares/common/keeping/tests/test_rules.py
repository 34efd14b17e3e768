"""Which copies stay."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from phares.common.keeping.rules.rotation import Keeping, kept

NIGHT = time(0, 5)


def nights(*days: str) -> list[datetime]:
    return [datetime.combine(date.fromisoformat(day), NIGHT) for day in days]


@pytest.mark.parametrize(
    ("case", "keeping", "there", "stays"),
    [
        ("nothing", Keeping(), [], []),
        ("the newest always", Keeping(0, 0, 0), ["2016-01-03", "2016-01-04"], ["2016-01-04"]),
        (
            "the last of each day that has one",
            Keeping(2, 0, 0),
            ["2016-01-01", "2016-01-02", "2016-01-09"],
            ["2016-01-02", "2016-01-09"],
        ),
        (
            "the last of each week, from Monday to Sunday",
            Keeping(0, 2, 0),
            ["2016-01-02", "2016-01-03", "2016-01-04", "2016-01-10", "2016-01-11"],
            ["2016-01-10", "2016-01-11"],
        ),
        (
            "the first days of January are of the last week of the year before",
            Keeping(0, 1, 0),
            ["2015-12-31", "2016-01-01"],
            ["2016-01-01"],
        ),
        (
            "the last of each month, over a summer without any",
            Keeping(0, 0, 3),
            ["2016-05-01", "2016-05-31", "2016-06-30", "2016-09-01", "2016-09-02"],
            ["2016-05-31", "2016-06-30", "2016-09-02"],
        ),
        (
            "days, weeks and months together",
            Keeping(1, 2, 2),
            ["2016-01-31", "2016-02-27", "2016-02-28", "2016-02-29"],
            ["2016-01-31", "2016-02-28", "2016-02-29"],
        ),
    ],
)
def test_what_stays(case: str, keeping: Keeping, there: list[str], stays: list[str]) -> None:
    assert kept(nights(*there), keeping) == set(nights(*stays)), case


def test_of_two_copies_of_a_day_the_last_stays() -> None:
    [morning] = nights("2016-01-04")
    evening = morning + timedelta(hours=18)
    assert kept([evening, morning], Keeping(7, 4, 12)) == {evening}


def test_after_two_years_of_nights_a_year_can_be_gone_back_over() -> None:
    """Rotated every night, as the clock does: what left never comes back."""
    copies: set[datetime] = set()
    for number in range(730):
        tonight = datetime.combine(date(2014, 1, 1) + timedelta(number), NIGHT)
        copies = kept(copies | {tonight}, Keeping())
    last = datetime.combine(date(2015, 12, 31), NIGHT)
    assert {last - timedelta(days) for days in range(7)} <= copies
    assert {(one.year, one.month) for one in copies} == {(2015, month) for month in range(1, 13)}
    assert len(copies) <= 7 + 4 + 12
