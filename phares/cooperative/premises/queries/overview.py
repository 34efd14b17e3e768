"""The place in one page: buildings, who owns, manages and occupies, floors, kinds of spaces."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from phares.common.facts import on
from phares.cooperative.premises.models import Building, Floor, Photo, Tenure
from phares.cooperative.premises.queries.photos import photos_on
from phares.cooperative.premises.queries.plan import Plan, SpaceOnDay, spaces_on
from phares.cooperative.premises.rules.interests import Interest, conflicts
from phares.cooperative.premises.rules.kinds import Pictured, SpaceKind, TenureKind
from phares.cooperative.premises.rules.plan import natural
from phares.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Occupant:
    pk: int
    name: str
    codes: list[str]
    surface_m2: Decimal


@dataclass(frozen=True, slots=True)
class KindOfSpace:
    kind: SpaceKind
    spaces: list[SpaceOnDay]

    @property
    def surface_m2(self) -> Decimal:
        """Without what lies inside a room that is counted already."""
        return surface(self.spaces)

    @property
    def within_m2(self) -> Decimal:
        """What lies inside rooms of other kinds: desks."""
        return surface(self.spaces, desks=True) - self.surface_m2


@dataclass(frozen=True, slots=True)
class FloorOnDay:
    """A floor with its m² to let and let, for the gauge."""

    plan: Plan

    @property
    def floor(self) -> Floor:
        return self.plan.floor

    @property
    def to_let_m2(self) -> Decimal:
        return sum((one.surface_m2 for one in self.plan.spaces if one.to_let), Decimal(0))

    @property
    def let_m2(self) -> Decimal:
        held = (one for one in self.plan.spaces if one.to_let and one.holder)
        return sum((one.surface_m2 for one in held), Decimal(0))

    @property
    def percent(self) -> int | None:
        """Of the m² to let that day; None when there are none."""
        return round(100 * self.let_m2 / self.to_let_m2) if self.to_let_m2 else None

    @property
    def surface_m2(self) -> Decimal:
        return surface(self.plan.spaces)


@dataclass(frozen=True, slots=True)
class BuildingOnDay:
    building: Building
    tenures: list[Tenure]
    floors: list[FloorOnDay]
    photos: Sequence[Photo] = ()
    site_photos: Sequence[Photo] = ()
    """Told once a site, with its first building."""

    @property
    def spaces(self) -> list[SpaceOnDay]:
        return [one for floor in self.floors for one in floor.plan.spaces]

    @property
    def surface_m2(self) -> Decimal:
        return surface(self.spaces)

    @property
    def illustrative(self) -> bool:
        """Whether the surface of one of its spaces is invented."""
        return any(one.illustrative for one in self.spaces)

    @property
    def kinds(self) -> list[KindOfSpace]:
        """Every kind there is, with its spaces."""
        ranked = sorted(self.spaces, key=lambda one: natural(one.space.code))
        found = [KindOfSpace(k, [s for s in ranked if s.kind is k]) for k in SpaceKind]
        return [one for one in found if one.spaces]

    @property
    def shared_m2(self) -> Decimal:
        """What is told of desks and not added."""
        return surface(self.spaces, desks=True) - self.surface_m2

    @property
    def occupants(self) -> list[Occupant]:
        """Who has spaces by agreement that day, in alphabetical order."""
        held: dict[int, list[SpaceOnDay]] = {}
        for one in self.spaces:
            if one.holder_id:
                held.setdefault(one.holder_id, []).append(one)
        found = [
            Occupant(pk, of[0].holder, [s.space.code for s in of], surface(of, desks=True))
            for pk, of in held.items()
        ]
        return sorted(found, key=lambda occupant: occupant.name)

    def held_by(self, kind: TenureKind) -> list[Tenure]:
        return [tenure for tenure in self.tenures if tenure.kind == kind.value]

    @property
    def owners(self) -> list[Tenure]:
        return self.held_by(TenureKind.OWNER)

    @property
    def managers(self) -> list[Tenure]:
        return self.held_by(TenureKind.MANAGER)

    @property
    def interests(self) -> list[Interest]:
        """Organisations on two sides of the building that day."""
        names = {tenure.organisation_id: str(tenure.organisation) for tenure in self.tenures}
        return conflicts(
            [tenure.organisation_id for tenure in self.owners],
            [tenure.organisation_id for tenure in self.managers],
            [occupant.pk for occupant in self.occupants],
            names,
        )


def surface(spaces: Collection[SpaceOnDay], *, desks: bool = False) -> Decimal:
    """Σ m²; a desk lies inside its room, so it is not added to it."""
    counted = (one for one in spaces if desks or one.space.parent_id is None)
    return sum((one.surface_m2 for one in counted), Decimal(0))


def buildings_on(day: date, *, yours: Collection[int] = ()) -> list[BuildingOnDay]:
    """Every building as it stands that day; six queries, however many there are."""
    buildings = Building.objects.select_related("site").order_by("site__name", "name")
    tenures = list(Tenure.objects.filter(on(day)).select_related("organisation"))
    spaces = spaces_on(day, yours=yours)
    floors = [
        FloorOnDay(Plan(floor, [one for one in spaces if one.floor_id == floor.pk]))
        for floor in Floor.objects.order_by("-level")
    ]
    return [
        BuildingOnDay(
            building,
            [tenure for tenure in tenures if tenure.building_id == building.pk],
            [one for one in floors if one.floor.building_id == building.pk],
        )
        for building in buildings
    ]


def with_photos(buildings: Sequence[BuildingOnDay], actor: Actor) -> list[BuildingOnDay]:
    """The same with the photos that this reader may see: two queries more."""
    own = photos_on(Pictured.BUILDING, [one.building.pk for one in buildings], actor)
    sites = photos_on(Pictured.SITE, {one.building.site_id for one in buildings}, actor)
    return [
        replace(
            one,
            photos=own.get(one.building.pk, ()),
            site_photos=sites.pop(one.building.site_id, ()),
        )
        for one in buildings
    ]
