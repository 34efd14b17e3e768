"""What the rooms of a demonstration pole cost, and the hours offered to those who live there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from phares.activities.bookings.models import Offer
from phares.activities.bookings.queries.prices import key_of, kind_key
from phares.activities.bookings.rules.kinds import OfferKind
from phares.common.facts import on
from phares.kernel.actor import THE_POLE
from phares.kernel.dating import Dated
from phares.kernel.money import Money
from phares.money.pricing.actions import Priced, offer_hours, set_rate
from phares.money.pricing.rules.customers import Customer
from phares.money.pricing.rules.rates import Terms
from phares.money.pricing.rules.units import Unit
from phares.people.directory.models import Belonging, Organisation
from phares.people.directory.rules.kinds import HOUSED

SOURCE = "illustratif"


def set_prices(rooms: Mapping[str, Any], offers: Mapping[str, Offer]) -> None:
    """Those of rooms.toml: by room, unit and customer."""
    since = Dated(rooms["since"].replace(day=1))
    for entry in rooms.get("price", []):
        told = [
            (name, unit, customer, amount)
            for name in entry["rooms"]
            for unit in Unit
            for customer, amount in entry.get(unit.value, {}).items()
        ]
        for name, unit, customer, amount in told:
            set_rate(
                thing=key_of(offers[name]), label=name, customer=Customer(customer),
                priced=Priced(Terms(unit, Money.euros(amount))), since=since, source=SOURCE,
                illustrative=True, by=THE_POLE,
            )  # fmt: skip


def offer_monthly_hours(rooms: Mapping[str, Any]) -> None:
    """To every organisation housed on the first day."""
    if "offered" not in rooms:
        return
    first: date = rooms["since"].replace(day=1)
    roles = [role.value for role in HOUSED]
    housed = Belonging.objects.filter(on(first), role__in=roles, pole__is_home=True)
    for one in Organisation.objects.filter(pk__in=housed.values("party")).order_by("name"):
        offer_hours(
            organisation=one, thing=kind_key(OfferKind.MEETING_ROOM), label="Toutes les salles",
            minutes=rooms["offered"]["hours"] * 60, since=Dated(first), source=SOURCE,
            illustrative=True, by=THE_POLE,
        )  # fmt: skip
