"""What spreadsheets bring into grants, and take out of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from phares.cooperative.funding.actions import record_grant
from phares.cooperative.funding.models import Grant
from phares.cooperative.funding.rules.kinds import FunderLevel, GrantState, SupportKind
from phares.kernel.datasets import Column, Values
from phares.kernel.reading import euros, one_of
from phares.people.directory.models import Organisation
from phares.people.directory.suitcase import cells
from phares.people.directory.suitcase.houses import Houses
from phares.people.directory.suitcase.listing import (
    SINCE,
    UNTIL,
    Finder,
    Incoming,
    Keys,
    listing,
    our_pole,
)

NONE = ("", "")


# fmt: off
class _Grants(Incoming):
    columns = (
        Column("funder", "Financeur", ("Région Île-de-France", "État"), required=True),
        Column("level", "Échelon", ("Région", "État"), one_of(FunderLevel), True),
        Column("kind", "Nature", ("fonctionnement", "investissement"), one_of(SupportKind), True),
        Column("scheme", "Au titre de", NONE, cells.fits(Grant, "scheme"), also=("Dispositif",)),
        Column("purpose", "Objet", ("Animation du pôle", "Ascenseur"), cells.fits(Grant, "purpose"),
               True),
        Column("amount", "Montant (€)", ("20 000", ""), euros),
        Column("state", "État", ("acquise", "demandée"), one_of(GrantState), True),
        SINCE,
        UNTIL,
        *cells.EVIDENCE,
    )
    # fmt: on
    key = ("funder", "kind", "scheme", "purpose", "since")

    def finding(self) -> Mapping[str, Finder]:
        return {"funder": Houses()}

    @staticmethod
    def rows() -> Iterable[Values]:
        houses = Houses()
        for row in Grant.objects.filter(pole__is_home=True).order_by("pk"):
            yield {
                "funder": houses.label(row.funder_id),
                "level": FunderLevel(row.level),
                "kind": SupportKind(row.kind),
                "scheme": row.scheme,
                "purpose": row.purpose,
                "amount": row.amount,
                "state": GrantState(row.state),
                "since": row.beginning,
                "until": row.ending,
                **cells.evidence_of(row),
            }

    def add(self, values: Values, found: Keys) -> Sequence[Any]:
        grant = record_grant(
            pole=our_pole(),
            funder=Organisation.objects.get(pk=found["funder"]),
            level=values["level"],
            kind=values["kind"],
            scheme=values["scheme"] or "",
            purpose=values["purpose"],
            amount=values["amount"],
            state=values["state"],
            since=values["since"],
            until=values["until"],
            by=self.by,
            **cells.evidence_given(values),
        )
        return [grant]


SETS = (
    listing(
        _Grants, "grants", "Subventions",
        "Une ligne par subvention ou par aide : qui, à quel titre, combien, jusqu’à quand.",
    ),
)  # fmt: skip
