"""Something that waits for somebody: the fact, what follows from it, one verb."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum


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

    @property
    def mark(self) -> str:
        return self.urgency.name.lower()
