"""States and the moves between them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Self

from phares.kernel.refusal import Reason
from phares.kernel.tongue import French, say


class Labelled(StrEnum):
    """An enumeration stored as a code and shown as a label, in the reader's language."""

    french: str

    def __new__(cls, code: str, label: str = "") -> Self:
        member = str.__new__(cls, code)
        member._value_, member.french = code, French(label)
        return member

    @property
    def label(self) -> str:
        return str(self.french)

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(member.value, member.french) for member in cls]


type Moves[S: Labelled] = Mapping[S, frozenset[S]]


def why_not_move[S: Labelled](moves: Moves[S], now: S, to: S) -> Reason | None:
    """A state only moves along its arrows; anything else is refused aloud."""
    if to in moves[now]:
        return None
    return Reason(
        "wrong-state",
        say(
            "Impossible de passer de « {label} » à « {label_2} ».",
            label=now.label,
            label_2=to.label,
        ),
    )
