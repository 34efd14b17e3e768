"""What a structure declares is asked about once when it is far from what is usual."""

from __future__ import annotations

import pytest

from phares.people.directory.rules.declarations import (
    Usual,
    answers_said,
    is_unusual,
    why_ask_again,
)
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
