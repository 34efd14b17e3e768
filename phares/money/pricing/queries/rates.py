"""What a stay costs: rates as they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from phares.common.facts import on
from phares.money.pricing.models import Allowance, Rate
from phares.money.pricing.rules.customers import Customer
from phares.money.pricing.rules.rates import HIRED, in_force
from phares.money.pricing.rules.units import Unit

VAT, HALF_DAY, CANCEL = "pricing.vat", "pricing.half_day", "pricing.cancel"
"""The dated parameters of a price."""


def rates_of(thing: str) -> QuerySet[Rate]:
    return Rate.objects.filter(thing=thing).order_by("starts_on", "pk")


def rates_for(thing: str, party_id: int, also: Iterable[str]) -> list[Any]:
    """All rates of a thing; `offers`: whether hours are offered to that party for it."""
    offered = Allowance.objects.filter(organisation_id=party_id, thing__in=[thing, *also])
    return list(rates_of(thing).annotate(offers=Exists(offered)))


def chosen(
    rates: Iterable[Rate], customer: Customer, booked: date, starts: date
) -> Mapping[Unit, Rate]:
    """By unit, the rate of this customer, or that of everybody else when it has none at all."""
    known = list(rates)
    own = _of(known, customer, booked, starts)
    return own or _of(known, Customer.ANYBODY, booked, starts)


def _of(rates: list[Rate], customer: Customer, booked: date, starts: date) -> dict[Unit, Rate]:
    same = [rate for rate in rates if rate.customer == customer.value]
    told = {
        unit: in_force((rate for rate in same if rate.unit == unit.value), booked, starts)
        for unit in HIRED
    }
    return {unit: rate for unit, rate in told.items() if rate is not None}


def all_rates() -> QuerySet[Rate]:
    """Every rate there ever was; `followed`: another came after."""
    later = Rate.objects.filter(
        thing=OuterRef("thing"), customer=OuterRef("customer"), unit=OuterRef("unit"),
        starts_on__gt=OuterRef("starts_on"),
    )  # fmt: skip
    rows = Rate.objects.annotate(followed=Exists(later))
    return rows.order_by("label", "customer", "unit", "-starts_on", "pk")


def rates_on(thing: str, day: date) -> list[Rate]:
    """What a thing costs that day, for everybody who has a price."""
    return list(Rate.objects.filter(on(day), thing=thing).order_by("customer", "unit"))
