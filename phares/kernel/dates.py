"""What a domain has in the calendar: the port `dates`.

A domain's `dates.py` tells what of it falls within some days, to whom may know it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from phares.kernel.actor import Actor, Named
from phares.kernel.lifecycle import Labelled
from phares.kernel.time import Period, TimeSlot


class Theme(Labelled):
    """What kind of thing it is, as one chooses it above the calendar."""

    BOOKING = "reservations", "Réservations"
    EVENT = "rendez-vous", "Rendez-vous"
    CLOSURE = "fermetures", "Fermetures et jours fériés"
    AGREEMENT = "conventions", "Conventions"
    WORKS = "travaux", "Travaux"
    FUNDING = "subventions", "Subventions"
    DECLARATION = "declarations", "Déclarations"
    MANDATE = "mandats", "Mandats"
    PARTNERSHIP = "partenariats", "Partenariats"
    POST = "postes", "Postes"


@dataclass(frozen=True, slots=True)
class Happening:
    """Something with a date: some hours, or whole days.

    `title` and `detail` are said already, in the reader's language and with the names they may
    read. `key` is the same each time the same thing is told.
    """

    key: str
    theme: Theme
    title: str
    days: Period
    """Whole days; those that the hours touch, for what has hours."""
    slot: TimeSlot | None = None
    detail: str = ""
    place: str = ""
    url: str = ""
    parties: tuple[Named, ...] = ()
    """Whom it concerns, among those that the reader may know."""
    mine: bool = False
    """Asked by the reader, or of one of their organisations."""
    uid: str = ""
    """Under which calendars already know it; its key when empty."""
    sequence: int = 0
    tentative: bool = False
    """Not sure yet: somebody has to say yes."""

    @property
    def rank(self) -> tuple[bool, float, str, str]:
        """Whole days first, then by the hour."""
        since = self.slot.start.timestamp() if self.slot else 0.0
        return self.slot is not None, since, self.title, self.key

    def on(self, day: date) -> bool:
        return day in self.days


type Dates = Callable[[Period, Actor], list[Happening]]
"""What falls within the closed period, for this reader, in a bounded number of queries."""
