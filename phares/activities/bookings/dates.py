"""What bookings have in the calendar: who has which place, days off, public holidays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from phares.activities.bookings.models import Booking, DaysOff, Offer
from phares.activities.bookings.queries.opening import public_holidays
from phares.activities.bookings.rules.kinds import BookingState
from phares.activities.bookings.rules.permissions import SEES_THE_CALENDAR, may_see_names
from phares.common.facts import during
from phares.cooperative.assets.queries import midnight
from phares.kernel.actor import MEMBERS, Actor, Named
from phares.kernel.dates import Happening, Theme
from phares.kernel.time import Period, TimeSlot
from phares.kernel.tongue import say

SHOWN = (BookingState.TO_APPROVE, BookingState.CONFIRMED, BookingState.DONE)


def within(period: Period, actor: Actor) -> list[Happening]:
    """For those who see the planning; names for those who may read them."""
    if not actor.is_(*SEES_THE_CALENDAR):
        return []
    booked = [told(one, actor) for one in booked_in(period)]
    return [*booked, *closures_in(period)]


def booked_in(period: Period) -> QuerySet[Booking]:
    """What holds or held a place on these days."""
    assert period.end is not None
    states = [state.value for state in SHOWN]
    rows = Booking.objects.filter(
        ends_at__gt=midnight(period.start), starts_at__lt=midnight(period.end), state__in=states
    )
    return rows.select_related("offer", "party")


def told(booking: Booking, actor: Actor) -> Happening:
    """A booking, as this person may know it."""
    own = booking.party_id in actor.parties_as(*MEMBERS)
    mine = own or (actor.user_id is not None and booking.made_by_id == actor.user_id)
    names = may_see_names(actor)
    waits = booking.state == BookingState.TO_APPROVE.value
    said = [booking.purpose] if names and booking.purpose else []
    return Happening(
        key=booking.key,
        theme=Theme.BOOKING,
        title=booking.party.name if names else say("Occupé"),
        days=days_of(booking),
        slot=TimeSlot(booking.starts_at, booking.ends_at),
        detail=", ".join([*said, *([say("à confirmer")] if waits else [])]),
        place=booking.offer.name,
        url=reverse("bookings:booking", args=[booking.pk]) if names else "",
        parties=(Named(booking.party_id, booking.party.name),) if names else (),
        mine=mine,
        uid=str(booking.uid),
        sequence=booking.sequence,
        tentative=waits,
    )


def taken_of(offer: Offer, period: Period) -> list[Happening]:
    """When a place is taken, for anybody who holds its address: nobody is named."""
    return [
        Happening(
            key=one.key,
            theme=Theme.BOOKING,
            title=say("Occupée"),
            days=days_of(one),
            slot=TimeSlot(one.starts_at, one.ends_at),
            place=offer.name,
            uid=str(one.uid),
            sequence=one.sequence,
            tentative=one.state == BookingState.TO_APPROVE.value,
        )
        for one in booked_in(period).filter(offer=offer)
    ]


def days_of(booking: Booking) -> Period:
    start = timezone.localtime(booking.starts_at).date()
    last = timezone.localtime(booking.ends_at - timedelta(microseconds=1)).date()
    return Period(start, last + timedelta(days=1))


def closures_in(period: Period) -> Iterator[Happening]:
    """Days on which the house, or one place, is closed; public holidays."""
    assert period.end is not None
    rows = DaysOff.objects.filter(during(period)).select_related("offer")
    for one in rows.order_by("starts_on", "pk"):
        yield Happening(
            key=f"days-off:{one.pk}",
            theme=Theme.CLOSURE,
            title=say("Fermé : {label}", label=one.label),
            days=one.period,
            detail=said_days(one),
            place=one.offer.name if one.offer else "",
        )
    for day, name in public_holidays(period.start, period.end - timedelta(days=1)).items():
        yield Happening(
            key=f"holiday:{day}",
            theme=Theme.CLOSURE,
            title=say("Jour férié : {name}", name=name),
            days=Period(day, day + timedelta(days=1)),
        )


def said_days(one: DaysOff) -> str:
    """« du 3 août 2015 au 16 août 2015 »."""
    last = one.ending
    if last is None or last.day == one.starts_on:
        return ""
    return say("du {first} au {last}", first=one.beginning, last=last)
