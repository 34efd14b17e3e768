"""What spreadsheets bring into the register of associates, and take out of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from phares.cooperative.membership.actions import admit_associate, found_category, found_college
from phares.cooperative.membership.models import Associate, AssociateCategory, College
from phares.kernel.datasets import Column, Values
from phares.kernel.dating import Dated
from phares.kernel.reading import several, unreadable
from phares.kernel.words import listed
from phares.people.directory.models import Organisation, Party
from phares.people.directory.rules.names import normalise
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

COOPERATIVE = Column(
    "cooperative", "Coopérative", ("La Coopérative", "La Coopérative"), required=True
)


def _category(cooperative: int, name: str, since: Dated) -> AssociateCategory:
    """That of the name, in that cooperative, as the statutes had it that day."""
    rows = list(AssociateCategory.objects.filter(cooperative=cooperative).order_by("pk"))
    alike = [row for row in rows if normalise(row.name) == normalise(name)]
    if not alike:
        known = listed([f"« {row.name} »" for row in rows]) or "aucune encore"
        raise unreadable(f"la catégorie « {name} » n’est pas dans les statuts. Connues : {known}")
    return next((row for row in alike if row.holds(since.day)), alike[-1])


class _Categories(Incoming):
    columns = (
        COOPERATIVE,
        Column("name", "Nom", ("Bénéficiaires", "Salariés"), cells.fits(AssociateCategory, "name"),
               True, ("Catégorie",)),
        SINCE,
        UNTIL,
        *cells.EVIDENCE,
    )  # fmt: skip
    key = ("cooperative", "name", "since")

    def finding(self) -> Mapping[str, Finder]:
        return {"cooperative": Houses()}

    @staticmethod
    def rows() -> Iterable[Values]:
        houses = Houses()
        for row in AssociateCategory.objects.order_by("pk"):
            yield {
                "cooperative": houses.label(row.cooperative_id),
                "name": row.name,
                "since": row.beginning,
                "until": row.ending,
                **cells.evidence_of(row),
            }

    def add(self, values: Values, found: Keys) -> Sequence[Any]:
        category = found_category(
            cooperative=Organisation.objects.get(pk=found["cooperative"]),
            name=values["name"],
            since=values["since"],
            until=values["until"],
            by=self.by,
            **cells.evidence_given(values),
        )
        return [category]


class _Colleges(Incoming):
    columns = (
        COOPERATIVE,
        Column("name", "Nom", ("Usagers", "Équipe"), cells.fits(College, "name"), True,
               ("Collège",)),
        Column("categories", "Catégories", ("Bénéficiaires", "Salariés"), several, True),
        SINCE,
        UNTIL,
        *cells.EVIDENCE,
    )  # fmt: skip
    key = ("cooperative", "name", "since")

    def finding(self) -> Mapping[str, Finder]:
        return {"cooperative": Houses()}

    @staticmethod
    def rows() -> Iterable[Values]:
        houses = Houses()
        for row in College.objects.prefetch_related("categories").order_by("pk"):
            yield {
                "cooperative": houses.label(row.cooperative_id),
                "name": row.name,
                "categories": tuple(one.name for one in row.categories.all()),
                "since": row.beginning,
                "until": row.ending,
                **cells.evidence_of(row),
            }

    def add(self, values: Values, found: Keys) -> Sequence[Any]:
        house, since = found["cooperative"], values["since"]
        college = found_college(
            cooperative=Organisation.objects.get(pk=house),
            name=values["name"],
            categories=[_category(house, name, since) for name in values["categories"]],
            since=since,
            until=values["until"],
            by=self.by,
            **cells.evidence_given(values),
        )
        return [college]


class _Associates(Incoming):
    columns = (
        Column("party", "Associé", ("Halage", "Inès Kerboul"), required=True,
               also=("Structure", "Nom"), hint="Une structure ou une personne"),
        COOPERATIVE,
        Column("category", "Catégorie", ("Bénéficiaires", "Salariés"), required=True),
        SINCE,
        UNTIL,
        *cells.EVIDENCE,
    )  # fmt: skip
    key = ("party", "cooperative", "since")

    def finding(self) -> Mapping[str, Finder]:
        return {"party": Parties(), "cooperative": Houses()}

    @staticmethod
    def rows() -> Iterable[Values]:
        parties, houses = Parties(), Houses()
        for row in Associate.objects.select_related("category").order_by("pk"):
            yield {
                "party": parties.label(row.party_id),
                "cooperative": houses.label(row.cooperative_id),
                "category": row.category.name,
                "since": row.beginning,
                "until": row.ending,
                **cells.evidence_of(row),
            }

    def add(self, values: Values, found: Keys) -> Sequence[Any]:
        since = values["since"]
        associate = admit_associate(
            party=Party.objects.get(pk=found["party"]),
            category=_category(found["cooperative"], values["category"], since),
            since=since,
            until=values["until"],
            by=self.by,
            **cells.evidence_given(values),
        )
        return [associate]


SETS = (
    listing(_Categories, "associate-categories", "Catégories d’associés", "Celles des statuts."),
    listing(_Colleges, "colleges", "Collèges", "Les catégories qui votent ensemble."),
    listing(
        _Associates, "associates", "Associés",
        "Une ligne par associé, structure ou personne : sa catégorie, depuis et jusqu’à quand.",
    ),
)  # fmt: skip
"""In the order in which an empty pole takes them."""
