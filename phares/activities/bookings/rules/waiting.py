"""Somebody waits for a place that is taken: for how long it is kept for them, once free."""

from __future__ import annotations

from datetime import datetime, timedelta

from phares.kernel.lifecycle import Labelled, Moves
from phares.kernel.refusal import Reason


class WaitState(Labelled):
    """How somebody who waits stands."""

    WAITING = "waiting", "attend"
    OFFERED = "offered", "gardée pour vous"
    TAKEN = "taken", "prise"
    LEFT = "left", "n’attend plus"
    PASSED = "passed", "passée"


STANDS = (WaitState.WAITING, WaitState.OFFERED)
MOVES: Moves[WaitState] = {
    WaitState.WAITING: frozenset({WaitState.OFFERED, WaitState.LEFT, WaitState.PASSED}),
    WaitState.OFFERED: frozenset({WaitState.TAKEN, WaitState.LEFT, WaitState.PASSED}),
    WaitState.TAKEN: frozenset(),
    WaitState.LEFT: frozenset(),
    WaitState.PASSED: frozenset(),
}
FREE = Reason("free", "La place est libre : réservez-la plutôt.")
TWICE = Reason("twice", "Votre structure attend déjà cette place : un courriel vous préviendra.")


def why_not_wait(start: datetime, now: datetime) -> Reason | None:
    if start > now:
        return None
    return Reason("past", "Cette heure est passée. Choisissez-en une à venir.")


def kept_until(start: datetime, now: datetime, hours: int) -> datetime:
    """Not beyond the hour it begins."""
    return min(now + timedelta(hours=hours), start)


def why_not_take(state: WaitState, until: datetime | None, now: datetime) -> Reason | None:
    """It is taken while it is kept."""
    if state is WaitState.OFFERED and until is not None and now < until:
        return None
    return Reason(
        "not-kept", "Cette place n’est plus gardée pour vous. Regardez si elle est libre."
    )
