"""What a space costs a month, from its kind and its m²."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from phares.cooperative.premises.rules.kinds import SpaceKind
from phares.kernel.money import Money
from phares.money.pricing.rules.units import Unit

type Tariffs = Mapping[Unit, Sequence[Money]]

PRICED_BY = {SpaceKind.DESK: Unit.DESK_MONTH, SpaceKind.COWORKING: Unit.DESK_MONTH}


def unit_of(kind: SpaceKind) -> Unit:
    """By the m² unless it is by the desk."""
    return PRICED_BY.get(kind, Unit.SQUARE_METRE_MONTH)


def per_month(
    kind: SpaceKind, m2: Decimal, tariffs: Mapping[Unit, Sequence[Money]]
) -> Money | None:
    """None when no tariff, or more than one, is counted so: the pole then says which one."""
    unit = unit_of(kind)
    if len(amounts := tariffs.get(unit, ())) != 1:
        return None
    return amounts[0] if unit is Unit.DESK_MONTH else amounts[0].times(m2)
