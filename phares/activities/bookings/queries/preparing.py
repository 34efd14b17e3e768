"""What must be made ready on a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from phares.activities.bookings.models import Booking
from phares.activities.bookings.rules.kinds import BookingState, Setup
from phares.cooperative.assets.queries import midnight
from phares.kernel.tongue import say_plural


@dataclass(frozen=True, slots=True)
class ToPrepare:
    booking: Booking
    at: datetime
    said: str

    @property
    def done(self) -> bool:
        return self.booking.prepared_at is not None


def prepared_on(day: date) -> list[ToPrepare]:
    """Bookings of the day that ask for something, in their order: one query."""
    rows = Booking.objects.filter(
        state=BookingState.CONFIRMED.value,
        starts_at__gte=midnight(day),
        starts_at__lt=midnight(day + timedelta(days=1)),
    ).select_related("offer", "party", "prepared_by")
    found = ((one, ", ".join(_said(one))) for one in rows.order_by("starts_at", "pk"))
    return [ToPrepare(one, timezone.localtime(one.starts_at), said) for one, said in found if said]


def _said(one: Booking) -> Iterator[str]:
    if one.setup != Setup.AS_IS.value:
        yield Setup(one.setup).label
    if one.people and one.setup != Setup.AS_IS.value:
        many = say_plural("{count} personne", "{count} personnes", one.people)
        yield many.format(count=one.people)
    if one.catering:
        yield one.catering
    if one.note and not one.overbooked:
        yield one.note
