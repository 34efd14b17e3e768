"""A year is drafted, reviewed, then frozen."""

from __future__ import annotations

from phares.kernel.lifecycle import Labelled, Moves


class YearState(Labelled):
    DRAFT = "draft", "en préparation"
    REVIEWED = "reviewed", "relu"
    FROZEN = "frozen", "figé"


MOVES: Moves[YearState] = {
    YearState.DRAFT: frozenset({YearState.REVIEWED}),
    YearState.REVIEWED: frozenset({YearState.DRAFT, YearState.FROZEN}),
    YearState.FROZEN: frozenset(),
}
