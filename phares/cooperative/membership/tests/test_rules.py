from __future__ import annotations

from datetime import date

import pytest

from phares.cooperative.membership.rules.admission import (
    why_not_admit,
    why_not_end,
    why_not_found,
    why_not_gather,
    why_not_mix,
)
from phares.cooperative.membership.rules.permissions import why_not_keep_register
from phares.cooperative.membership.rules.voices import voices, weight
from phares.kernel.actor import THE_POLE, VISITOR, Role
from phares.kernel.dating import Dated
from phares.kernel.time import Period
from tests.parties import acting

FROM_2015 = Period(date(2015, 1, 1))
IN_2015 = Period(date(2015, 1, 1), date(2016, 1, 1))
FROM_2016 = Period(date(2016, 1, 1))


@pytest.mark.parametrize("shares", [1, 2, 500])
def test_one_associate_one_vote_whatever_the_shares(shares):
    assert weight(shares) == 1


def test_nobody_is_an_associate_without_a_share():
    with pytest.raises(ValueError, match="at least one share"):
        weight(0)


def test_the_votes_are_the_associates():
    assert voices([7, 8, 8, 9]) == 3


@pytest.mark.parametrize(
    ("case", "period", "category", "standing", "code"),
    [
        ("first time", FROM_2015, FROM_2015, [], None),
        ("again after an end", FROM_2016, FROM_2015, [IN_2015], None),
        ("while associate", FROM_2016, FROM_2015, [FROM_2015], "already-associate"),
        ("before the category", IN_2015, FROM_2016, [], "category-closed"),
    ],
)
def test_admission(case, period, category, standing, code):
    found = why_not_admit("Mode Estime", period, "bénéficiaires", category, standing)
    assert (found and found.code) == code, case


@pytest.mark.parametrize(
    ("case", "name", "standing", "code"),
    [
        ("new", "bénéficiaires", [], None),
        ("no name", " ", [], "no-name"),
        ("name in force", "bénéficiaires", [FROM_2015], "name-taken"),
    ],
)
def test_founding(case, name, standing, code):
    found = why_not_found(name, FROM_2016, standing)
    assert (found and found.code) == code, case


@pytest.mark.parametrize(
    ("elsewhere", "how_many", "code"),
    [([], 3, None), ([], 0, "no-category"), (["salariés"], 2, "other-cooperative")],
)
def test_a_college_gathers_categories_of_its_cooperative(elsewhere, how_many, code):
    found = why_not_gather(elsewhere, how_many)
    assert (found and found.code) == code


def test_a_category_serves_in_its_own_cooperative():
    assert why_not_mix([]) is None
    found = why_not_mix(["salariés"])
    assert found
    assert found.sentence == "La catégorie « salariés » est celle d’une autre coopérative."


def test_an_association_ends_once():
    assert why_not_end("Mode Estime", None) is None
    found = why_not_end("Mode Estime", Dated(date(2015, 6, 1)))
    assert found
    assert "n’est plus associée" in found.sentence


@pytest.mark.parametrize("role", list(Role))
def test_the_register_is_kept_by_two_roles(role):
    allowed = why_not_keep_register(acting(role)) is None
    assert allowed == (role in (Role.ADMINISTRATOR, Role.ANIMATOR))


def test_the_pole_may_and_a_visitor_may_not():
    assert why_not_keep_register(THE_POLE) is None
    assert why_not_keep_register(VISITOR) is not None
