"""Which days of an agreement count as let, when its dates are vague."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from phares.cooperative.premises.rules import occupancy
from phares.kernel.dating import read_dated, sure_part
from phares.kernel.time import Period, year_period

Y15 = year_period(2015)
BETWEEN = [
    ("alone", "hiver 2014", "été 2015", False, False, ("2015-02-28", "2015-06-01")),
    ("renewed from that day", "hiver 2014", "été 2015", False, True, ("2015-02-28", "2015-09-01")),
    ("renewing from that day", "hiver 2014", None, True, False, ("2014-12-01", None)),
    ("of a year nobody knows more of", "2015", "2015", False, False, None),
    ("known to the month", "mars 2015", "mai 2015", False, False, ("2015-03-01", "2015-06-01")),
]


@pytest.mark.parametrize(("case", "since", "until", "follows", "followed", "sure"), BETWEEN)
def test_an_agreement_lets_on_the_days_nobody_doubts(case, since, until, follows, followed, sure):
    end = read_dated(until) if until else None
    found = sure_part(
        *occupancy.let_between(read_dated(since), end, follows=follows, followed=followed)
    )
    wanted = sure and Period(*(day and date.fromisoformat(day) for day in sure))
    assert found == wanted, case


UNSURE = [
    ("sure", "2014-03-01", "2016-02-28", ""),
    ("begun before the year", "hiver 2013", None, ""),
    ("over before the year", "2010", "2014", ""),
    ("not begun", "2016", None, ""),
    ("begins in it", "été 2015", None, "date de début incertaine : été 2015"),
    ("ends in it", "2010", "2015", "date de fin incertaine : 2015"),
    ("a winter over two years", "hiver 2014", None, "date de début incertaine : hiver 2014"),
    ("both", "début 2015", "automne 2015",
     "date de début incertaine : début 2015 ; date de fin incertaine : automne 2015"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "since", "until", "why"), UNSURE)
def test_why_some_days_of_an_agreement_are_not_sure(case, since, until, why):
    end = read_dated(until) if until else None
    assert occupancy.whys_unsure(read_dated(since), end, Y15) == why, case


def test_what_a_doubt_might_add_to_the_rate():
    """20 m² let for 184 days for sure, and 91 more perhaps, of 60 m² × 365: 8,31 points."""
    sure = occupancy.Offer(Fraction(20 * 365), Fraction(20 * 184), 365, 184)
    whole = occupancy.Offer(Fraction(20 * 365), Fraction(20 * 275), 365, 275)
    other = occupancy.Offer(Fraction(40 * 365), Fraction(0), 365, 0)
    assert occupancy.might_add(sure, whole, [sure, other]) == Decimal("8.31")
