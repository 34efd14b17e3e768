"""Prices of what may be booked: one line a price."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from phares.activities.bookings.models import Offer
from phares.activities.bookings.queries.prices import key_of
from phares.kernel.actor import Actor
from phares.kernel.datasets import Column, Values
from phares.kernel.money import Money
from phares.kernel.reading import count, euros, one_of
from phares.money.pricing.actions import Priced, set_rate, withdraw_rate
from phares.money.pricing.models import Rate
from phares.money.pricing.rules.customers import Counted, Customer, Vat
from phares.money.pricing.rules.rates import Terms
from phares.money.pricing.rules.units import Unit
from phares.people.directory.suitcase import cells
from phares.people.directory.suitcase.listing import (
    SINCE,
    UNTIL,
    Finder,
    Incoming,
    Keys,
    Named,
    listing,
)

NONE = ("", "")


def _offers() -> Named:
    return Named("l’espace", Offer.objects.order_by("pk").values_list("pk", "name"))


# fmt: off
class _Rates(Incoming):
    columns = (
        Column("offer", "Espace", ("Atelier clair", "Atelier clair"), required=True),
        Column("customer", "Pour", ("adhérente", "toutes les autres"), one_of(Customer), True),
        Column("unit", "Unité", ("la demi-heure", "la journée"), one_of(Unit), True),
        Column("full", "Prix plein (€)", ("6", "70"), euros, True),
        Column("subsidy", "Dont aide (€)", NONE, euros),
        Column("payer", "Aide payée par", NONE, cells.fits(Rate, "payer")),
        Column("least", "Au moins", NONE, count),
        Column("reduced_after", "Réduit au-delà de", NONE, count),
        Column("reduced", "Prix réduit (€)", NONE, euros),
        Column("cap", "Au plus par jour (€)", NONE, euros),
        Column("vat", "TVA", NONE, one_of(Vat)),
        Column("counted", "Vaut selon", NONE, one_of(Counted)),
        SINCE,
        UNTIL,
        *cells.EVIDENCE,
    )
    # fmt: on
    key = ("offer", "customer", "unit", "since")

    def finding(self) -> Mapping[str, Finder]:
        return {"offer": _offers()}

    @staticmethod
    def rows() -> Iterable[Values]:
        told = Offer.objects.order_by("starts_on", "pk").only("pk")
        offers = {key_of(offer): offer.pk for offer in told}
        places = {thing: place for place, thing in enumerate(offers)}
        names = _offers()
        rates = Rate.objects.order_by("customer", "unit", "starts_on")
        for row in sorted(rates, key=lambda one: places[one.thing]):
            yield {
                "offer": names.label(offers[row.thing]),
                "customer": Customer(row.customer),
                "unit": Unit(row.unit),
                "full": row.full,
                "subsidy": row.subsidy or None,
                "payer": row.payer,
                "least": row.least,
                "reduced_after": row.reduced_after,
                "reduced": row.reduced,
                "cap": row.cap,
                "vat": Vat(row.vat),
                "counted": Counted(row.counted),
                "since": row.beginning,
                "until": row.ending,
                **cells.evidence_of(row),
            }

    def add(self, values: Values, found: Keys) -> Sequence[Any]:
        offer = Offer.objects.get(pk=found["offer"])
        same = Rate.objects.filter(
            thing=key_of(offer), customer=values["customer"].value, unit=values["unit"].value,
            ends_on=None,
        )  # fmt: skip
        open_before = list(same)
        rate = set_rate(
            thing=key_of(offer), label=offer.name, customer=values["customer"],
            priced=_priced(values), since=values["since"], until=values["until"], by=self.by,
            **cells.evidence_given(values),
        )  # fmt: skip
        return [rate, *(row for row in open_before if row.starts_on < rate.starts_on)]


def _priced(values: Values) -> Priced:
    terms = Terms(
        values["unit"], values["full"], values["subsidy"] or Money(0), values["least"] or 1,
        values["reduced_after"], values["reduced"], values["cap"],
    )  # fmt: skip
    vat, counted = values["vat"] or Vat.NORMAL, values["counted"] or Counted.START
    return Priced(terms, values["payer"] or "", vat, counted)


def _take_back(rows: Sequence[Any], by: Actor) -> None:
    """The price goes; the one that it ended runs again."""
    rate, *ended = rows
    withdraw_rate(rate, reopening=next(iter(ended), None), by=by)


SET = listing(
    _Rates, "rates", "Prix des salles",
    "Une ligne par espace, clientèle, unité et période. Un prix qui suit met fin à celui qui "
    "courait. L’espace s’ouvre d’abord à la réservation.",
    take_back=_take_back,
)  # fmt: skip
