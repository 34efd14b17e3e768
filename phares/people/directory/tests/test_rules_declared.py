"""What a structure declares is asked about once when it is far from what is usual."""

from __future__ import annotations

import pytest

from phares.people.directory.rules.declarations import answers_said, why_not_there
from phares.people.directory.rules.doubts import Usual, is_unusual, why_ask_again
from phares.people.directory.rules.kinds import Declared

OWN, OTHERS = 2014, None


@pytest.mark.parametrize(
    ("case", "value", "usual", "asked"),
    [
        ("nothing to compare with", 5000, None, False),
        ("as last year", 22, Usual(22, OWN), False),
        ("five times as many", 110, Usual(22, OWN), False),
        ("more than five times", 111, Usual(22, OWN), True),
        ("few become several", 9, Usual(1, OWN), False),
        ("none become several", 50, Usual(0, OWN), False),
        ("none become many", 51, Usual(0, OWN), True),
        ("a digit too many", 20, Usual(2, OWN), True),
        ("nine times as many, and few", 18, Usual(2, OWN), False),
        ("a digit too few", 1, Usual(10, OWN), True),
        ("a digit more than the others", 20, Usual(2, OTHERS), False),
        ("five times fewer", 20, Usual(100, OWN), False),
        ("less than a fifth", 19, Usual(100, OWN), True),
        ("none any more", 0, Usual(11, OWN), True),
        ("none any more, out of few", 0, Usual(10, OWN), False),
        ("five times the largest of the others", 110, Usual(22, OTHERS), False),
        ("beyond all the others", 5000, Usual(22, OTHERS), True),
        ("a small one among large ones", 1, Usual(5000, OTHERS), False),
        ("the others said zero", 50, Usual(0, OTHERS), False),
    ],
)
def test_what_is_asked_about(case: str, value: int, usual: Usual | None, asked: bool) -> None:
    assert is_unusual(value, usual) is asked, case


@pytest.mark.parametrize(
    ("answered", "said"),
    [
        (0, "Aucune structure sur 18 n’a répondu."),
        (1, "1\u00a0structure sur 18 a répondu."),
        (2, "2\u00a0structures sur 18 ont répondu."),
    ],
)
def test_how_many_answered(answered: int, said: str) -> None:
    assert answers_said(answered, 18) == said


def test_it_is_asked_with_its_own_last_value_and_without_those_of_others() -> None:
    values = {Declared.VOLUNTEERS: 5000, Declared.PERMANENT_JOBS: 900, Declared.JOBS: None}
    usual = {Declared.VOLUNTEERS: Usual(22, OWN), Declared.PERMANENT_JOBS: Usual(24, OTHERS)}
    reason = why_ask_again(values, usual)
    assert reason is not None
    assert reason.code == "unusual"
    assert reason.sentence == (
        "Bénévoles\u00a0: 5\u202f000, vraiment ? Elle avait déclaré 22 pour 2014. "
        "Emplois permanents\u00a0: 900, vraiment ? C’est bien plus que les autres structures. "
        "Corrigez, ou cochez la case pour confirmer."
    )
    assert why_ask_again({Declared.VOLUNTEERS: 23}, usual) is None


JOBS, PERMANENT, INSERTION = Declared.JOBS, Declared.PERMANENT_JOBS, Declared.INSERTION
CONFIRM = " Corrigez, ou cochez la case pour confirmer."


@pytest.mark.parametrize(
    ("case", "values", "standing", "said"),
    [
        ("parts under their whole", {PERMANENT: 6, INSERTION: 28, JOBS: 36}, {}, ""),
        ("parts that make the whole", {PERMANENT: 6, INSERTION: 28, JOBS: 34}, {}, ""),
        (
            "parts above the whole",
            {PERMANENT: 6, INSERTION: 28, JOBS: 30},
            {},
            "6\u00a0emplois permanents et 28\u00a0salariés en insertion font plus que "
            "30 emplois, tous contrats.",
        ),
        (
            "the whole answered before",
            {PERMANENT: 6, INSERTION: 1},
            {JOBS: 5},
            "6\u00a0emplois permanents et 1\u00a0salarié en insertion font plus que "
            "5 emplois, tous contrats.",
        ),
        ("one part taken back", {PERMANENT: None}, {PERMANENT: 6, JOBS: 5}, ""),
        (
            "a whole far from its parts",
            {PERMANENT: 6, INSERTION: 28, JOBS: 3400},
            {},
            "Emplois, tous contrats : 3\u202f400, vraiment ? Elle déclare "
            "6\u00a0emplois permanents et 28\u00a0salariés en insertion.",
        ),
        ("another question than jobs", {Declared.VOLUNTEERS: 3}, {PERMANENT: 6, JOBS: 5}, ""),
    ],
)
def test_parts_are_held_to_their_whole(case, values, standing, said) -> None:
    reason = why_ask_again(values, {}, standing)
    assert (reason.sentence if reason else "") == (said and said + CONFIRM), case


@pytest.mark.parametrize("kind", Declared)
def test_no_question_takes_any_figure_unasked(kind: Declared) -> None:
    """With nothing to compare with, and whatever was declared before."""
    for usual in ({}, {kind: Usual(9_999_999_999, OWN)}):
        reason = why_ask_again({kind: 9_999_999_999}, usual)
        assert reason is not None
        assert "Aucune structure de cette taille" in reason.sentence


def test_a_true_figure_is_not_held_against_an_absurd_one() -> None:
    assert why_ask_again({JOBS: 36}, {JOBS: Usual(9_999_999_999, OWN)}) is None


@pytest.mark.parametrize(
    ("case", "years", "year", "refused"),
    [
        ("before it came", [(2013, None)], 1900, True),
        ("the year it came", [(2013, None)], 2013, False),
        ("since", [(2013, None)], 2015, False),
        ("after it left", [(2005, 2010)], 2012, True),
        ("the year it left", [(2005, 2010)], 2010, False),
        ("between two belongings", [(2005, 2008), (2012, None)], 2010, True),
        ("came nobody knows when", [(None, None)], 1900, False),
        ("of no belonging", [], 1900, False),
    ],
)
def test_a_year_is_declared_by_who_was_there(case, years, year, refused) -> None:
    reason = why_not_there("Halage", year, years)
    assert (reason is not None) is refused, case
    if reason:
        assert reason.sentence == f"Halage n’était pas au pôle en {year} : rien n’est à déclarer."
