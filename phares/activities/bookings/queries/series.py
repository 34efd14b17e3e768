"""Series as people look at them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from phares.activities.bookings.models import Booking, Occurrence, Series
from phares.activities.bookings.rules.kinds import (
    HOLDS,
    WEEKDAYS,
    BookingState,
    DateState,
    Skip,
)
from phares.activities.bookings.rules.permissions import BOOKS_FOR_ITS_OWN, may_read, reads_all
from phares.kernel.actor import Actor
from phares.kernel.dating import Dated
from phares.kernel.tongue import say
from phares.kernel.words import on_the_clock

STANDING = [state.value for state in HOLDS]


@dataclass(frozen=True, slots=True)
class Shown:
    """A date of a series as the page says it."""

    pk: int
    day: date
    said: str
    hours: str
    state: str
    badge: str
    reason: str
    booking: Booking | None
    missing: bool
    """To come and not booked: it may be tried again."""


def series_for(actor: Actor) -> QuerySet[Series]:
    """All to the team and the co-managers, one’s own to a member."""
    rows = Series.objects.select_related("offer", "party")
    if reads_all(actor):
        return rows
    return rows.filter(party_id__in=actor.parties_as(*BOOKS_FOR_ITS_OWN))


def counted(rows: QuerySet[Series]) -> QuerySet[Series]:
    """With how many dates, and how many that stand or took place."""
    had = Q(dates__booking__state__in=[*STANDING, BookingState.DONE.value])
    return rows.annotate(all_dates=Count("dates"), had=Count("dates", filter=had))


def series_of(booking: Booking, actor: Actor) -> Series | None:
    """The series that a booking is a date of, to whom may read it."""
    if not may_read(actor, booking.party_id):
        return None
    return Series.objects.filter(dates__booking=booking).first()


def dates_shown(series: Series, now: datetime) -> list[Shown]:
    """Every date, skipped ones with why: one query."""
    rows = series.dates.select_related("booking").order_by("day")
    return [_shown(series, one, now) for one in rows]


def coming_days(series: Series, now: datetime) -> list[date]:
    """Dates that stand and have not begun, in order."""
    rows = series.dates.filter(booking__state__in=STANDING, booking__starts_at__gt=now)
    return list(rows.order_by("day").values_list("day", flat=True))


def _shown(series: Series, one: Occurrence, now: datetime) -> Shown:
    booking = one.booking
    stands = booking is not None and booking.state in (*STANDING, BookingState.DONE.value)
    state = BookingState(booking.state).label if booking else DateState(one.state).label
    if one.why:
        state = say("{state} : {why}", state=state, why=Skip(one.why).label)
    reason = one.reason or (booking.reason if booking else "")
    to_come = booking.starts_at > now if booking else one.day >= timezone.localdate(now)
    return Shown(
        one.pk, one.day, f"{WEEKDAYS[one.day.weekday()]} {Dated(one.day)}",
        hours_of(series, booking), state, _badge(booking), reason, booking,
        missing=to_come and not stands,
    )  # fmt: skip


def hours_of(series: Series, booking: Booking | None) -> str:
    start, end = series.start, series.end
    if booking is not None:
        start, end = (_minutes(at) for at in (booking.starts_at, booking.ends_at))
    return say("de {start} à {end}", start=on_the_clock(start), end=on_the_clock(end))


def _minutes(moment: datetime) -> int:
    local = timezone.localtime(moment)
    return local.hour * 60 + local.minute


def _badge(booking: Booking | None) -> str:
    if booking is None:
        return "surveille"
    states = {BookingState.CONFIRMED: "cours", BookingState.DONE: "cours",
              BookingState.TO_APPROVE: "projet"}  # fmt: skip
    return states.get(BookingState(booking.state), "regle")
