"""A sum of few answers is a floor, not a figure."""

from __future__ import annotations

from phares.kernel.tongue import say
from phares.kernel.words import plural

ENOUGH = 2
"""One answer out of two: under it the missing ones may weigh more than those that are there.

A usage of this house, no law. Above, a sum that is partial is told with its warning alone.
"""


def few_answers(answered: int | None, asked: int | None) -> str:
    """« 2 réponses sur 16 », where fewer than half of those asked answered; else nothing."""
    if not answered or not asked or answered * ENOUGH >= asked:
        return ""
    return say("{answered} sur {asked}", answered=plural(answered, "réponse"), asked=asked)


def who_answered(answered: int | None, asked: int | None) -> str:
    """« 14 structures sur 16 », beside a sum of what structures declared."""
    if not answered or not asked:
        return ""
    told = plural(answered, "structure")
    return say("{answered} sur {asked}", answered=told, asked=max(answered, asked))
