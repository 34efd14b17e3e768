"""Something to decide or to know: the fact, what follows from it, one verb, who can act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from phares.kernel.tongue import in_our_words


class Urgency(IntEnum):
    """The most blocking first. The name is the class of its sea mark."""

    BLOQUE = 0
    SURVEILLE = 1
    COURS = 2


@dataclass(frozen=True, slots=True)
class Alert:
    urgency: Urgency
    fact: str
    consequence: str
    verb: str
    url: str
    due: date | None = None
    decide: bool = True
    """Whether it waits for the reader, who may act on it; otherwise it is good to know."""
    who: str = ""
    """Who can act on it, for a reader who cannot; empty when nobody has to."""

    def __post_init__(self) -> None:
        in_our_words(self, "fact", "consequence", "verb", "who")

    @property
    def rank(self) -> tuple[bool, bool, Urgency, date]:
        """What waits for the reader, then what is for all to know, then what waits for others.

        Among these the most blocking first, and the soonest.
        """
        return not self.decide, bool(self.who), self.urgency, self.due or date.max

    @property
    def mark(self) -> str:
        return self.urgency.name.lower()
