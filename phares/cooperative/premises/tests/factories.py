"""An invented building: two floors, a few spaces."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from phares.cooperative.premises import actions
from phares.cooperative.premises.models import Building, Floor, Lease, Space
from phares.cooperative.premises.rules.kinds import SpaceKind, TenureKind
from phares.cooperative.premises.rules.places import Rect
from phares.kernel.actor import THE_POLE, Actor, Role
from phares.kernel.dating import Dated
from phares.people.directory.models import Organisation
from phares.people.directory.rules.kinds import PartyKind
from phares.people.directory.rules.names import haystack
from tests.parties import acting

OPENED = Dated(date(2001, 1, 1))
ANIMATOR = acting(Role.ANIMATOR)
TECHNICIAN = acting(Role.TECHNICIAN)
ACCOUNTANT = acting(Role.ACCOUNTANT)


def contact_of(organisation: Organisation) -> Actor:
    return acting(Role.MEMBER_CONTACT, organisation.pk)


def organisation(name: str = "Terragram") -> Organisation:
    kind, search = PartyKind.ORGANISATION.value, haystack([name])
    return Organisation.objects.create(kind=kind, name=name, search=search)


@dataclass
class Place:
    """A house of two floors: three offices, a meeting room, a coworking room, a workshop."""

    owner: Organisation
    manager: Organisation
    building: Building
    ground: Floor
    first: Floor
    offices: list[Space]
    meeting: Space
    coworking: Space
    workshop: Space


def space(
    floor: Floor, code: str, name: str, kind: SpaceKind, m2: int, rect: Rect, **more
) -> Space:
    facts = {"start": OPENED, "by": THE_POLE, **more}
    return actions.add_space(
        floor=floor, code=code, name=name, kind=kind, surface_m2=Decimal(m2), rect=rect, **facts
    )


def place() -> Place:
    owner, manager = organisation("Halage"), organisation("SCIC Le PHARES")
    site = actions.open_site(name="Le PHARES", city="L’Île-Saint-Denis", by=THE_POLE)
    building = actions.raise_building(site=site, name="Maison des phares", by=THE_POLE)
    for who, kind in ((owner, TenureKind.OWNER), (manager, TenureKind.MANAGER)):
        actions.record_tenure(
            building=building, organisation=who, kind=kind, start=OPENED, by=THE_POLE
        )
    floors = [
        actions.add_floor(
            building=building, code=code, name=name, level=level, width=300, height=150, by=THE_POLE
        )
        for level, (code, name) in enumerate((("RdC", "Rez-de-chaussée"), ("R+1", "Premier étage")))
    ]
    ground, first = floors
    offices = [
        space(first, str(n), f"Bureau {n}", SpaceKind.OFFICE, 20, Rect((n - 3) * 60, 0, 60, 60))
        for n in (3, 4, 5)
    ]
    return Place(
        owner, manager, building, ground, first, offices,
        meeting=space(first, "Cordouan", "Cordouan", SpaceKind.MEETING, 40, Rect(0, 90, 150, 60),
                      capacity=18),
        coworking=space(ground, "Cotravail", "Co-travail", SpaceKind.COWORKING, 60,
                        Rect(0, 0, 150, 150)),
        workshop=space(ground, "Atelier", "Atelier textile", SpaceKind.WORKSHOP, 50,
                       Rect(150, 0, 150, 150), usable=False),
    )  # fmt: skip


def lease(
    where: Place, *spaces: Space, occupant: Organisation, start: Dated, end: Dated | None = None
) -> Lease:
    lines = [(one, Decimal(20)) for one in spaces]
    return actions.sign_lease(
        occupant=occupant, lessor=where.manager, lines=lines, start=start, end=end, by=THE_POLE
    )


def day(month: int, number: int = 1, year: int = 2015) -> Dated:
    return Dated(date(year, month, number))
