"""What structures declare for a year: one line a structure and a year, one column a figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from phares.kernel.actor import Actor
from phares.kernel.datasets import Column, DataSet, Differs, Values
from phares.kernel.reading import count, day, unreadable
from phares.kernel.tongue import say
from phares.kernel.words import listed
from phares.people.directory.actions import declare_year
from phares.people.directory.models import Declaration, Organisation
from phares.people.directory.rules.kinds import Declared
from phares.people.directory.suitcase import cells
from phares.people.directory.suitcase.cells import fits
from phares.people.directory.suitcase.houses import Houses

EXAMPLES = {Declared.PERMANENT_JOBS: ("8", "3"), Declared.TURNOVER: ("412000", "")}
KINDS = tuple(
    Column(kind.value, kind.label[0].upper() + kind.label[1:], EXAMPLES.get(kind, ("", "")), count)
    for kind in Declared
)
COLUMNS = (
    Column("organisation", "Structure", ("Halage", "Mode Estime"), required=True, also=("Nom",)),
    Column("year", "Année", ("2015", "2015"), count, required=True),
    *KINDS,
    Column("declared_on", "Déclaré le", ("15/01/2016", ""), day),
    Column("declared_by", "Déclaré par", ("", ""), fits(Declaration, "declared_by")),
    *cells.EVIDENCE,
)


def _rows() -> Iterator[Values]:
    """What was said at once, by one person, is one line."""
    houses = Houses()
    found = sorted(Declaration.objects.all(), key=_said)
    for _key, rows in groupby(found, key=_said):
        given = list(rows)
        first = given[0]
        yield {
            "organisation": houses.label(first.organisation_id),
            "year": first.year,
            **{one.kind: one.value for one in given},
            "declared_on": first.declared_on,
            "declared_by": first.declared_by,
            **cells.evidence_of(first),
        }


def _said(row: Declaration) -> tuple[Any, ...]:
    return (
        row.organisation_id, row.year, row.declared_on or date.min, row.declared_by, row.source,
        row.illustrative,
    )  # fmt: skip


class _Coming:
    """A file of declarations under way."""

    def __init__(self, by: Actor, today: date) -> None:
        self.by, self.today, self.houses = by, today, Houses()
        self.known: dict[tuple[int, int], dict[str, int]] = defaultdict(dict)
        rows = Declaration.objects.values_list("organisation_id", "year", "kind", "value")
        for organisation, year, kind, value in rows:
            self.known[organisation, year][kind] = value

    def bring(self, values: Values) -> Sequence[Any]:
        pk, year = self.houses.find(values["organisation"]), values["year"]
        given = {one.key: values[one.key] for one in KINDS if values[one.key] is not None}
        if not given:
            raise unreadable(say("cette ligne ne déclare rien. Zéro est une réponse : écrivez 0"))
        standing = self.known[pk, year]
        both = {kind: value for kind, value in given.items() if kind in standing}
        if apart := cells.told_apart(both, standing, KINDS):
            raise Differs(
                say(
                    "{label} a déjà déclaré {year} : {apart}",
                    label=self.houses.label(pk),
                    year=year,
                    apart=listed(apart),
                ),
                apart,
            )
        new = {kind: value for kind, value in given.items() if kind not in standing}
        return self._declare(pk, year, new, values) if new else []

    def _declare(self, pk: int, year: int, new: dict[str, int], values: Values) -> Sequence[Any]:
        declare_year(
            organisation=Organisation.objects.get(pk=pk),
            year=year,
            values={Declared(kind): value for kind, value in new.items()},
            by=self.by,
            today=values["declared_on"] or self.today,
            said_by=values["declared_by"] or "",
            **cells.evidence_given(values),
        )
        self.known[pk, year] |= new
        rows = Declaration.objects.filter(organisation_id=pk, year=year, kind__in=list(new))
        return list(rows.order_by("pk"))


DECLARATIONS = DataSet(
    "declarations",
    "Déclarations",
    "Une ligne par structure et par année : emplois, bénévoles, chiffre d’affaires. Une case vide "
    "n’est pas une réponse, zéro en est une.",
    COLUMNS,
    lambda by, today: _Coming(by, today).bring,
    _rows,
    told_under=("organisation", "declaration."),
)
