"""The states of agreements and works, and what an agreement is on a given day."""

from __future__ import annotations

from datetime import date, timedelta

from phares.cooperative.premises.rules.kinds import LeaseState, WorksState
from phares.kernel.lifecycle import Labelled, Moves
from phares.kernel.time import Month, Period

LEASE_MOVES: Moves[LeaseState] = {
    LeaseState.ACTIVE: frozenset({LeaseState.ENDED, LeaseState.CANCELLED}),
    LeaseState.ENDED: frozenset({LeaseState.ACTIVE}),
    LeaseState.CANCELLED: frozenset(),
}
WORKS_MOVES: Moves[WorksState] = {
    WorksState.PLANNED: frozenset({WorksState.RUNNING}),
    WorksState.RUNNING: frozenset({WorksState.DONE}),
    WorksState.DONE: frozenset(),
}
MONTHS_AHEAD = 3
"""How long before the notice begins one starts to speak of the end."""


class Situation(Labelled):
    """An agreement seen from a day."""

    COMING = "coming", "à venir"
    RUNNING = "running", "en cours"
    ENDING = "ending", "finit bientôt"
    OVER = "over", "terminée"
    CANCELLED = "cancelled", "annulée"


def months_after(day: date, months: int) -> date:
    """The same day some months later, or the last of that month."""
    count = day.year * 12 + day.month - 1 + months
    month = Month(count // 12, count % 12 + 1).period
    assert month.end is not None
    return min(month.start + timedelta(days=day.day - 1), month.end - timedelta(days=1))


def ending_before(today: date, notice_months: int) -> date:
    """Agreements that end by that day are spoken of: their notice and three months more."""
    return months_after(today, notice_months + MONTHS_AHEAD)


def situation(
    state: LeaseState, period: Period, notice_months: int, renewed: bool, today: date
) -> Situation:
    """One that is renewed does not « end soon »: its occupant stays."""
    if state is LeaseState.CANCELLED:
        return Situation.CANCELLED
    if today < period.start:
        return Situation.COMING
    if today not in period:
        return Situation.OVER
    soon = period.end is not None and period.end <= ending_before(today, notice_months)
    return Situation.ENDING if soon and not renewed else Situation.RUNNING


def works_seen(state: WorksState, period: Period, day: date) -> WorksState:
    """What works are on a day: planned before they start, under way until they end."""
    if state is WorksState.PLANNED or day < period.start:
        return WorksState.PLANNED
    return WorksState.RUNNING if day in period else state
