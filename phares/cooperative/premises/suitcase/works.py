"""Works on a building, and the spaces that are closed for a while."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from phares.cooperative.assets.models import Occupation
from phares.cooperative.premises.actions import (
    close_space,
    finish_works,
    plan_works,
    start_works,
)
from phares.cooperative.premises.models import Building, Closure, Space, Works
from phares.cooperative.premises.rules.kinds import WorksState
from phares.cooperative.premises.suitcase.places import building_column, buildings
from phares.cooperative.premises.suitcase.spaces import spaces
from phares.kernel.datasets import Column, Values
from phares.kernel.reading import number, one_of, several, unreadable
from phares.people.directory.models import Organisation
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
)

NONE = ("", "")


def works() -> Named:
    return Named("les travaux", Works.objects.order_by("pk").values_list("pk", "name"))


# fmt: off
class _Works(Incoming):
    columns = (
        building_column(),
        Column("name", "Intitulé", ("Toiture", "Accessibilité"), cells.fits(Works, "name"), True,
               ("Travaux",)),
        Column("description", "Description", NONE, cells.fits(Works, "description")),
        Column("state", "État", ("terminés", "prévus"), one_of(WorksState), True),
        SINCE,
        replace(UNTIL, examples=("30/06/2015", "")),
        Column("gained", "Surface gagnée (m²)", ("45", ""), number),
        Column("spaces", "Espaces", ("101 | 102", ""), several),
        Column("funder", "Avec le soutien de", NONE, also=("Financeur",)),
        *cells.EVIDENCE,
    )
    # fmt: on
    key = ("building", "name", "since")

    def finding(self) -> Mapping[str, Finder]:
        return {"building": buildings(), "spaces": spaces(), "funder": Houses()}

    @staticmethod
    def rows() -> Iterable[Values]:
        names, doors, houses = buildings(), spaces(), Houses()
        for row in Works.objects.order_by("pk"):
            yield {
                "building": names.label(row.building_id),
                "name": row.name,
                "description": row.description,
                "state": WorksState(row.state),
                "since": row.beginning,
                "until": row.ending,
                "gained": row.surface_gained_m2,
                "spaces": tuple(doors.label(one.pk) for one in row.spaces.order_by("pk")),
                "funder": houses.label(row.funder_id) if row.funder_id else None,
                **cells.evidence_of(row),
            }

    def add(self, values: Values, found: Keys) -> Sequence[Any]:
        state, end = values["state"], values["until"]
        if state is WorksState.DONE and end is None:
            raise unreadable("des travaux terminés ont une fin : « Jusqu’à »")
        row = plan_works(
            building=Building.objects.get(pk=found["building"]),
            name=values["name"],
            start=values["since"],
            end=end,
            spaces=list(Space.objects.filter(pk__in=found.get("spaces", ()))),
            description=values["description"] or "",
            surface_gained_m2=values["gained"],
            funder=named(Organisation, found, "funder"),
            by=self.by,
            **cells.evidence_given(values),
        )
        if state is not WorksState.PLANNED:
            row = start_works(row, by=self.by)
        if state is WorksState.DONE:
            row = finish_works(row, last_day=end, by=self.by)
        return [row]


WORKS = listing(
    _Works, "works", "Travaux", "Les travaux de chaque bâtiment : ce qu’ils touchent et gagnent."
)


class _Closures(Incoming):
    columns = (
        Column("space", "Espace", ("101", "102"), required=True, also=("Plaque",)),
        Column("reason", "Raison", ("Dégât des eaux", "Peinture"),
               cells.fits(Closure, "reason"), True),
        replace(SINCE, examples=("janvier 2020", "03/02/2020")),
        replace(UNTIL, examples=("mars 2020", "07/02/2020")),
        Column("works", "Travaux", NONE),
    )  # fmt: skip
    key = ("space", "since")

    def finding(self) -> Mapping[str, Finder]:
        return {"space": spaces(), "works": works()}

    @staticmethod
    def rows() -> Iterable[Values]:
        doors, names = spaces(), works()
        for row in Closure.objects.order_by("pk"):
            yield {
                "space": doors.label(row.space_id),
                "reason": row.reason,
                "since": row.beginning,
                "until": row.ending,
                "works": names.label(row.works_id) if row.works_id else None,
            }

    def add(self, values: Values, found: Keys) -> Sequence[Any]:
        closure = close_space(
            Space.objects.get(pk=found["space"]),
            start=values["since"],
            end=values["until"],
            reason=values["reason"],
            works=named(Works, found, "works"),
            by=self.by,
        )
        return [closure, *Occupation.objects.filter(key=closure.key).order_by("pk")]


CLOSURES = listing(
    _Closures, "closures", "Fermetures",
    "Les espaces que personne n’a pendant un temps, et pourquoi.",
)  # fmt: skip
