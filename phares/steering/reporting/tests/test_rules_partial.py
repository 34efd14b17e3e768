"""When a sum of answers is told as « au moins »."""

from __future__ import annotations

import pytest

from phares.steering.reporting.rules.partial import few_answers


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
