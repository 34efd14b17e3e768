"""Hours offered each month: a ledger of moves, whose sum is never below zero."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from phares.kernel.dating import Dated
from phares.kernel.lifecycle import Labelled
from phares.kernel.refusal import Reason


class Move(Labelled):
    """What becomes of minutes: `free` may be booked, `held` wait for the stay to take place."""

    GRANTED = "granted", "offertes"
    HELD = "held", "retenues"
    CONSUMED = "consumed", "utilisées"
    GIVEN_BACK = "given_back", "rendues"
    EXPIRED = "expired", "expirées"


SIGNS: Mapping[Move, tuple[int, int]] = {
    Move.GRANTED: (1, 0),
    Move.HELD: (-1, 1),
    Move.CONSUMED: (0, -1),
    Move.GIVEN_BACK: (1, -1),
    Move.EXPIRED: (-1, 0),
}
"""What a move adds to the free minutes and to the held ones."""


def first_of(day: date) -> date:
    return day.replace(day=1)


def left(offered: int, balance: int | None) -> int:
    """Free minutes of a month: all of them as long as nothing is written of it."""
    return offered if balance is None else balance


def shares(minutes: int, free: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """`free`: what each allowance has left, in the order they are used; what each gives."""
    for key, has in free:
        taken = min(minutes, has)
        if taken > 0:
            yield key, taken
        minutes -= taken


def still_paid(days: Sequence[int], free: int) -> list[int]:
    """Minutes to pay on each day, once the offered ones have covered the first of them."""
    paid = []
    for minutes in days:
        covered = min(minutes, free)
        free -= covered
        paid.append(minutes - covered)
    return paid


def why_not_allow(minutes: int, since: Dated, until: Dated | None) -> Reason | None:
    """Some time, from the first day of a month to the last of another."""
    if minutes <= 0:
        return Reason("no-time", "Offrez au moins une demi-heure par mois.")
    if since.day.day != 1 or (until is not None and until.after.day != 1):
        return Reason(
            "months",
            "Les heures s’offrent par mois entiers : écrivez « janvier 2016 », du premier au "
            "dernier jour.",
        )
    return None


def gives_back(hours_before: float, delay: int, *, lead: bool) -> bool:
    """Cancelled in time, or by the team, whom delays do not bind: nothing is due."""
    return lead or hours_before >= delay
