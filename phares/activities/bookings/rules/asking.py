"""What is asked of a place, and what becomes of it at once."""

from __future__ import annotations

from dataclasses import dataclass

from phares.activities.bookings.rules.kinds import (
    Approval,
    BookingState,
    Nature,
    Setup,
    Standing,
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What it is for, and what must be ready."""

    nature: Nature = Nature.MEETING
    purpose: str = ""
    people: int | None = None
    setup: Setup = Setup.AS_IS
    catering: str = ""
    note: str = ""

    def columns(self) -> dict[str, object]:
        return {
            "nature": self.nature.value,
            "purpose": self.purpose,
            "people": self.people,
            "setup": self.setup.value,
            "catering": self.catering,
            "note": self.note,
        }


def first_state(approval: Approval, standing: Standing, *, lead: bool) -> BookingState:
    """`lead`: the team books for somebody, and has said yes by that."""
    if lead or approval is Approval.NOBODY:
        return BookingState.CONFIRMED
    if approval is Approval.OUTSIDERS and standing is not Standing.OUTSIDE:
        return BookingState.CONFIRMED
    return BookingState.TO_APPROVE
