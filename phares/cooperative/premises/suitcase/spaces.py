"""Spaces and desks: one line for what each is from a day on, the oldest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from phares.cooperative.premises.actions import add_desk, add_space, change_space, withdraw_state
from phares.cooperative.premises.models import Floor, Space, SpaceState
from phares.cooperative.premises.rules.kinds import SpaceKind
from phares.cooperative.premises.suitcase.places import building_column, buildings
from phares.kernel.actor import Actor
from phares.kernel.datasets import Column, Differs, Values
from phares.kernel.reading import count, number, one_of, unreadable, yes_no
from phares.kernel.words import listed
from phares.people.directory.rules.names import normalise
from phares.people.directory.suitcase import cells
from phares.people.directory.suitcase.listing import (
    SINCE,
    Finder,
    Incoming,
    Keys,
    Named,
    listing,
)

NONE = ("", "")
DRAWN = ("x", "y", "width", "height")
STEADY = ("name", "room", *DRAWN)
"""What a space keeps, whatever becomes of it."""


def spaces() -> Named:
    """By what the door says, or by the name."""
    found = Named("l’espace", ())
    for pk, code, name in Space.objects.order_by("pk").values_list("pk", "code", "name"):
        found.note(pk, code, name)
    return found


# fmt: off
class _Spaces(Incoming):
    columns = (
        building_column(),
        Column("floor", "Étage", ("1", "1"), required=True, hint="Son code"),
        Column("code", "Plaque", ("101", "102"), cells.fits(Space, "code"), True),
        Column("name", "Nom", ("Bureau 101", "Atelier clair"), cells.fits(Space, "name"), True),
        Column("room", "Poste de", NONE,
               hint="Pour un poste : la plaque de l’espace de co-travail où il est"),
        *(Column(key, label, NONE, count) for key, label in (
            ("x", "x (dm)"), ("y", "y (dm)"), ("width", "Largeur (dm)"),
            ("height", "Profondeur (dm)"))),
        SINCE,
        Column("kind", "Nature", ("bureau privatif", "atelier"),
               one_of(SpaceKind), True),
        Column("surface_m2", "Surface (m²)", ("18,5", "32"), number, True),
        Column("capacity", "Places", ("2", ""), count),
        Column("usable", "Utilisable", ("oui", "oui"), yes_no, hint="Vide vaut « oui »"),
        *cells.EVIDENCE,
    )
    # fmt: on
    key = ("building", "floor", "code", "since")

    def finding(self) -> Mapping[str, Finder]:
        self.rooms = spaces()
        return {"building": buildings(), "room": self.rooms}

    @staticmethod
    def rows() -> Iterable[Values]:
        names, rooms = buildings(), spaces()
        found = SpaceState.objects.select_related("space__floor")
        for row in found.order_by("starts_on", "space_id"):
            space = row.space
            yield {
                "building": names.label(space.floor.building_id),
                "floor": space.floor.code,
                "code": space.code,
                "name": space.name,
                "room": rooms.label(space.parent_id) if space.parent_id else None,
                **{key: getattr(space, key) or None for key in DRAWN},
                "since": row.beginning,
                "kind": SpaceKind(row.kind),
                "surface_m2": row.surface_m2,
                "capacity": row.capacity,
                "usable": row.usable,
                **cells.evidence_of(row),
            }

    def add(self, values: Values, found: Keys) -> Sequence[Any]:
        floor = self._floor(values, found["building"])
        space = Space.objects.filter(floor=floor, code=values["code"]).first()
        if space is None:
            return self._place(floor, values, found)
        self._insist_steady(space, values)
        state = change_space(space, start=values["since"], by=self.by, **_what(values))
        return [state]

    def _floor(self, values: Values, building: int) -> Floor:
        rows = list(Floor.objects.filter(building=building).order_by("pk"))
        wanted = normalise(values["floor"])
        for row in rows:
            if wanted in (normalise(row.code), normalise(row.name)):
                values["floor"] = row.code
                return row
        known = listed([f"« {row.code} »" for row in rows]) or "aucun encore"
        raise unreadable(f"l’étage « {values['floor']} » ne figure pas ici. Étages : {known}")

    def _place(self, floor: Floor, values: Values, found: Keys) -> Sequence[Any]:
        what = {"code": values["code"], "name": values["name"], "start": values["since"]}
        rect = tuple(values[key] or 0 for key in DRAWN)
        if (values["kind"] is SpaceKind.DESK) is not ("room" in found):
            raise unreadable(
                "un poste de co-travail, et lui seul, dit de quel espace il est : « Poste de »"
            )
        if "room" in found:
            space = self._desk(Space.objects.get(pk=found["room"]), values, rect, what)
        else:
            space = add_space(floor=floor, rect=rect, by=self.by, **what, **_what(values))  # type: ignore[arg-type]
        self.rooms.note(space.pk, space.code, space.name)
        return [space, *space.states.all()]

    def _desk(self, room: Space, values: Values, rect: Any, what: dict[str, Any]) -> Space:
        if values["capacity"] not in (None, 1) or values["usable"] is False:
            raise unreadable("un poste neuf est utilisable, par une personne")
        return add_desk(
            room=room,
            surface_m2=values["surface_m2"],
            rect=rect,
            by=self.by,
            **what,
            **cells.evidence_given(values),
        )

    def _insist_steady(self, space: Space, values: Values) -> None:
        room = self.rooms.label(space.parent_id) if space.parent_id else None
        standing = {**{key: getattr(space, key) for key in ("name", *DRAWN)}, "room": room}
        given = {key: values[key] for key in STEADY}
        if apart := cells.told_apart(given, standing, self.columns):
            raise Differs(f"cet espace est déjà noté autrement : {listed(apart)}", apart)


def _what(values: Values) -> dict[str, Any]:
    return {
        "kind": values["kind"],
        "surface_m2": Decimal(values["surface_m2"]),
        "capacity": values["capacity"],
        "usable": values["usable"] is not False,
        **cells.evidence_given(values),
    }


def _take_back(rows: Sequence[Any], by: Actor) -> None:
    """The last thing a space became; the space itself when it was all."""
    for row in rows:
        if isinstance(row, SpaceState):
            withdraw_state(row, by=by)


SPACES = listing(
    _Spaces,
    "spaces",
    "Espaces",
    "Une ligne pour ce qu’est un espace à partir d’un jour : nature, surface, places. Ce qu’il "
    "devient ensuite est une ligne de plus.",
    take_back=_take_back,
)
