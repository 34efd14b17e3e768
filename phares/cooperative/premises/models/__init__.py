"""Tables of the place."""

from phares.cooperative.premises.models.photos import Photo
from phares.cooperative.premises.models.places import (
    Building,
    Closure,
    Floor,
    Lease,
    LeaseLine,
    Site,
    Space,
    SpaceState,
    Tenure,
    Works,
)

__all__ = [
    "Building",
    "Closure",
    "Floor",
    "Lease",
    "LeaseLine",
    "Photo",
    "Site",
    "Space",
    "SpaceState",
    "Tenure",
    "Works",
]
