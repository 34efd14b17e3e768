"""Coming, and not coming."""

from __future__ import annotations

from datetime import datetime, timedelta

from phares.activities.bookings.rules.kinds import BookingState
from phares.kernel.refusal import Reason

EARLY = timedelta(minutes=15)
"""How long before the hour one may say that one is there."""


def why_not_check_in(
    state: BookingState, start: datetime, end: datetime, now: datetime
) -> Reason | None:
    if state is BookingState.TO_APPROVE:
        return Reason(
            "waiting", "Le pôle n’a pas encore confirmé cette réservation. Demandez à l’accueil."
        )
    if state is not BookingState.CONFIRMED:
        return Reason("not-standing", "Cette réservation ne tient plus. Faites-en une nouvelle.")
    if now < start - EARLY:
        return Reason(
            "too-early", "C’est trop tôt : dites que vous êtes là un quart d’heure avant."
        )
    if now >= end:
        return Reason("over", "Cette réservation est terminée.")
    return None


def why_not_absent(
    state: BookingState, start: datetime, came: datetime | None, now: datetime
) -> Reason | None:
    if state not in (BookingState.CONFIRMED, BookingState.DONE):
        return Reason(
            "not-standing",
            "Cette réservation n’est pas confirmée : il n’y a pas d’absence à noter.",
        )
    if came is not None:
        return Reason("came", "Quelqu’un a dit être là. Rien n’est à noter.")
    if now < start:
        return Reason(
            "to-come", "Cette réservation n’a pas commencé. Attendez son heure, ou annulez-la."
        )
    return None
