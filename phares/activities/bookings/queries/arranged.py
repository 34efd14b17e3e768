"""The hours and the closures of the house, for who arranges them."""

from __future__ import annotations

from datetime import date, time, timedelta

from django.db.models import QuerySet

from phares.activities.bookings.models import Booking, DaysOff, OpeningHours
from phares.activities.bookings.rules.kinds import HOLDS
from phares.common.facts import on
from phares.cooperative.assets.queries import midnight


def hours_on(day: date) -> dict[str, time]:
    """What the form of the hours shows: `opens_0`, `closes_0`…; the first stretch of each day."""
    found: dict[str, time] = {}
    rows = OpeningHours.objects.filter(on(day), offer__isnull=True).order_by("weekday", "opens")
    for weekday, opens, closes in rows.values_list("weekday", "opens", "closes"):
        found.setdefault(f"opens_{weekday}", _clock(opens))
        found.setdefault(f"closes_{weekday}", _clock(closes))
    return found


def _clock(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)


def closures_from(day: date) -> QuerySet[DaysOff]:
    """Of the house, that last or are to come."""
    rows = DaysOff.objects.filter(offer__isnull=True, ends_on__gt=day)
    return rows.order_by("starts_on", "pk")


def booked_between(first: date, last: date) -> int:
    """How many bookings stand on these days, both included."""
    states = [state.value for state in HOLDS]
    until = midnight(last + timedelta(days=1))
    rows = Booking.objects.filter(
        state__in=states, ends_at__gt=midnight(first), starts_at__lt=until
    )
    return rows.count()
