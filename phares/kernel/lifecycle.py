"""States and the moves between them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Self

from phares.kernel.refusal import Reason


class Labelled(StrEnum):
    """An enumeration stored as a code and shown as a label."""

    label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        member = str.__new__(cls, code)
        member._value_, member.label = code, label
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(member.value, member.label) for member in cls]


type Moves[S: Labelled] = Mapping[S, frozenset[S]]


def why_not_move[S: Labelled](moves: Moves[S], now: S, to: S) -> Reason | None:
    """A state only moves along its arrows; anything else is refused aloud."""
    if to in moves[now]:
        return None
    return Reason("wrong-state", f"Impossible de passer de « {now.label} » à « {to.label} ».")
