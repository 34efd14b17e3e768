"""The price of a stay, and hours offered: tables of the rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from phares.kernel.dating import read_dated
from phares.kernel.money import Money
from phares.kernel.time import Period
from phares.money.pricing.rules.customers import Counted
from phares.money.pricing.rules.ledger import (
    SIGNS,
    Move,
    gives_back,
    left,
    shares,
    still_paid,
    why_not_allow,
)
from phares.money.pricing.rules.rates import (
    Line,
    Terms,
    in_force,
    net_of,
    priced,
    vat_on,
    why_not_terms,
)
from phares.money.pricing.rules.saying import explained
from phares.money.pricing.rules.units import Unit

HALF_DAY = 240
HOUR = Terms(Unit.HALF_HOUR, Money(600))
HALF = Terms(Unit.HALF_DAY, Money(4000))
DAY = Terms(Unit.DAY, Money(7000))
MONTH = Terms(Unit.MONTH, Money(30000))
ALL = (HOUR, HALF, DAY, MONTH)
LESS = Terms(Unit.HALF_HOUR, Money(600), reduced_after=4, reduced=Money(400))
CAPPED = Terms(Unit.HALF_HOUR, Money(600), cap=Money(5000))
LEAST = Terms(Unit.HALF_HOUR, Money(600), least=4)
HELPED = Terms(Unit.HALF_HOUR, Money(600), subsidy=Money(250))
THREE_DAYS = Terms(Unit.DAY, Money(7000), reduced_after=2, reduced=Money(5000))


@pytest.mark.parametrize(
    ("case", "terms", "days", "cents"),
    [
        ("half an hour is half an hour", (HOUR,), [30], 600),
        ("a half-hour begun is due", (HOUR,), [45], 1200),
        ("three hours", (HOUR,), [180], 3600),
        ("nothing to pay", (HOUR,), [0], 0),
        ("no rate at all", (), [60], None),
        ("a half-day, though shorter", (HALF,), [60], 4000),
        ("two half-days begun", (HALF,), [250], 8000),
        ("three hours cost less than a half-day", ALL, [180], 3600),
        ("four hours, a half-day", ALL, [240], 4000),
        ("five hours, a half-day and an hour", ALL, [300], 5200),
        ("never more than the day", ALL, [600], 7000),
        ("two days", ALL, [600, 600], 14000),
        ("a day and an hour", ALL, [600, 60], 8200),
        ("five days are never more than the month", ALL, [600] * 5, 30000),
        ("a month alone", (MONTH,), [60], 30000),
        ("a day that is not used costs nothing", (DAY,), [600, 0, 600], 14000),
        ("less from the third hour on", (LESS,), [180], 4 * 600 + 2 * 400),
        ("at the step itself nothing changes", (LESS,), [120], 2400),
        ("a cap on the day", (CAPPED,), [600], 5000),
        ("a cap on each day", (CAPPED,), [600, 60], 6200),
        ("at least two hours", (LEAST,), [30], 2400),
        ("what the town pays is not asked for", (HELPED,), [60], 700),
        ("the third day costs less", (THREE_DAYS,), [60, 60, 60], 19000),
    ],
)
def test_what_a_stay_costs(case, terms, days, cents):
    found = priced(days, {one.unit: one for one in terms}, HALF_DAY)
    assert (None if found is None else net_of(found).cents) == cents, case


def test_a_subsidy_is_part_of_the_full_price_whatever_the_steps():
    terms = Terms(Unit.HALF_HOUR, Money(600), subsidy=Money(500), reduced_after=2,
                  reduced=Money(400))  # fmt: skip
    (line,) = priced([120], {terms.unit: terms}, HALF_DAY) or ()
    assert (line.full, line.subsidy, line.net) == (Money(2000), Money(1800), Money(200))


def test_vat_is_rounded_once_on_the_whole_sum():
    assert vat_on(Money(3 * 1003), 2000) == Money(602)  # by line: 603
    assert vat_on(Money(3 * 101), 550) == Money(17)  # by line: 18
    assert vat_on(Money(3600), 0) == Money(0)


@dataclass(frozen=True)
class Running:
    name: str
    period: Period
    counted: str = Counted.START.value


def until(first: date, last: date | None = None) -> Period:
    return Period(first, last)


Y15, Y16, Y17 = date(2015, 1, 1), date(2016, 1, 1), date(2017, 1, 1)
DEC, FEB = date(2015, 12, 20), date(2016, 2, 1)
OLD = Running("old", until(Y15, Y16))
BY_START = Running("new", until(Y16))
BY_BOOKING = Running("new", until(Y16), Counted.BOOKING.value)


@pytest.mark.parametrize(
    ("case", "rates", "booked", "starts", "name"),
    [
        ("no rate", [], DEC, FEB, None),
        ("before the first", [OLD], date(2014, 1, 1), date(2014, 2, 1), None),
        ("new, by the day one comes", [OLD, BY_START], DEC, FEB, "new"),
        ("still the old one, by the day one books", [OLD, BY_BOOKING], DEC, FEB, "old"),
        ("booked and held after", [OLD, BY_BOOKING], FEB, FEB, "new"),
        ("booked and held before", [OLD, BY_START], DEC, DEC, "old"),
        ("ended, none after", [OLD], DEC, FEB, None),
        ("ended long before another", [OLD, Running("late", until(Y17))], DEC, FEB, None),
        ("in any order", [BY_START, OLD], DEC, FEB, "new"),
    ],
)
def test_which_rate_prices_a_stay(case, rates, booked, starts, name):
    found = in_force(rates, booked, starts)
    assert (found and found.name) == name, case


@pytest.mark.parametrize(
    ("case", "terms", "payer", "code"),
    [
        ("plain", HOUR, "", None),
        ("free", Terms(Unit.DAY, Money(0)), "", None),
        ("negative", Terms(Unit.DAY, Money(-1)), "", "negative"),
        ("by the m²", Terms(Unit.SQUARE_METRE_MONTH, Money(1)), "", "unit"),
        ("too much help", Terms(Unit.DAY, Money(1), Money(2)), "Ville", "subsidy"),
        ("help of nobody", HELPED, " ", "no-payer"),
        ("helped", HELPED, "Ville", None),
        ("reduced after nothing", Terms(Unit.DAY, Money(9), reduced=Money(8)), "", "steps"),
        ("dearer beyond", Terms(Unit.DAY, Money(9), reduced_after=2, reduced=Money(10)), "",
         "steps"),
        ("steps", THREE_DAYS, "", None),
    ],
)  # fmt: skip
def test_what_a_rate_must_be(case, terms, payer, code):
    found = why_not_terms(terms, payer)
    assert (found and found.code) == code, case


@pytest.mark.parametrize(
    ("case", "minutes", "free", "taken"),
    [
        ("nothing offered", 60, [], []),
        ("enough", 60, [(1, 120)], [(1, 60)]),
        ("two of three hours", 180, [(1, 120)], [(1, 120)]),
        ("then the other", 180, [(1, 120), (2, 600)], [(1, 120), (2, 60)]),
        ("an empty one is passed", 60, [(1, 0), (2, 600)], [(2, 60)]),
    ],
)
def test_which_offered_hours_are_used(case, minutes, free, taken):
    assert list(shares(minutes, free)) == taken, case


def test_offered_hours_cover_the_first_hours_of_a_stay():
    assert still_paid([180], 120) == [60]
    assert still_paid([60, 180], 120) == [0, 120]
    assert still_paid([60], 0) == [60]


def test_minutes_are_free_held_or_gone():
    lives = [
        ([Move.GRANTED], (1, 0)),
        ([Move.GRANTED, Move.HELD], (0, 1)),
        ([Move.GRANTED, Move.HELD, Move.CONSUMED], (0, 0)),
        ([Move.GRANTED, Move.HELD, Move.GIVEN_BACK], (1, 0)),
        ([Move.GRANTED, Move.EXPIRED], (0, 0)),
    ]
    for moves, state in lives:
        free, held = zip(*(SIGNS[move] for move in moves), strict=True)
        assert (sum(free), sum(held)) == state, moves


def test_a_month_without_a_line_has_all_its_hours():
    assert (left(120, None), left(120, 0), left(120, 30)) == (120, 0, 30)


@pytest.mark.parametrize(
    ("case", "minutes", "since", "last", "code"),
    [
        ("from a month on", 120, "janvier 2016", None, None),
        ("a year", 120, "2016", "2016", None),
        ("nothing", 0, "janvier 2016", None, "no-time"),
        ("from the middle", 120, "15/1/2016", None, "months"),
        ("to the middle", 120, "janvier 2016", "15/3/2016", "months"),
    ],
)
def test_hours_are_offered_by_whole_months(case, minutes, since, last, code):
    until_ = read_dated(last) if last else None
    found = why_not_allow(minutes, read_dated(since), until_)
    assert (found and found.code) == code, case


@pytest.mark.parametrize(
    ("hours", "lead", "back"), [(48, False, True), (24, False, True), (23.9, False, False),
                                (1, True, True)],
)  # fmt: skip
def test_cancelled_in_time_nothing_is_due(hours, lead, back):
    assert gives_back(hours, 24, lead=lead) is back


def said(lines, free: int, payer: str, vat: Money) -> str:
    return explained(lines, free, payer, vat).replace("\u00a0", " ")


def test_the_price_is_one_sentence():
    three = priced([180], {HOUR.unit: HOUR}, HALF_DAY) or ()
    assert said(three, 120, "", Money(720)) == (
        "3 h × 12,00 € = 36,00 € ; 2 h sur les heures offertes du mois ; 7,20 € de TVA en plus."
    )
    assert said((), 60, "", Money(0)) == "1 h sur les heures offertes du mois."
    assert said((), 0, "", Money(0)) == "gratuit."
    helped = (Line(Unit.DAY, 2, Money(7000), Money(14000), Money(4000)),)
    assert said(helped, 0, "Plaine Commune", Money(0)) == (
        "2 journées × 70,00 € = 140,00 € ; 40,00 € pris en charge par Plaine Commune."
    )
    capped = priced([600], {CAPPED.unit: CAPPED}, HALF_DAY) or ()
    assert said(capped, 0, "", Money(0)) == ("10 h, tarif dégressif ou plafonné : 50,00 €.")
