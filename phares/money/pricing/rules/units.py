"""What a price is counted in."""

from __future__ import annotations

from phares.kernel.lifecycle import Labelled


class Unit(Labelled):
    SQUARE_METRE_MONTH = "m2_month", "par m² et par mois"
    DESK_MONTH = "desk_month", "par poste et par mois"
    HALF_HOUR = "half_hour", "la demi-heure"
    HALF_DAY = "half_day", "la demi-journée"
    DAY = "day", "la journée"
    MONTH = "month", "par mois"
    PIECE = "piece", "l’unité"
