"""The building of a demonstration pole: floors, spaces, agreements, works."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from phares.cooperative.premises import actions
from phares.cooperative.premises.actions.facts import Evidence
from phares.cooperative.premises.models import Building, Floor, Space
from phares.cooperative.premises.rules.kinds import SpaceKind, TenureKind
from phares.demo.drawing import drawing
from phares.demo.reading import Book, dated, known
from phares.kernel.actor import THE_POLE
from phares.kernel.dating import Dated, read_dated
from phares.people.directory.models import Organisation

WIDTH, HEIGHT = 360, 125
TOP, CORRIDOR, BOTTOM = 55, 20, 50
DESK_M2 = Decimal(10)
INVENTED: Evidence = {"illustrative": True, "source": "illustratif"}


@dataclass
class Place:
    """The building as it goes up; spaces by what their door says."""

    organisations: Mapping[str, Organisation]
    spaces: dict[str, Space] = field(default_factory=dict)


def raise_place(book: Book, organisations: Mapping[str, Organisation]) -> None:
    """Everything of building.toml, through the actions of the premises."""
    data, place = book.building, Place(organisations)
    site = dict(data["site"])
    for degree in ("latitude", "longitude"):
        site[degree] = Decimal(site[degree])
    building = actions.raise_building(
        site=actions.open_site(by=THE_POLE, **site),
        name=data["building"]["name"],
        by=THE_POLE,
        source="002:38",
    )
    _tenures(building, data["building"], place)
    start = known(data["building"], "known_since")
    for entry in data["floor"]:
        _floor(building, entry, start, place)
    _works(building, data["works"], place)
    for entry in data["lease"]:
        _lease(entry, place, lessor=organisations[data["building"]["manager"]])
    for entry in data["photo"]:
        of = place.spaces[entry["space"]] if "space" in entry else building
        _photo(entry, of, day_of(book))


def _tenures(building: Building, entry: Mapping[str, Any], place: Place) -> None:
    for kind in (TenureKind.OWNER, TenureKind.MANAGER):
        actions.record_tenure(
            building=building,
            organisation=place.organisations[entry[kind.value]],
            kind=kind,
            start=known(entry, f"{kind.value}_since"),
            source=entry[f"{kind.value}_source"],
            by=THE_POLE,
        )


def _floor(building: Building, entry: Mapping[str, Any], start: Dated, place: Place) -> None:
    floor = actions.add_floor(
        building=building,
        code=entry["code"],
        name=entry["name"],
        level=entry["level"],
        width=WIDTH,
        height=HEIGHT,
        by=THE_POLE,
    )
    for row, rect in _rects(entry):
        place.spaces[row[0]] = _space(floor, row, rect, start)
    for number in range(1, entry.get("desks", 0) + 1):
        code = f"poste {number}"
        place.spaces[code] = actions.add_desk(
            room=place.spaces["co-travail"],
            code=code,
            name=f"Poste {number}",
            start=start,
            surface_m2=DESK_M2,
            by=THE_POLE,
            **INVENTED,
        )


def _rects(entry: Mapping[str, Any]) -> Iterator[tuple[list[Any], tuple[int, int, int, int]]]:
    """Two rows of rooms on either side of a corridor; x, y, width and height in decimetres."""
    for rows, y, height in ((entry["top"], 0, TOP), (entry["bottom"], TOP + CORRIDOR, BOTTOM)):
        x = 0
        for row in rows:
            yield row, (x, y, row[3], height)
            x += row[3]
    corridor = [f"couloir {entry['level']}", "Couloir", "circulation", WIDTH]
    yield corridor, (0, TOP, WIDTH, CORRIDOR)


def _space(floor: Floor, row: list[Any], rect: tuple[int, int, int, int], start: Dated) -> Space:
    code, name, kind, width, *capacity = row
    return actions.add_space(
        floor=floor,
        code=code,
        name=name,
        start=start,
        by=THE_POLE,
        rect=rect,
        kind=SpaceKind(kind),
        surface_m2=Decimal(width * rect[3]) / 100,
        capacity=capacity[0] if capacity else None,
        **INVENTED,
    )


def _works(building: Building, entry: Mapping[str, Any], place: Place) -> None:
    """Two spaces unfit since the works began to be needed; one opens, the other waits."""
    opens, waits = place.spaces[entry["opens"]], place.spaces[entry["still_closed"]]
    unfit = read_dated("2014-01-01")
    for space in (opens, waits):
        actions.change_space(space, start=unfit, usable=False, by=THE_POLE, **INVENTED)
    works = actions.plan_works(
        building=building,
        name=entry["name"],
        start=known(entry),
        end=dated(entry, "until"),
        description=entry["description"],
        surface_gained_m2=Decimal(entry["gained"]),
        spaces=[opens, waits],
        funder=place.organisations[entry["funder"]],
        source=entry["source"],
        by=THE_POLE,
    )
    actions.start_works(works, by=THE_POLE, closing=[waits])
    actions.change_space(
        opens, start=known(entry, "opened_on"), usable=True, source=entry["source"], by=THE_POLE
    )


def _lease(entry: Mapping[str, Any], place: Place, *, lessor: Organisation) -> None:
    spaces = [place.spaces[code] for code in entry["spaces"]]
    actions.sign_lease(
        occupant=place.organisations[entry["who"]],
        lessor=lessor,
        lines=[(space, _surface(space)) for space in spaces],
        start=known(entry),
        end=dated(entry, "until"),
        by=THE_POLE,
        **INVENTED,
    )


def _photo(entry: Mapping[str, Any], of: Building | Space, today: date) -> None:
    """A drawing, which says that it is one."""
    actions.add_photo(
        of,
        content=drawing(entry["drawing"]),
        description=entry["description"],
        public=entry["public"],
        today=today,
        by=THE_POLE,
        **INVENTED,
    )


def day_of(book: Book) -> date:
    """The day the demonstration opens on."""
    return datetime.fromisoformat(book.year["opens_on"]).date()


def _surface(space: Space) -> Decimal:
    """A desk lies inside its room and has no outline of its own."""
    return Decimal(space.width * space.height) / 100 or DESK_M2
