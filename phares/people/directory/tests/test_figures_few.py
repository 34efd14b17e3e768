"""A sum of few answers tells who said what: it is not told outside."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from phares.kernel.actor import THE_POLE, VISITOR, Actor, Role
from phares.kernel.figures import Counted
from phares.people.directory.figures import measure, tally, told_to
from phares.people.directory.models import Organisation
from phares.people.directory.rules.declarations import FEWEST_TOLD, may_tell_sum
from phares.people.directory.rules.kinds import Declared
from phares.people.directory.tests.factories import a_pole, declared, member
from tests.parties import acting

pytestmark = pytest.mark.django_db
JOBS = Declared.PERMANENT_JOBS


@pytest.mark.parametrize(
    ("answered", "told"), [(0, False), (1, False), (2, False), (3, True), (17, True)]
)
def test_a_sum_is_told_from_three_answers_on(answered: int, told: bool) -> None:
    assert FEWEST_TOLD == 3
    assert may_tell_sum(answered) is told


@pytest.mark.parametrize("counting", [measure, tally])
@pytest.mark.parametrize(
    ("actor", "answers", "value", "withheld"),
    [
        (VISITOR, 1, None, "moins de trois réponses"),
        (VISITOR, 2, None, "moins de trois réponses"),
        (VISITOR, 3, 3000, ""),
        (acting(Role.MEMBER_CONTACT, 1), 2, None, "moins de trois réponses"),
        (acting(Role.FUNDER, 1), 2, None, "moins de trois réponses"),
        (acting(Role.RECEPTIONIST), 1, 1000, ""),
        (acting(Role.CO_MANAGER), 1, 1000, ""),
        (THE_POLE, 1, 1000, ""),
    ],
)
def test_who_is_told_a_sum_of_few_answers(
    counting: Callable[[int], dict[str, Counted]],
    actor: Actor,
    answers: int,
    value: int | None,
    withheld: str,
) -> None:
    a_pole()
    for number in range(answers):
        belonging = member(f"Structure {number}", since="2013")
        declared(Organisation.objects.get(pk=belonging.party_id), JOBS, 1000)
    told = told_to(actor, JOBS.value, counting(2015)[JOBS.value])
    assert (told.value, told.withheld) == (value, withheld)
    assert told.answered == answers


def test_nothing_is_withheld_where_nobody_answered() -> None:
    """The last known value, of the year before, is no value of the year."""
    a_pole()
    belonging = member("Halage", since="2013")
    declared(Organisation.objects.get(pk=belonging.party_id), JOBS, 7, year=2014)
    told = told_to(VISITOR, JOBS.value, measure(2015)[JOBS.value])
    assert (told.value, told.withheld) == (None, "")
