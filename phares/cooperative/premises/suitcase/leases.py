"""Occupation agreements: one line each, with its spaces; a number is kept, or given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from phares.cooperative.premises.actions import end_lease, sign_lease, void_lease
from phares.cooperative.premises.actions.facts import Line
from phares.cooperative.premises.models import Lease, Space
from phares.cooperative.premises.queries.letting import lines_on
from phares.cooperative.premises.rules.kinds import LeaseState
from phares.cooperative.premises.suitcase.spaces import spaces
from phares.kernel.actor import Actor
from phares.kernel.datasets import Column, Values
from phares.kernel.dating import Dated
from phares.kernel.reading import count, dated, day, number, several, unreadable
from phares.people.directory.models import Organisation, Party
from phares.people.directory.suitcase import cells
from phares.people.directory.suitcase.houses import Houses
from phares.people.directory.suitcase.listing import (
    SINCE,
    UNTIL,
    Finder,
    Incoming,
    Keys,
    Parties,
    listing,
)

NONE, CENT = ("", ""), Decimal("0.01")


def _surfaces(cell: str) -> tuple[Decimal, ...]:
    """In the order of the spaces; two of them may be alike."""
    return tuple(number(one.strip()).quantize(CENT) for one in cell.split("|") if one.strip())


# fmt: off
class _Leases(Incoming):
    columns = (
        Column("number", "Numéro", NONE, cells.fits(Lease, "number"),
               hint="Le vôtre est gardé ; vide : le pôle donne le suivant"),
        Column("occupant", "Occupante", ("Halage", "Mode Estime"), required=True,
               also=("Structure", "Locataire")),
        Column("lessor", "Consentie par", ("La Coopérative", "La Coopérative"), required=True,
               also=("Bailleur",)),
        Column("spaces", "Espaces", ("101", "102"), several, True, ("Espace", "Plaques"),
               "« 101 | 102 » : leurs plaques"),
        Column("surfaces", "Surfaces (m²)", ("18,5", ""), _surfaces,
               hint="« 18,5 | 12 », dans l’ordre des espaces ; vide : les leurs ce jour-là"),
        SINCE,
        replace(UNTIL, examples=("31/12/2018", "2018")),
        Column("notice_months", "Préavis (mois)", ("2", ""), count, hint="Vide vaut 2"),
        Column("noticed_on", "Congé reçu le", NONE, day),
        Column("left", "Résiliée au", NONE, dated, hint="Le dernier jour, avant le terme"),
        Column("cancelled", "Annulée", NONE, cells.yes_or_blank),
        Column("renews", "Renouvelle", NONE, hint="Un numéro du fichier, plus haut"),
        Column("note", "Remarque", NONE, cells.fits(Lease, "note")),
        *cells.EVIDENCE,
    )
    # fmt: on
    key = ("occupant", "spaces", "since", "cancelled")

    def finding(self) -> Mapping[str, Finder]:
        numbers = Lease.objects.values_list("number", "pk")
        self.numbered: dict[str, int] = dict(numbers)
        return {"occupant": Parties(), "lessor": Houses(), "spaces": spaces()}

    @staticmethod
    def rows() -> Iterable[Values]:
        parties, houses, doors = Parties(), Houses(), spaces()
        found = Lease.objects.select_related("renews").prefetch_related("lines")
        for row in found.order_by("number"):
            lines = sorted(row.lines.all(), key=lambda line: line.space_id)
            yield {
                "number": row.number,
                "occupant": parties.label(row.occupant_id),
                "lessor": houses.label(row.lessor_id),
                "spaces": tuple(doors.label(line.space_id) for line in lines),
                "surfaces": tuple(line.surface_m2 for line in lines),
                "since": row.beginning,
                **_end_of(row),
                "notice_months": row.notice_months,
                "noticed_on": row.noticed_on,
                "cancelled": row.state == LeaseState.CANCELLED or None,
                "renews": row.renews.number if row.renews else None,
                "note": row.note,
                **cells.evidence_of(row),
            }

    def bring(self, values: Values) -> Sequence[Any]:
        """Its number names the agreement for the lines below."""
        made = super().bring(values)
        self.numbered |= {one.number: one.pk for one in made}
        return made

    def add(self, values: Values, found: Keys) -> Sequence[Any]:
        lease = sign_lease(
            occupant=Party.objects.get(pk=found["occupant"]),
            lessor=Organisation.objects.get(pk=found["lessor"]),
            lines=self._lines(values, found["spaces"]),
            start=values["since"],
            end=values["until"],
            renews=self._renewed(values["renews"]),
            number=values["number"] or "",
            by=self.by,
            notice_months=2 if values["notice_months"] is None else values["notice_months"],
            note=values["note"] or "",
            **cells.evidence_given(values),
        )
        if last_day := _last_day(values):
            noticed = values["noticed_on"]
            end_lease(lease, last_day=last_day, noticed_on=noticed, agreed=True, by=self.by)
        return [lease]

    def _lines(self, values: Values, wanted: Sequence[int]) -> list[Line]:
        rows = Space.objects.select_related("parent", "floor").in_bulk(wanted)
        doors = [rows[pk] for pk in wanted]
        if (surfaces := values["surfaces"]) is None:
            return lines_on(doors, values["since"].day)
        if len(surfaces) != len(doors):
            raise unreadable("« Espaces » et « Surfaces » ne vont pas ensemble : il en manque une")
        return list(zip(doors, surfaces, strict=True))

    def _renewed(self, cell: str | None) -> Lease | None:
        if not cell:
            return None
        if (pk := self.numbered.get(cell)) is None:
            raise unreadable(f"la convention « {cell} » qu’elle renouvelle n’est pas plus haut")
        return Lease.objects.get(pk=pk)


def _end_of(row: Lease) -> Values:
    """Its term, and when it ended before: a cancelled one keeps the term alone."""
    if row.state == LeaseState.ENDED:
        return {"until": row.term, "left": row.ending}
    return {"until": row.ending, "left": None}


def _last_day(values: Values) -> Dated | None:
    """An agreement that was cancelled ended on the eve of its first day."""
    if values["cancelled"]:
        eve: Dated = values["since"].eve
        return eve
    left: Dated | None = values["left"]
    return left


def _take_back(rows: Sequence[Any], by: Actor) -> None:
    """It stays, cancelled: a number that the pole gave is given once."""
    for row in rows:
        void_lease(row, by=by)


LEASES = listing(
    _Leases,
    "leases",
    "Conventions d’occupation",
    "Une ligne par convention, avec ses espaces et leurs surfaces. Leur numéro est gardé ; "
    "à celles qui n’en ont pas, le pôle donne le suivant. Un import défait laisse des conventions "
    "annulées.",
    take_back=_take_back,
)
