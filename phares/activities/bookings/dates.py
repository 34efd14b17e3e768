"""What bookings have in the calendar: who has which place, days off, public holidays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from phares.activities.bookings.models import KEY, Booking, DaysOff, Offer
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


COLUMNS = (
    "pk", "uid", "sequence", "state", "starts_at", "ends_at", "purpose", "made_by_id", "party_id",
    "party__name", "offer__name",
)  # fmt: skip
"""Of a booking, what the calendar tells: a feed reads thousands."""


def within(period: Period, actor: Actor) -> list[Happening]:
    """For those who see the planning; names for those who may read them."""
    if not actor.is_(*SEES_THE_CALENDAR):
        return []
    return [*_told_to(actor, booked_in(period)), *closures_in(period)]


def booked_in(period: Period) -> QuerySet[Booking]:
    """What holds or held a place on these days."""
    assert period.end is not None
    states = [state.value for state in SHOWN]
    return Booking.objects.filter(
        ends_at__gt=midnight(period.start), starts_at__lt=midnight(period.end), state__in=states
    )


def _told_to(actor: Actor, rows: QuerySet[Booking]) -> Iterator[Happening]:
    """Bookings, as this person may know them."""
    own, names = actor.parties_as(*MEMBERS), may_see_names(actor)
    zone, waiting = timezone.get_current_timezone(), say("à confirmer")
    address, parties = reverse("bookings:booking", args=[0]), dict[int, tuple[Named, ...]]()
    for one in rows.values_list(*COLUMNS):
        pk, uid, sequence, state, start, end, purpose, made_by, party, name, place = one
        waits = state == BookingState.TO_APPROVE.value
        said = [purpose] if names and purpose else []
        if names and party not in parties:
            parties[party] = (Named(party, name),)
        yield Happening(
            key=f"{KEY}{pk}",
            theme=Theme.BOOKING,
            title=name if names else say("Occupé"),
            days=days_of(start.astimezone(zone), end.astimezone(zone)),
            slot=TimeSlot(start, end),
            detail=", ".join([*said, waiting] if waits else said),
            place=place,
            url=address.replace("/0/", f"/{pk}/") if names else "",
            parties=parties.get(party, ()),
            mine=party in own or (actor.user_id is not None and made_by == actor.user_id),
            uid=str(uid),
            sequence=sequence,
            tentative=waits,
        )


def taken_of(offer: Offer, period: Period) -> list[Happening]:
    """When a place is taken, for anybody who holds its address: nobody is named."""
    zone, title = timezone.get_current_timezone(), say("Occupée")
    rows = booked_in(period).filter(offer=offer)
    return [
        Happening(
            key=f"{KEY}{pk}",
            theme=Theme.BOOKING,
            title=title,
            days=days_of(start.astimezone(zone), end.astimezone(zone)),
            slot=TimeSlot(start, end),
            place=offer.name,
            uid=str(uid),
            sequence=sequence,
            tentative=state == BookingState.TO_APPROVE.value,
        )
        for pk, uid, sequence, state, start, end in rows.values_list(*COLUMNS[:6])
    ]


def days_of(start: datetime, end: datetime) -> Period:
    """The days of the place that these hours touch."""
    last = end - timedelta(microseconds=1)
    return Period(start.date(), last.date() + timedelta(days=1))


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
