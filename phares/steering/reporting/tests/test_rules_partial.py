"""When a sum of answers is told as « au moins »."""

from __future__ import annotations

import pytest

from phares.steering.reporting.rules.partial import few_answers, who_answered


@pytest.mark.parametrize(
    ("answered", "asked", "said"),
    [
        (None, None, ""),
        (0, 16, ""),
        (1, 16, "1 réponse sur 16"),
        (2, 16, "2 réponses sur 16"),
        (7, 16, "7 réponses sur 16"),
        (8, 16, ""),
        (16, 16, ""),
        (1, 2, ""),
    ],
)
def test_fewer_than_half_are_few(answered: int | None, asked: int | None, said: str) -> None:
    assert few_answers(answered, asked).replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("answered", "asked", "said"),
    [
        (None, 16, ""),
        (3, None, ""),
        (1, 16, "1 structure sur 16"),
        (14, 16, "14 structures sur 16"),
        (16, 16, "16 structures sur 16"),
        (17, 16, "17 structures sur 17"),
    ],
)
def test_a_sum_says_how_many_it_is_made_of(answered: int | None, asked: int | None, said: str):
    """One that is asked no more since the freeze had answered."""
    assert who_answered(answered, asked).replace("\u00a0", " ") == said
