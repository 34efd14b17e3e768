"""How many people a place holds."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from phares.common.facts import on
from phares.cooperative.premises.models import SpaceState


def places_of(units: Collection[int], day: date) -> dict[int, tuple[str, int | None]]:
    """The plate of the floor and the seats of each that is a space, that day."""
    rows = SpaceState.objects.filter(on(day), space_id__in=units)
    return {
        pk: (code, seats)
        for pk, code, seats in rows.values_list("space_id", "space__floor__code", "capacity")
    }


def seats_of(units: Collection[int], day: date) -> int | None:
    """Of all of them together; None where nobody said."""
    known = [seats for _plate, seats in places_of(units, day).values() if seats]
    return sum(known) if known else None
