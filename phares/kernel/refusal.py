"""How a rule says no.

Refused
└── carries a Reason: a code for the program, a sentence for the person
"""

from __future__ import annotations

from dataclasses import dataclass

from phares.kernel.tongue import in_our_words


@dataclass(frozen=True, slots=True)
class Reason:
    """A no, in a sentence that can be shown to the person who asked."""

    code: str
    sentence: str

    def __post_init__(self) -> None:
        in_our_words(self, "sentence")


@dataclass(frozen=True, slots=True)
class Missing(Reason):
    """A no because there is no such thing: pages answer that they were not found."""


@dataclass(frozen=True, slots=True)
class Known(Reason):
    """A no because there is one already: pages lead to it."""

    page: str
    """The page of one of them, by its name among the addresses."""
    key: int
    name: str


class Refused(Exception):
    """The rules say no. Not a bug: pages turn it into a message, commands into exit code 1."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.sentence)
        self.reason = reason


def insist(reason: Reason | None) -> None:
    """Stops here when a rule gave a reason to refuse."""
    if reason is not None:
        raise Refused(reason)
