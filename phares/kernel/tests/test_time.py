from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from phares.kernel.time import Month, Period, TimeSlot, year_period

DAY = date(2015, 6, 1)


@pytest.mark.parametrize(
    ("day", "inside"),
    [(date(2014, 12, 31), False), (date(2015, 1, 1), True), (date(2016, 1, 1), False)],
)
def test_the_end_is_the_first_day_outside(day: date, inside: bool) -> None:
    assert (day in year_period(2015)) is inside


@pytest.mark.parametrize(
    ("period", "days"),
    [
        (Period(date(2016, 7, 1)), 184),
        (Period(date(2015, 1, 1), date(2017, 1, 1)), 366),
        (Period(date(2017, 1, 1)), 0),
        (Period(date(2016, 2, 28), date(2016, 3, 1)), 2),
    ],
)
def test_days_in_a_leap_year(period: Period, days: int) -> None:
    assert period.days_in(year_period(2016)) == days


@pytest.mark.parametrize(
    ("other", "meets"),
    [
        (Period(date(2015, 12, 31)), True),
        (Period(date(2016, 1, 1)), False),
        (Period(date(2014, 1, 1), date(2015, 1, 1)), False),
        (Period(date(2014, 1, 1)), True),
    ],
)
def test_overlap_is_half_open_and_symmetric(other: Period, meets: bool) -> None:
    year = year_period(2015)
    assert (year.overlaps(other), other.overlaps(year)) == (meets, meets)


def test_a_period_or_slot_that_ends_first_is_none() -> None:
    with pytest.raises(ValueError, match="ends after"):
        Period(DAY, DAY)
    moment = datetime(2015, 6, 1, tzinfo=UTC)
    with pytest.raises(ValueError, match="ends after"):
        TimeSlot(moment, moment)
    with pytest.raises(ValueError, match="time zone"):
        TimeSlot(moment.replace(tzinfo=None), moment.replace(tzinfo=None) + timedelta(1))


def test_months_follow_each_other() -> None:
    assert Month(2015, 12).next == Month(2016, 1)
    assert Month.of(date(2016, 2, 29)).period == Period(date(2016, 2, 1), date(2016, 3, 1))
    assert str(Month(2016, 3)) == "2016-03"
    with pytest.raises(ValueError, match="not a month"):
        Month(2015, 13)


def test_the_last_day_is_for_display() -> None:
    assert year_period(2015).last_day == date(2015, 12, 31)
    assert Period(DAY).last_day is None
