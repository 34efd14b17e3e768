"""What of the figures of the directory is not for everybody."""

from __future__ import annotations

from decimal import Decimal

import pytest

from phares.kernel.actor import VISITOR, Role
from phares.people.directory.figures import measure, told_to
from phares.people.directory.models import Organisation
from phares.people.directory.rules.kinds import Declared
from phares.people.directory.rules.permissions import READS_ALL_DECLARATIONS
from phares.people.directory.tests.factories import a_pole, declared, member
from tests.parties import acting

pytestmark = pytest.mark.django_db
CODE = Declared.PERMANENT_JOBS.value
STAFF = acting(Role.MEMBER_STAFF, 1)


@pytest.fixture(autouse=True)
def pole() -> None:
    """Three members who answered 24, 10 and 3; one who said 7 the year before; one who left,
    one who perhaps left."""
    a_pole()
    for name, value in (("Halage", 24), ("Mode Estime", 10), ("Terragram", 3)):
        declared(house(name), Declared.PERMANENT_JOBS, value)
    declared(house("Silencieuse"), Declared.PERMANENT_JOBS, 7, year=2014)
    declared(house("Partie", left="juin 2015"), Declared.PERMANENT_JOBS, 99)
    declared(house("Sortante", left="2015"), Declared.PERMANENT_JOBS, 88)


def house(name: str, left: str = "") -> Organisation:
    return Organisation.objects.get(pk=member(name, since="2013", left=left).party_id)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Silencieuse", "n’a pas répondu"),
        ("Partie", "a répondu, plus membre au 31 décembre"),
        ("Sortante", "a répondu, membre ou non au 31 décembre : on ne sait pas"),
    ],
)
def test_aside_says_who_answered_and_not_what(name: str, said: str) -> None:
    told = told_to(STAFF, CODE, measure(2015)[CODE])
    [row] = [row for row in told.aside if row.label == name]
    assert (row.detail, row.value) == (said, Decimal(0))


def test_a_neighbour_knows_who_answered_and_the_sum_of_all() -> None:
    told = told_to(STAFF, CODE, measure(2015)[CODE])
    assert told.value == 37
    assert {(row.detail, row.value) for row in told.rows} == {("a répondu", Decimal(1))}


@pytest.mark.parametrize("role", list(Role))
def test_each_answer_is_for_the_team_and_the_co_managers(role: Role) -> None:
    counted = measure(2015)[CODE]
    told = told_to(acting(role, 1), CODE, counted)
    assert (told == counted) is (role in READS_ALL_DECLARATIONS)


def test_who_belongs_is_told_to_all() -> None:
    counted = measure(2015)["residents"]
    assert told_to(VISITOR, "residents", counted) == counted
