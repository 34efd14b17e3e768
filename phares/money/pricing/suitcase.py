"""What spreadsheets bring into tariffs, and take out of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from phares.kernel.actor import Actor
from phares.kernel.datasets import Column, Values
from phares.kernel.reading import euros, one_of, slug
from phares.money.pricing.actions import set_tariff, withdraw_tariff
from phares.money.pricing.models import Tariff
from phares.money.pricing.rules.units import Unit
from phares.people.directory.suitcase import cells
from phares.people.directory.suitcase.listing import SINCE, UNTIL, Incoming, Keys, listing


# fmt: off
class _Tariffs(Incoming):
    columns = (
        Column("code", "Code", ("salle-demi-journee", "bureau-m2"), slug(40), True),
        Column("label", "Intitulé", ("Salle, la demi-journée", "Bureau"),
               cells.fits(Tariff, "label"), True, ("Tarif",)),
        Column("unit", "Unité", ("la demi-journée", "par m² et par mois"), one_of(Unit), True),
        Column("amount", "Prix (€)", ("45", "12,50"), euros, True, ("Montant",)),
        SINCE,
        UNTIL,
        *cells.EVIDENCE,
    )
    # fmt: on
    key = ("code", "since")

    @staticmethod
    def rows() -> Iterable[Values]:
        for row in Tariff.objects.order_by("code", "starts_on", "pk"):
            yield {
                "code": row.code,
                "label": row.label,
                "unit": Unit(row.unit),
                "amount": row.amount,
                "since": row.beginning,
                "until": row.ending,
                **cells.evidence_of(row),
            }

    def add(self, values: Values, found: Keys) -> Sequence[Any]:
        open_before = list(Tariff.objects.filter(code=values["code"], ends_on=None))
        tariff = set_tariff(
            code=values["code"],
            label=values["label"],
            unit=values["unit"],
            amount=values["amount"],
            since=values["since"],
            until=values["until"],
            by=self.by,
            **cells.evidence_given(values),
        )
        return [tariff, *(row for row in open_before if row.starts_on < tariff.starts_on)]


def _take_back(rows: Sequence[Any], by: Actor) -> None:
    """The price goes; the one that it ended runs again."""
    tariff, *ended = rows
    withdraw_tariff(tariff, reopening=next(iter(ended), None), by=by)


SETS = (
    listing(
        _Tariffs, "tariffs", "Tarifs",
        "Une ligne par prix et par période. Un prix qui suit met fin à celui qui courait.",
        take_back=_take_back,
    ),
)  # fmt: skip
