"""What a space costs a month."""

from __future__ import annotations

from decimal import Decimal

import pytest

from phares.cooperative.premises.rules.kinds import SpaceKind
from phares.cooperative.premises.rules.prices import per_month
from phares.kernel.money import Money
from phares.money.pricing.rules.units import Unit

SIXTEEN, DESK = Money.euros("16"), Money.euros("120")
ONE_EACH = {Unit.SQUARE_METRE_MONTH: [SIXTEEN], Unit.DESK_MONTH: [DESK]}


@pytest.mark.parametrize(
    ("case", "kind", "m2", "tariffs", "price"),
    [
        ("by the m²", SpaceKind.OFFICE, "22", ONE_EACH, Money.euros("352")),
        ("half a m²", SpaceKind.WORKSHOP, "22.5", ONE_EACH, Money.euros("360")),
        ("by the desk", SpaceKind.DESK, "8", ONE_EACH, DESK),
        ("no tariff", SpaceKind.OFFICE, "22", {}, None),
        ("a choice", SpaceKind.OFFICE, "22", {Unit.SQUARE_METRE_MONTH: [SIXTEEN, DESK]}, None),
    ],
)
def test_a_month(case, kind, m2, tariffs, price):
    assert per_month(kind, Decimal(m2), tariffs) == price, case
