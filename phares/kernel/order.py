"""Places in a list that people put in order, one step at a time."""

from __future__ import annotations

from collections.abc import Sequence

from phares.kernel.refusal import Reason
from phares.kernel.tongue import say


def why_not_shift(title: str, place: int, count: int, *, up: bool) -> Reason | None:
    """The first does not rise, the last does not sink."""
    if place != (0 if up else count - 1):
        return None
    edge = say("en tête") if up else say("en fin de liste")
    return Reason("at-the-edge", say("« {title} » est déjà {edge}.", title=title, edge=edge))


def shifted(keys: Sequence[int], key: int, *, up: bool) -> list[int]:
    """The same list, one of them a place higher or lower."""
    place = keys.index(key)
    other = place - 1 if up else place + 1
    order = list(keys)
    order[place], order[other] = order[other], order[place]
    return order
