"""What a space is on a day, when a change is known only to the season or the year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Protocol

from phares.kernel.dating import Dated, doubts, sure_part
from phares.kernel.time import Period


class Lasting(Protocol):
    """One state of a space, from a date to another as one says them."""

    @property
    def beginning(self) -> Dated: ...
    @property
    def ending(self) -> Dated | None: ...


@dataclass(frozen=True, slots=True)
class Standing[L: Lasting]:
    """The states a space may be in that day, the oldest first; `sure`: one of them for certain."""

    states: tuple[L, ...]
    sure: bool
    doubt: str = ""


def standing_on[L: Lasting](states: Sequence[L], day: date) -> Standing[L]:
    """Changed « hiver 2015 », a space is the old or the new one on 31 December, and stands.

    `states` of one space, the oldest first. Where a state begins as another ends, only the
    beginning is asked: the end before it was written from it.
    """
    ends = _ends(states)
    found = [
        (state, end)
        for state, end in zip(states, ends, strict=True)
        if state.beginning.begun_by(day) is not False and _lasts(end, day) is not False
    ]
    if not found:
        return Standing((), False)
    opened, lasts = found[0][0].beginning.begun_by(day), _lasts(found[-1][1], day)
    said = (doubt for state, end in found for doubt in _doubts(state, end, day))
    return Standing(
        tuple(state for state, _ in found),
        bool(opened and lasts),
        " ; ".join(dict.fromkeys(said)),
    )


def sure_parts[L: Lasting](states: Sequence[L]) -> list[tuple[L, Period]]:
    """Each state of one space with the days on which nobody doubts it."""
    parts = (
        (state, _sure_part(state, end)) for state, end in zip(states, _ends(states), strict=True)
    )
    return [(state, part) for state, part in parts if part is not None]


@dataclass(frozen=True, slots=True)
class _Next:
    """A state that ends as another begins."""

    beginning: Dated


type _End = _Next | Dated | None


def _ends(states: Sequence[Lasting]) -> list[_End]:
    if not states:
        return []
    followed: list[_End] = [
        _Next(after.beginning)
        if one.ending is not None and one.ending.after == after.beginning.day
        else one.ending
        for one, after in pairwise(states)
    ]
    return [*followed, states[-1].ending]


def _lasts(end: _End, day: date) -> bool | None:
    if end is None:
        return True
    if isinstance(end, Dated):
        return end.after_which(day)
    begun = end.beginning.begun_by(day)
    return None if begun is None else not begun


def _doubts(state: Lasting, end: _End, day: date) -> tuple[str, ...]:
    return doubts(state.beginning, end if isinstance(end, Dated) else None, day)


def _sure_part(state: Lasting, end: _End) -> Period | None:
    if not isinstance(end, _Next):
        return sure_part(state.beginning, end)
    start, last = state.beginning.begun, end.beginning.day
    return Period(start, last) if end.beginning.certain and start < last else None
