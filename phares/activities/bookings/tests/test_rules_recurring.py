"""What comes again, as tables."""

from __future__ import annotations

import time as clock
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from phares.activities.bookings.rules.kinds import Rhythm, Skip, skip_of
from phares.activities.bookings.rules.recurring import (
    MOST_EVER,
    Recurrence,
    days_of,
    unfolded,
    why_not_recur,
)

PARIS = ZoneInfo("Europe/Paris")


def days(text: str) -> list[date]:
    return [date.fromisoformat(f"2016-{day}") for day in text.split()]


@pytest.mark.parametrize(
    ("rhythm", "first", "last", "weekdays", "expected"),
    [
        (Rhythm.DAILY, "02-27", "03-02", (), "02-27 02-28 02-29 03-01 03-02"),
        (Rhythm.WEEKLY, "01-12", "01-29", (1, 3), "01-12 01-14 01-19 01-21 01-26 01-28"),
        (Rhythm.WEEKLY, "01-13", "01-22", (1, 3), "01-14 01-19 01-21"),
        (Rhythm.WEEKLY, "01-12", "01-26", (), "01-12 01-19 01-26"),
        (Rhythm.FORTNIGHTLY, "01-14", "02-12", (3,), "01-14 01-28 02-11"),
        (Rhythm.FORTNIGHTLY, "01-14", "01-31", (0, 3), "01-14 01-25 01-28"),
        (Rhythm.FORTNIGHTLY, "01-17", "02-15", (0, 6), "01-17 01-25 01-31 02-08 02-14"),
        (Rhythm.THREE_WEEKS, "01-12", "02-29", (1,), "01-12 02-02 02-23"),
        (Rhythm.FOUR_WEEKS, "01-12", "03-10", (1,), "01-12 02-09 03-08"),
        (Rhythm.MONTHLY_NTH, "01-14", "04-30", (), "01-14 02-11 03-10 04-14"),
        (Rhythm.MONTHLY_NTH, "01-29", "08-01", (), "01-29 04-29 07-29"),
        (Rhythm.MONTHLY_LAST, "01-28", "04-30", (), "01-28 02-25 03-31 04-28"),
        (Rhythm.MONTHLY_DATE, "01-31", "05-31", (), "01-31 03-31 05-31"),
        (Rhythm.WEEKLY, "01-12", "01-11", (), ""),
    ],
)
def test_its_days(rhythm, first, last, weekdays, expected):
    """Weeks begin on Monday; a month without a fifth Friday, or without a 31st, has none."""
    since, until = days(f"{first} {last}")
    found = days_of(Recurrence(rhythm, since, until, weekdays))
    assert found == days(expected)


@pytest.mark.parametrize(
    ("rhythm", "weekdays", "rule", "said"),
    [
        (Rhythm.WEEKLY, (3, 1), "FREQ=WEEKLY;INTERVAL=1;WKST=MO;BYDAY=TU,TH",
         "toutes les semaines, le mardi et le jeudi, jusqu’au 30 juin 2016"),
        (Rhythm.FORTNIGHTLY, (), "FREQ=WEEKLY;INTERVAL=2;WKST=MO;BYDAY=TH",
         "toutes les 2 semaines, le jeudi, jusqu’au 30 juin 2016"),
        (Rhythm.MONTHLY_NTH, (), "FREQ=MONTHLY;BYDAY=2TH",
         "le 2e jeudi du mois, jusqu’au 30 juin 2016"),
        (Rhythm.MONTHLY_LAST, (), "FREQ=MONTHLY;BYDAY=-1TH",
         "le dernier jeudi du mois, jusqu’au 30 juin 2016"),
        (Rhythm.MONTHLY_DATE, (), "FREQ=MONTHLY;BYMONTHDAY=14",
         "le 14 de chaque mois, jusqu’au 30 juin 2016"),
        (Rhythm.DAILY, (), "FREQ=DAILY", "tous les jours, jusqu’au 30 juin 2016"),
    ],
)  # fmt: skip
def test_its_rule_and_its_words(rhythm, weekdays, rule, said):
    one = Recurrence(rhythm, date(2016, 1, 14), date(2016, 6, 30), weekdays)
    assert one.rule == f"{rule};UNTIL=20160630T235959"
    assert one.said == said


@pytest.mark.parametrize(
    ("case", "last", "most", "code"),
    [
        ("it has no end", None, 400, "no-end"),
        ("it ends before it begins", date(2016, 1, 11), 400, "dates"),
        ("as many as allowed", date(2016, 1, 21), 10, None),
        ("one too many", date(2016, 1, 22), 10, "too-many-dates"),
        ("more than anybody may, whatever the pole says", date(2050, 1, 1), 10**9,
         "too-many-dates"),
    ],
)  # fmt: skip
def test_why_not(case, last, most, code):
    reason = why_not_recur(Recurrence(Rhythm.DAILY, date(2016, 1, 12), last), most)
    assert (reason and reason.code) == code, case


def test_a_rhythm_that_never_falls():
    one = Recurrence(Rhythm.WEEKLY, date(2016, 1, 12), date(2016, 1, 13), (4,))
    reason = why_not_recur(one, 400)
    assert reason is not None
    assert reason.code == "no-date"


@pytest.mark.parametrize(
    ("case", "day", "hours", "start", "end"),
    [
        ("nine in winter", (2016, 3, 26), (9, 10), 8, 9),
        ("nine the day the clock goes forward", (2016, 3, 27), (9, 10), 7, 8),
        ("nine the day it goes back", (2016, 10, 30), (9, 10), 8, 9),
        ("over the night it goes back", (2016, 10, 30), (1, 4), -1, 3),
        ("from two twice to three", (2016, 10, 30), (2, 3), 0, 2),
    ],
)
def test_the_hours_of_the_wall(case, day, hours, start, end):
    """In universal time; the hour October shows twice lasts two."""
    year, month, number = day
    midnight = datetime(year, month, number, tzinfo=UTC)
    (one,) = unfolded([date(*day)], hours[0] * 60, hours[1] * 60, PARIS)
    assert one.slot is not None
    found = [(at - midnight).total_seconds() / 3600 for at in (one.slot.start, one.slot.end)]
    assert found == [start, end], case


def test_the_hour_march_skips_is_left_out_and_said():
    found = unfolded(days("03-26 03-27 03-28"), 150, 240, PARIS)
    assert [one.slot is not None for one in found] == [True, False, True]
    reason: Any = found[1].reason
    assert (reason.code, skip_of(reason.code)) == ("skipped-hour", Skip.CLOCK)
    assert "2 h 30 n’existe pas" in reason.sentence.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("code", "kind"),
    [("taken", Skip.TAKEN), ("closed", Skip.CLOSED), ("outside-hours", Skip.CLOSED),
     ("too-far", Skip.RULES), ("cap", Skip.RULES)],
)  # fmt: skip
def test_why_a_date_is_skipped(code, kind):
    assert skip_of(code) is kind


def test_two_years_of_days_are_unfolded_in_no_time():
    """Within 150 ms; the best of three, on a machine that others use."""
    one = Recurrence(Rhythm.DAILY, date(2016, 1, 1), date(2017, 12, 31))
    best = 1.0
    for _ in range(3):
        begun = clock.perf_counter()
        found = unfolded(days_of(one, MOST_EVER), 540, 600, PARIS)
        best = min(best, clock.perf_counter() - begun)
    assert len(found) == 731
    assert best < 0.15
