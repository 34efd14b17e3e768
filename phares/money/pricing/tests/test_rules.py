from __future__ import annotations

from datetime import date

import pytest

from phares.kernel.actor import Role
from phares.kernel.dating import Dated
from phares.kernel.money import Money
from phares.kernel.time import Period
from phares.money.pricing.rules.dates import (
    former,
    reopened,
    why_not_correct,
    why_not_end,
    why_not_follow,
    why_not_price,
)
from phares.money.pricing.rules.naming import code_of, why_not_label
from phares.money.pricing.rules.permissions import why_not_set_tariffs
from tests.parties import acting

OPEN_2013 = Period(date(2013, 1, 1))
IN_2013 = Period(date(2013, 1, 1), date(2014, 1, 1))
FROM_2015 = Period(date(2015, 1, 1))


@pytest.mark.parametrize(
    ("case", "standing", "period", "code"),
    [
        ("the first price", [], FROM_2015, None),
        ("it ends the open one", [OPEN_2013], FROM_2015, None),
        ("after a closed one", [IN_2013], FROM_2015, None),
        ("the same day", [FROM_2015], FROM_2015, "overlap"),
        ("before the open one", [FROM_2015], OPEN_2013, "overlap"),
        ("before it and closed", [FROM_2015], IN_2013, None),
        ("inside a closed one", [IN_2013], Period(date(2013, 6, 1)), "overlap"),
    ],
)
def test_one_price_at_a_time(case, standing, period, code):
    found = why_not_follow(period, standing)
    assert (found and found.code) == code, case


def test_only_an_open_price_of_before_is_ended():
    assert former([IN_2013, OPEN_2013], Dated(date(2015, 1, 1))) == OPEN_2013
    assert former([FROM_2015], Dated(date(2015, 1, 1))) is None


@pytest.mark.parametrize(("cents", "code"), [(0, None), (1600, None), (-1, "negative")])
def test_a_price_is_not_negative(cents, code):
    found = why_not_price(Money(cents))
    assert (found and found.code) == code


@pytest.mark.parametrize("role", list(Role))
def test_two_roles_set_tariffs(role):
    allowed = why_not_set_tariffs(acting(role)) is None
    assert allowed == (role in (Role.ADMINISTRATOR, Role.ANIMATOR))


def test_a_price_that_another_follows_is_as_if_open():
    assert reopened([IN_2013, OPEN_2013], date(2014, 1, 1)) == [OPEN_2013, OPEN_2013]
    assert reopened([IN_2013], date(2014, 6, 1)) == [IN_2013]


def test_a_price_ends_once():
    assert why_not_end("Bureau", None) is None
    found = why_not_end("Bureau", Dated(date(2015, 1, 1)))
    assert found
    assert found.sentence == "Le prix « Bureau » a déjà une fin : 1er janvier 2015."


@pytest.mark.parametrize(
    ("case", "since", "code"),
    [
        ("to come", date(2016, 2, 1), None),
        ("its first day", date(2016, 1, 4), None),
        ("since yesterday", date(2016, 1, 3), "begun"),
    ],
)
def test_a_price_is_corrected_up_to_its_first_day(case, since, code):
    found = why_not_correct(since, date(2016, 1, 4))
    assert (found and found.code) == code, case


@pytest.mark.parametrize(
    ("case", "label", "code"),
    [
        ("new", "Salle de réunion", None),
        ("nothing", " … ", "no-label"),
        ("known", "bureau  privatif", "label-taken"),
        ("known, without accents", "Poste fixe en cotravail", "label-taken"),
    ],
)
def test_a_thing_has_one_name(case, label, code):
    found = why_not_label(label, ["Bureau privatif", "Poste fixé en cotravail"])
    assert (found and found.code) == code, case


@pytest.mark.parametrize(
    ("label", "taken", "code"),
    [
        ("Salle de réunion", (), "salle-de-reunion"),
        ("Bureau au m²", (), "bureau-au-m2"),
        ("Bureau", ("bureau", "Bureau-2"), "bureau-3"),
        ("a" * 60, (), "a" * 40),
        ("a" * 60, ("a" * 40,), "a" * 38 + "-2"),
        ("mot " * 15, (), "mot-mot-mot-mot-mot-mot-mot-mot-mot-mot"),
    ],
)
def test_a_code_is_made_from_the_name(label, taken, code):
    assert code_of(label, taken) == code
