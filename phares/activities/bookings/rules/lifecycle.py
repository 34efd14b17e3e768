"""The states of a booking and the moves between them."""

from __future__ import annotations

from datetime import datetime

from phares.activities.bookings.rules.kinds import HOLDS, BookingState
from phares.kernel.lifecycle import Moves
from phares.kernel.refusal import Reason
from phares.kernel.tongue import each_french

MOVES: Moves[BookingState] = {
    BookingState.TO_APPROVE: frozenset(
        {BookingState.CONFIRMED, BookingState.REFUSED, BookingState.CANCELLED}
    ),
    BookingState.CONFIRMED: frozenset(
        {
            BookingState.TO_APPROVE,
            BookingState.CANCELLED,
            BookingState.NO_SHOW,
            BookingState.DONE,
        }
    ),
    BookingState.REFUSED: frozenset(),
    BookingState.CANCELLED: frozenset(),
    BookingState.NO_SHOW: frozenset({BookingState.DONE}),
    BookingState.DONE: frozenset({BookingState.NO_SHOW}),
}
"""A member who changes what was approved asks again; who came after all is noted as having come."""


def why_not_change(state: BookingState, start: datetime, now: datetime) -> Reason | None:
    """What is over or begun stays as it was; what holds no place is asked anew."""
    if state not in HOLDS:
        return Reason("not-standing", "Cette réservation ne tient plus. Faites-en une nouvelle.")
    if start <= now:
        return Reason(
            "begun",
            "Cette réservation a déjà commencé : elle ne se déplace plus et ne s’annule plus. "
            "L’animation peut noter ce qui s’est passé.",
        )
    return None


NO_REASONS = each_french(
    {
        "late": "La demande arrive trop tard pour préparer la salle.",
        "other-use": "La salle est gardée pour autre chose ce jour-là.",
        "too-small": "La salle ne convient pas à ce nombre de personnes.",
        "unclear": "Il manque des précisions : écrivez-nous, et demandez à nouveau.",
        "closed": "Personne ne peut ouvrir ni fermer la maison à cette heure.",
    }
)
"""What the pole answers most, to choose rather than to type."""


def why_not_say(sentence: str) -> Reason | None:
    """A no is told with its reason."""
    if sentence.strip():
        return None
    return Reason("unsaid", "Dites pourquoi : la personne qui a demandé le lira.")
