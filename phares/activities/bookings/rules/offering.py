"""What an offer and its hours must be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from phares.activities.bookings.rules.local import DAY
from phares.kernel.refusal import Reason


def why_not_offer(name: str, units: int, shortest: int, longest: int | None) -> Reason | None:
    if not name.strip():
        return Reason("unnamed", "Donnez un nom à ce qui se réserve.")
    if not units:
        return Reason("no-unit", "Choisissez au moins un espace ou un matériel.")
    if longest is not None and longest < shortest:
        return Reason("lengths", "La durée maximale est plus courte que la durée minimale.")
    return None


def why_not_end(start: date, last_day: date) -> Reason | None:
    """What was never offered cannot be withdrawn before."""
    if last_day >= start:
        return None
    return Reason("dates", "Ce jour vient avant l’ouverture à la réservation. Vérifiez la date.")


def why_not_take_back(*, booked: bool) -> Reason | None:
    if not booked:
        return None
    return Reason("booked", "Cette offre a déjà été réservée : mettez-y fin, sans la supprimer.")


def why_not_hours(hours: Sequence[tuple[int, int, int]]) -> Reason | None:
    """Weekday, opens, closes: minutes after midnight; two of one day do not overlap."""
    if not hours:
        return Reason("no-hours", "Donnez les heures d’au moins un jour d’ouverture.")
    for weekday, opens, closes in hours:
        if not (0 <= weekday <= 6 and 0 <= opens < closes <= DAY):
            return Reason(
                "hours", "L’heure de fermeture vient après l’heure d’ouverture, le même jour."
            )
    for (day, _opens, closes), (next_day, opens, _closes) in pairwise(sorted(hours)):
        if day == next_day and opens < closes:
            return Reason("hours", "Deux horaires du même jour se chevauchent. Réunissez-les.")
    return None
