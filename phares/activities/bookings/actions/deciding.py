"""The pole says yes or no to what waits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from phares.activities.bookings.actions.pricing import price_waived
from phares.activities.bookings.actions.waiting import freed
from phares.activities.bookings.letters import News, tell
from phares.activities.bookings.models import Booking
from phares.activities.bookings.rules import lifecycle, permissions
from phares.activities.bookings.rules.kinds import BookingState
from phares.common.audit.actions import record
from phares.common.clock.queries import now
from phares.cooperative.assets.actions import give_back
from phares.kernel.actor import Actor
from phares.kernel.lifecycle import why_not_move
from phares.kernel.refusal import Refused, insist


@dataclass(frozen=True, slots=True)
class Answered:
    """A request and what came of its answer: nothing, or why it could not be given."""

    booking: Booking
    refusal: Refused | None = None


def _decided(booking: Booking, to: BookingState, by: Actor) -> Booking:
    """The booking, locked, when it waits and this person decides."""
    insist(permissions.why_not(permissions.may_approve(by)))
    rows = Booking.objects.select_for_update(of=("self",)).select_related("offer", "party")
    booking = rows.get(pk=booking.pk)
    insist(why_not_move(lifecycle.MOVES, BookingState(booking.state), to))
    booking.state = to.value
    booking.sequence += 1
    return booking


@transaction.atomic
def approve_booking(booking: Booking, *, by: Actor) -> Booking:
    """Yes: the place is held already, so nothing can be in the way."""
    booking = _decided(booking, BookingState.CONFIRMED, by)
    booking.save(update_fields=["state", "sequence"])
    record("booking.approved", booking, by=by, start=booking.starts_at)
    tell(booking, News.CONFIRMED, by=by, now=now())
    return booking


@transaction.atomic
def refuse_booking(booking: Booking, *, reason: str, by: Actor, now: datetime) -> Booking:
    """No, with the reason that will be read; the place is free again."""
    insist(lifecycle.why_not_say(reason))
    booking = _decided(booking, BookingState.REFUSED, by)
    booking.reason = reason.strip()[:300]
    booking.save(update_fields=["state", "reason", "sequence"])
    give_back(booking.key)
    price_waived([booking], now=now)
    record("booking.refused", booking, by=by, reason=booking.reason)
    tell(booking, News.REFUSED, by=by, now=now)
    freed(booking, now)
    return booking


def answer_several(
    bookings: Iterable[Booking], *, no_because: str = "", by: Actor, now: datetime
) -> list[Answered]:
    """Yes to each, or no for the same reason; each in a transaction of its own.

    One that was answered meanwhile, or given back, is told apart: the others stand.
    """
    insist(permissions.why_not(permissions.may_approve(by)))
    return [_answered(one, no_because, by, now) for one in bookings]


def _answered(booking: Booking, no_because: str, by: Actor, now: datetime) -> Answered:
    try:
        if no_because:
            refuse_booking(booking, reason=no_because, by=by, now=now)
        else:
            approve_booking(booking, by=by)
    except Refused as refusal:
        return Answered(booking, refusal)
    return Answered(booking)
