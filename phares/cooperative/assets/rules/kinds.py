"""What can be shared and how it is taken."""

from __future__ import annotations

from phares.kernel.lifecycle import Labelled


class AssetKind(Labelled):
    SPACE = "space", "espace"
    DESK = "desk", "poste"
    EQUIPMENT = "equipment", "matériel"


class Taking(Labelled):
    """Why somebody has it."""

    LEASE = "lease", "convention"
    BOOKING = "booking", "réservation"
    CLOSURE = "closure", "fermeture"


class OccupationState(Labelled):
    ACTIVE = "active", "en cours"
    RELEASED = "released", "libérée"
    DOUBLED = "doubled", "en double, sciemment"
