"""What is said of an event, of a session, of somebody who comes."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from phares.activities.events.rules.kinds import Comers, EventKind, PaidBy
from phares.kernel.money import Money


@dataclass(frozen=True, slots=True)
class Told:
    """What an event is."""

    kind: EventKind
    title: str
    purpose: str = ""
    comers: Comers = Comers.MEMBERS
    price: Money | None = None
    price_note: str = ""
    payer: PaidBy = PaidBy.NOBODY

    def columns(self) -> dict[str, Any]:
        return {
            **asdict(self),
            "price": self.price,
            "kind": self.kind.value,
            "title": self.title.strip(),
            "comers": self.comers.value,
            "payer": self.payer.value,
        }


@dataclass(frozen=True, slots=True)
class Guest:
    """Who comes: their name, where to write to them, where they come from."""

    name: str
    email: str = ""
    from_where: str = ""
    language: str = "fr"

    def columns(self) -> dict[str, str]:
        return {
            "name": self.name.strip(),
            "email": self.email.strip().lower(),
            "from_where": self.from_where.strip(),
            "language": self.language,
        }
