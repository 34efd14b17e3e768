"""What the clock does with bookings."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from phares.activities.bookings.actions import (
    note_absence,
    offer_what_is_free,
    pass_on,
    settle_past,
)
from phares.activities.bookings.models import Booking
from phares.activities.bookings.rules.kinds import BookingState
from phares.kernel.actor import THE_POLE
from phares.kernel.refusal import Refused

AHEAD = timedelta(days=3660)
"""Whatever is waited for."""


def settle(now: datetime) -> int:
    """What is over took place. The days of a demonstration are not those of the clock."""
    return 0 if settings.DEMO else settle_past(now)


def offer_to_those_who_wait(now: datetime) -> int:
    """What was kept in vain goes on; whatever else freed a place, those who wait are served."""
    if settings.DEMO:
        return 0
    return pass_on(now) + offer_what_is_free(now, now + AHEAD, now=now)


def release_the_unattended(now: datetime) -> int:
    """Places whose offer says after how long, and where nobody said they were there."""
    if settings.DEMO:
        return 0
    waiting = Booking.objects.filter(
        state=BookingState.CONFIRMED.value,
        checked_in_at__isnull=True,
        offer__release_minutes__isnull=False,
        starts_at__lte=now,
        ends_at__gt=now,
    ).select_related("offer")
    released = 0
    for one in waiting.order_by("starts_at", "pk"):
        since = max(one.starts_at, one.made_at)
        if since + timedelta(minutes=one.offer.release_minutes or 0) <= now:
            released += _released(one, now)
    return released


def _released(one: Booking, now: datetime) -> int:
    try:
        note_absence(one, by=THE_POLE, now=now)
    except Refused:
        return 0
    return 1
