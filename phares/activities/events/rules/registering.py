"""Whether one may still come, and with a place or on the waiting list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from phares.activities.events.rules.kinds import EventState, RegistrationState
from phares.kernel.refusal import Reason
from phares.kernel.tongue import say


@dataclass(frozen=True, slots=True)
class Room:
    """How many may come to a session, how many have a place, how many wait."""

    capacity: int | None
    taken: int
    waiting: int = 0

    @property
    def left(self) -> int | None:
        """Places left; None where there is no limit."""
        return None if self.capacity is None else max(self.capacity - self.taken, 0)

    @property
    def full(self) -> bool:
        return self.left == 0


def state_given(room: Room) -> RegistrationState:
    """A place while there is one and nobody waits for it; the waiting list otherwise."""
    free = not room.full and (room.capacity is None or not room.waiting)
    return RegistrationState.HELD if free else RegistrationState.WAITING


def why_not_register(state: EventState, start: datetime, now: datetime) -> Reason | None:
    """One registers to what is announced and has not begun."""
    if state is not EventState.ANNOUNCED:
        return Reason("not-open", "Les inscriptions ne sont pas ouvertes.")
    if start <= now:
        return Reason("begun", "Ce rendez-vous a commencé : on ne s’y inscrit plus.")
    return None


def why_not_named(name: str) -> Reason | None:
    return None if name.strip() else Reason("name", "Dites qui vient.")


def why_not_hold(capacity: int | None, taken: int) -> Reason | None:
    """A session is never made smaller than what was promised."""
    if capacity is None or capacity >= taken:
        return None
    sentence = say(
        "{taken} places sont déjà données. Annulez d’abord des inscriptions.", taken=taken
    )
    return Reason("capacity", sentence)


def why_not_tick(start: datetime, now: datetime) -> Reason | None:
    """Who came is noted from the hour it begins."""
    if now >= start:
        return None
    return Reason("not-begun", "On note qui est venu à partir du début du rendez-vous.")
