"""What spreadsheets bring into bodies and mandates, and take out of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from phares.cooperative.governance.actions import create_body, give_mandate
from phares.cooperative.governance.models import Body, Mandate
from phares.cooperative.governance.rules.kinds import BodyKind, SeatKind
from phares.kernel.datasets import Column, Values
from phares.kernel.reading import count, one_of
from phares.people.directory.models import Organisation, Person
from phares.people.directory.suitcase import cells
from phares.people.directory.suitcase.houses import Houses
from phares.people.directory.suitcase.listing import (
    SINCE,
    UNTIL,
    Finder,
    Incoming,
    Keys,
    Named,
    listing,
    named,
    people,
)

NONE = ("", "")
SAID = ("composition", "frequency", "purpose")


# fmt: off
class _Bodies(Incoming):
    columns = (
        Column("name", "Nom", ("Cogérance", "Plénière"), cells.fits(Body, "name"), True,
               ("Instance",)),
        Column("kind", "Nature", ("cogérance", "plénière"), one_of(BodyKind), True),
        Column("composition", "Qui", ("", "Toutes les habitantes"),
               cells.fits(Body, "composition")),
        Column("frequency", "Rythme", ("Chaque semaine", ""), cells.fits(Body, "frequency")),
        Column("purpose", "Objet", NONE, cells.fits(Body, "purpose")),
        Column("paired_seats", "Couples salarié-administrateur", NONE, cells.yes_or_blank),
        Column("rank", "Rang", NONE, count),
        *cells.EVIDENCE,
    )
    # fmt: on
    key = ("name",)

    @staticmethod
    def rows() -> Iterable[Values]:
        for row in Body.objects.order_by("pk"):
            yield {
                "name": row.name,
                "kind": BodyKind(row.kind),
                **{key: getattr(row, key) for key in SAID},
                "paired_seats": row.paired_seats or None,
                "rank": row.rank,
                **cells.evidence_of(row),
            }

    def add(self, values: Values, found: Keys) -> Sequence[Any]:
        said: dict[str, Any] = {key: values[key] or "" for key in SAID}
        body = create_body(
            name=values["name"],
            kind=values["kind"],
            paired_seats=bool(values["paired_seats"]),
            rank=values["rank"],
            by=self.by,
            **said,
            **cells.evidence_given(values),
        )
        return [body]


# fmt: off
class _Mandates(Incoming):
    columns = (
        Column("body", "Instance", ("Cogérance", "Plénière"), required=True),
        Column("title", "Titre", ("Cogérante", "Membre"), cells.fits(Mandate, "title")),
        Column("seat", "Siège", NONE, one_of(SeatKind)),
        Column("person", "Personne", ("Inès Kerboul", "")),
        Column("organisation", "Structure", ("", "Halage")),
        SINCE,
        UNTIL,
        Column("legal_agent", "Mandataire", NONE, cells.yes_or_blank),
        *cells.EVIDENCE,
    )
    # fmt: on
    key = ("body", "person", "organisation", "seat", "since")

    def finding(self) -> Mapping[str, Finder]:
        bodies = Named("l’instance", Body.objects.order_by("pk").values_list("pk", "name"))
        return {"body": bodies, "person": people(), "organisation": Houses()}

    @staticmethod
    def rows() -> Iterable[Values]:
        persons, houses = people(), Houses()
        for row in Mandate.objects.select_related("body").order_by("pk"):
            yield {
                "body": row.body.name,
                "title": row.title,
                "seat": None if row.seat == SeatKind.ANY else SeatKind(row.seat),
                "person": persons.label(row.person_id) if row.person_id else None,
                "organisation": houses.label(row.organisation_id) if row.organisation_id else None,
                "since": row.beginning,
                "until": row.ending,
                "legal_agent": row.legal_agent or None,
                **cells.evidence_of(row),
            }

    def add(self, values: Values, found: Keys) -> Sequence[Any]:
        mandate = give_mandate(
            body=Body.objects.get(pk=found["body"]),
            title=values["title"] or "",
            since=values["since"],
            until=values["until"],
            person=named(Person, found, "person"),
            organisation=named(Organisation, found, "organisation"),
            seat=values["seat"] or SeatKind.ANY,
            legal_agent=bool(values["legal_agent"]),
            by=self.by,
            **cells.evidence_given(values),
        )
        return [mandate]


SETS = (
    listing(_Bodies, "bodies", "Instances", "Où l’on décide : qui y siège, à quel rythme."),
    listing(
        _Mandates, "mandates", "Mandats",
        "Une ligne par siège tenu : une personne, au nom d’une structure ou du sien.",
    ),
)  # fmt: skip
"""In the order in which an empty pole takes them."""
