"""An invented house with a hall in two halves, two rooms, three desks and a projector."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from phares.activities.bookings.actions import book_room, offer_place
from phares.activities.bookings.models import Booking, Offer
from phares.activities.bookings.rules.kinds import Approval, OfferKind
from phares.cooperative.assets.models import Asset
from phares.cooperative.assets.rules.kinds import AssetKind
from phares.kernel.actor import Actor, Role
from phares.kernel.time import TimeSlot
from phares.people.accounts.models import User
from phares.people.directory.models import Belonging, Organisation, Pole
from phares.people.directory.rules.kinds import BelongingRole, PartyKind
from tests.parties import acting

PARIS = ZoneInfo("Europe/Paris")
OPENED = date(2012, 1, 1)
NOW = datetime(2016, 1, 11, 8, 0, tzinfo=UTC)
"""Monday 11 January 2016, nine o'clock in Paris."""
ANIMATOR = acting(Role.ANIMATOR)


def at(hour: int, minute: int = 0, *, day: int = 12, month: int = 1) -> datetime:
    """That hour in Paris, on Tuesday 12 January 2016 unless told."""
    return datetime(2016, month, day, hour, minute, tzinfo=PARIS).astimezone(UTC)


def slot(start: int, end: int, *, day: int = 12, month: int = 1) -> TimeSlot:
    return TimeSlot(at(start, day=day, month=month), at(end, day=day, month=month))


def contact_of(organisation: Organisation) -> Actor:
    return acting(Role.MEMBER_CONTACT, organisation.pk)


@dataclass
class Rooms:
    resident: Organisation
    adherent: Organisation
    outsider: Organisation
    hall: Offer
    north: Offer
    cordouan: Offer
    planier: Offer
    desks: Offer
    with_projector: Offer


def asset(name: str, parent: Asset | None = None) -> Asset:
    return Asset.objects.create(kind=AssetKind.SPACE.value, name=name, parent=parent)


def offer(name: str, *units: Asset, kind: OfferKind = OfferKind.MEETING_ROOM, **ways: Any) -> Offer:
    return offer_place(name=name, kind=kind, units=units, start=OPENED, by=ANIMATOR, **ways)


def organisation(name: str, role: BelongingRole | None = None) -> Organisation:
    found = Organisation.objects.create(kind=PartyKind.ORGANISATION.value, name=name)
    if role is not None:
        pole = Pole.objects.filter(is_home=True).first() or Pole.objects.create(
            name="Le PHARES", is_home=True
        )
        Belonging.objects.create(party=found, pole=pole, role=role.value, starts_on=OPENED)
    return found


def rooms() -> Rooms:
    User.objects.create(pk=1, email="qui@phares.test", name="Qui agit")
    hall = asset("Ar-Men")
    north, _south = asset("Ar-Men nord", hall), asset("Ar-Men sud", hall)
    cordouan, planier = asset("Cordouan"), asset("Planier")
    desks = [asset(f"Poste {number}") for number in (1, 2, 3)]
    projector = Asset.objects.create(kind=AssetKind.EQUIPMENT.value, name="Vidéoprojecteur")
    return Rooms(
        organisation("Terragram", BelongingRole.RESIDENT),
        organisation("Solibio", BelongingRole.ADHERENT),
        organisation("Métropop’ !"),
        offer("Ar-Men", hall, approval=Approval.EVERYBODY.value),
        offer("Ar-Men nord", north),
        offer("Cordouan", cordouan),
        offer("Planier", planier, before_minutes=15, after_minutes=15),
        offer("Un poste", *desks, kind=OfferKind.DESK, any_one=True),
        offer("Cordouan et son projecteur", cordouan, projector, kind=OfferKind.SET),
    )


def book(what: Offer, party: Organisation, when: TimeSlot, **more: Any) -> Booking:
    facts = {"by": contact_of(party), "now": NOW, **more}
    return book_room(offer=what, party=party, slot=when, **facts)
