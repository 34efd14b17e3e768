"""Bookings as people look for them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from phares.activities.bookings.models import Booking
from phares.activities.bookings.rules.kinds import BookingState
from phares.activities.bookings.rules.permissions import BOOKS_FOR_ITS_OWN, reads_all
from phares.kernel.actor import Actor
from phares.people.directory.rules.names import normalise


def visible_to(actor: Actor) -> QuerySet[Booking]:
    """All of them to the team; a member reads its own in the list."""
    rows = Booking.objects.select_related("offer", "party")
    if reads_all(actor):
        return rows
    return rows.filter(party_id__in=actor.parties_as(*BOOKS_FOR_ITS_OWN))


def to_decide(now: datetime) -> QuerySet[Booking]:
    """What waits for a yes and is not over, the nearest first."""
    rows = Booking.objects.filter(state=BookingState.TO_APPROVE.value, ends_at__gt=now)
    return rows.order_by("starts_at", "pk")


def searched(rows: QuerySet[Booking], text: str) -> QuerySet[Booking]:
    """By structure, place or purpose."""
    for word in normalise(text).split():
        rows = rows.filter(
            Q(party__search__contains=word)
            | Q(offer__name__icontains=word)
            | Q(purpose__icontains=word)
        )
    return rows
