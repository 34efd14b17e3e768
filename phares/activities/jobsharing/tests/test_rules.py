from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from phares.activities.jobsharing.rules.fte import (
    Share,
    decimal_of,
    fte,
    highest,
    most_at_once,
    why_not_assign,
    why_not_end,
    why_not_quota,
)
from phares.activities.jobsharing.rules.permissions import READERS, why_not_staff
from phares.activities.jobsharing.rules.posts import why_not_reemploy, why_not_title
from phares.kernel.actor import Role
from phares.kernel.dating import Dated
from phares.kernel.time import Period
from tests.parties import acting

ALWAYS = Period(date(2013, 1, 1))


def share(quota: str, period: Period = ALWAYS) -> Share:
    return Share(Fraction(quota), period)


@pytest.mark.parametrize(
    ("case", "shares", "year", "total"),
    [
        (
            "six posts of 2015 make 2.5",
            [share(q) for q in ("1", "0.6", "0.4", "0.2", "0.1", "0.2")],
            2015,
            Fraction(5, 2),
        ),
        (
            "80 % from 1 July of a leap year",
            [share("0.8", Period(date(2016, 7, 1)))],
            2016,
            Fraction(184, 366) * Fraction(4, 5),
        ),
        ("an eighth", [share("0.125")], 2015, Fraction(1, 8)),
        ("nobody", [], 2015, Fraction(0)),
        ("after its end", [share("1", Period(date(2013, 1, 1), date(2015, 1, 1)))], 2015, 0),
        ("before its start", [share("1", Period(date(2016, 1, 1)))], 2015, 0),
        ("a day", [share("1", Period(date(2015, 3, 1), date(2015, 3, 2)))], 2015, Fraction(1, 365)),
    ],
)
def test_full_time_equivalents(case, shares, year, total):
    assert fte(shares, year) == total, case


def test_184_days_of_366_at_80_percent_are_written_0_4022():
    exact = fte([share("0.8", Period(date(2016, 7, 1)))], 2016)
    assert decimal_of(exact).quantize(Decimal("0.0001")) == Decimal("0.4022")


@pytest.mark.parametrize(
    ("case", "quota", "period", "code"),
    [
        ("up to full time", "0.4", ALWAYS, None),
        ("above", "0.525", ALWAYS, "above-full-time"),
        ("above, but after", "0.525", Period(date(2016, 1, 1)), None),
        ("above at the end", "0.525", Period(date(2012, 1, 1)), "above-full-time"),
    ],
)
def test_the_quotas_of_one_person_never_pass_full_time(case, quota, period, code):
    standing = [share("0.6", Period(date(2013, 1, 1), date(2016, 1, 1)))]
    found = why_not_assign("Inès", share(quota, period), standing)
    assert (found and found.code) == code, case


def test_the_refusal_says_the_sum():
    found = why_not_assign("Inès", share("0.525"), [share("0.6")])
    assert found
    assert found.sentence.startswith("Inès serait à 1,125 temps plein le 1er janvier 2013.")


def test_the_highest_sum_is_where_a_third_one_starts():
    three = [
        share("0.5"),
        share("0.3", Period(date(2015, 1, 1))),
        share("0.3", Period(date(2015, 6, 1))),
    ]
    assert highest(three, ALWAYS) == (Fraction("1.1"), date(2015, 6, 1))


JUNE, JULY = date(2015, 6, 1), date(2015, 7, 1)


@pytest.mark.parametrize(
    ("case", "periods", "most"),
    [
        ("none", [], 0),
        ("one after the other", [Period(date(2013, 1, 1), JULY), Period(JULY)], 1),
        ("together for a month", [Period(date(2013, 1, 1), JULY), Period(JUNE)], 2),
        ("one of them another year", [ALWAYS, Period(date(2016, 1, 1))], 1),
    ],
)
def test_how_many_are_there_at_the_same_time(case, periods, most):
    assert most_at_once(periods, Period(date(2015, 1, 1), date(2016, 1, 1))) == most, case


@pytest.mark.parametrize(
    ("quota", "code"),
    [("1", None), ("0.125", None), ("0", "quota"), ("1.001", "quota"), ("0.1255", "quota")],
)
def test_a_quota_is_a_share_to_the_thousandth(quota, code):
    found = why_not_quota(Decimal(quota))
    assert (found and found.code) == code


def test_an_assignment_ends_once():
    assert why_not_end("accueil", None) is None
    assert why_not_end("accueil", Dated(date(2015, 1, 1))) is not None


@pytest.mark.parametrize(("title", "code"), [("Accueil", None), ("  ", "no-title")])
def test_a_post_has_a_name(title, code):
    found = why_not_title(title)
    assert (found and found.code) == code


@pytest.mark.parametrize(
    ("case", "moves", "assigned", "code"),
    [
        ("the same employer", False, True, None),
        ("another, before any share", True, False, None),
        ("another, after a share", True, True, "reemploy"),
    ],
)
def test_the_employer_stays_once_a_share_was_given(case, moves, assigned, code):
    found = why_not_reemploy(moves, assigned)
    assert (found and found.code) == code, case


@pytest.mark.parametrize("role", list(Role))
def test_who_writes_and_who_reads(role):
    allowed = why_not_staff(acting(role)) is None
    assert allowed == (role in (Role.ADMINISTRATOR, Role.ANIMATOR))
    outside = (Role.MEMBER_CONTACT, Role.MEMBER_STAFF, Role.FUNDER)
    assert (role in READERS) == (role not in outside)
