"""A booking is moved, corrected or given back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from phares.activities.bookings.actions.placing import (
    Asked,
    insist_on_rules,
    insist_on_seats,
    place,
)
from phares.activities.bookings.actions.pricing import price_again, price_cancelled
from phares.activities.bookings.actions.waiting import freed, offer_what_is_free
from phares.activities.bookings.letters import News, tell
from phares.activities.bookings.models import Booking, Offer
from phares.activities.bookings.queries.standing import standing_of
from phares.activities.bookings.rules import lifecycle, permissions
from phares.activities.bookings.rules.asking import Wish, first_state
from phares.activities.bookings.rules.kinds import Approval, BookingState
from phares.common.audit.actions import record
from phares.cooperative.assets.actions import give_back
from phares.kernel.actor import Actor
from phares.kernel.lifecycle import why_not_move
from phares.kernel.refusal import insist
from phares.kernel.time import TimeSlot

TO_DO = {"people", "setup", "catering", "note"}
"""What somebody makes ready."""
TO_DECIDE = {"people", "nature"}
"""What the pole said yes to, besides the hours."""


def changeable(booking: Booking, by: Actor, now: datetime) -> Booking:
    """The booking, locked, when this person may still change it."""
    insist(permissions.why_not(permissions.may_change(by, booking.party_id)))
    rows = Booking.objects.select_for_update(of=("self",)).select_related("offer", "party")
    booking = rows.get(pk=booking.pk)
    insist(lifecycle.why_not_change(BookingState(booking.state), booking.starts_at, now))
    return booking


@transaction.atomic
def move_booking(
    booking: Booking, slot: TimeSlot, *, by: Actor, now: datetime, offer: Offer | None = None
) -> Booking:
    """Other hours, another place or both; refused, it keeps what it had.

    A member who moves what the pole had to confirm asks again, and holds the new hours meanwhile.
    """
    booking = changeable(booking, by, now)
    before = (str(booking.offer), booking.starts_at, booking.ends_at)
    booking.offer = offer or booking.offer
    booking.starts_at, booking.ends_at = slot.start, slot.end
    asked = Asked(booking.offer, booking.party, slot, by, now, booking.pk, booking.people)
    terms = insist_on_rules(asked)
    booking.state = _after_a_change(booking, by).value
    booking.sequence += 1
    _begin_again(booking)
    place(booking, terms.units, by, instead=True)
    booking.save()
    price_again([booking], now=now)
    record(
        "booking.moved", booking, by=by, before=before[0], was=before[1], start=slot.start,
        end=slot.end,
    )  # fmt: skip
    tell(booking, News.MOVED, by=by, now=now)
    offer_what_is_free(before[1], before[2], now=now)
    return booking


def _after_a_change(booking: Booking, by: Actor) -> BookingState:
    standing = standing_of(booking.party_id, timezone.localdate(booking.starts_at))
    lead = permissions.leads(by)
    state = BookingState(booking.state)
    if lead:
        return state
    return first_state(Approval(booking.offer.approval), standing, lead=False)


def _begin_again(booking: Booking) -> None:
    """Nobody has come there yet, nor made it ready."""
    booking.checked_in_at = booking.prepared_at = booking.prepared_by = None


@transaction.atomic
def correct_booking(booking: Booking, wish: Wish, *, by: Actor, now: datetime) -> Booking:
    """What it is for and what must be ready; the hours stay.

    What was made ready is so no more when something else is asked; a member who changes what the
    pole had to confirm asks again.
    """
    booking = changeable(booking, by, now)
    columns = wish.columns()
    changed = {name for name, value in columns.items() if getattr(booking, name) != value}
    for column, value in columns.items():
        setattr(booking, column, value)
    slot = TimeSlot(booking.starts_at, booking.ends_at)
    asked = Asked(booking.offer, booking.party, slot, by, now, booking.pk, wish.people)
    insist_on_seats(asked)
    if changed & TO_DO:
        booking.prepared_at = booking.prepared_by = None
    if changed & TO_DECIDE:
        booking.state = _after_a_change(booking, by).value
    booking.sequence += 1
    booking.save()
    record("booking.corrected", booking, by=by)
    return booking


@transaction.atomic
def cancel_booking(booking: Booking, *, by: Actor, now: datetime, reason: str = "") -> Booking:
    """Gives the place back."""
    booking = changeable(booking, by, now)
    insist(why_not_move(lifecycle.MOVES, BookingState(booking.state), BookingState.CANCELLED))
    booking.state, booking.reason = BookingState.CANCELLED.value, reason.strip()[:300]
    booking.sequence += 1
    booking.save(update_fields=["state", "reason", "sequence"])
    give_back(booking.key)
    price_cancelled([booking], now=now, lead=permissions.leads(by))
    record("booking.cancelled", booking, by=by, reason=booking.reason)
    tell(booking, News.CANCELLED, by=by, now=now)
    freed(booking, now)
    return booking
