"""Somebody came, or nobody did."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from phares.activities.bookings.actions.pricing import price_due, price_waived
from phares.activities.bookings.actions.waiting import freed
from phares.activities.bookings.letters import News, tell
from phares.activities.bookings.models import Booking
from phares.activities.bookings.rules import lifecycle, permissions
from phares.activities.bookings.rules.kinds import BookingState
from phares.activities.bookings.rules.using import why_not_absent, why_not_check_in
from phares.common.audit.actions import record
from phares.cooperative.assets.actions import give_back, release
from phares.kernel.actor import THE_POLE, Actor
from phares.kernel.lifecycle import why_not_move
from phares.kernel.refusal import insist

UNANSWERED = "Le pôle n’a pas répondu à temps."


def _locked(booking: Booking) -> Booking:
    rows = Booking.objects.select_for_update(of=("self",)).select_related("offer", "party")
    return rows.get(pk=booking.pk)


@transaction.atomic
def check_in(booking: Booking, *, by: Actor, now: datetime) -> Booking:
    """Somebody is there: the place is not released. Twice is once."""
    insist(permissions.why_not(permissions.may_change(by, booking.party_id)))
    booking = _locked(booking)
    insist(why_not_check_in(BookingState(booking.state), booking.starts_at, booking.ends_at, now))
    if booking.checked_in_at is None:
        booking.checked_in_at = now
        booking.save(update_fields=["checked_in_at"])
        record("booking.checked_in", booking, by=by, at=now)
    return booking


@transaction.atomic
def note_absence(booking: Booking, *, by: Actor, now: datetime) -> Booking:
    """Nobody came: the rest of the time is free for others. The team says so, or the clock."""
    insist(permissions.why_not(permissions.leads(by)))
    booking = _locked(booking)
    insist(
        why_not_absent(BookingState(booking.state), booking.starts_at, booking.checked_in_at, now)
    )
    booking.state = BookingState.NO_SHOW.value
    booking.sequence += 1
    booking.save(update_fields=["state", "sequence"])
    if booking.overbooked:
        give_back(booking.key)
    release(booking.key, max(now, booking.starts_at), by=by)
    price_due([booking.pk], now=now)
    record("booking.absent", booking, by=by)
    freed(booking, now)
    return booking


@transaction.atomic
def note_presence(booking: Booking, *, by: Actor) -> Booking:
    """They came after all."""
    insist(permissions.why_not(permissions.leads(by)))
    booking = _locked(booking)
    insist(why_not_move(lifecycle.MOVES, BookingState(booking.state), BookingState.DONE))
    booking.state = BookingState.DONE.value
    booking.save(update_fields=["state"])
    record("booking.honoured", booking, by=by)
    return booking


@transaction.atomic
def note_prepared(booking: Booking, *, by: Actor, now: datetime) -> Booking:
    """The room is as it was asked for. Twice is once."""
    insist(permissions.why_not(permissions.leads(by)))
    booking = _locked(booking)
    if booking.prepared_at is None:
        booking.prepared_at, booking.prepared_by_id = now, by.user_id
        booking.save(update_fields=["prepared_at", "prepared_by"])
        record("booking.prepared", booking, by=by)
    return booking


@transaction.atomic
def settle_past(now: datetime) -> int:
    """What was confirmed and is over took place; what nobody answered in time is no more."""
    over = Booking.objects.filter(ends_at__lte=now)
    confirmed = over.filter(state=BookingState.CONFIRMED.value)
    price_due(list(confirmed.values_list("pk", flat=True)), now=now)
    took = confirmed.update(state=BookingState.DONE.value)
    return took + _settle_unanswered(now)


def _settle_unanswered(now: datetime) -> int:
    """Requests that nobody answered before their hour: the place is free, who asked is told."""
    rows = Booking.objects.filter(state=BookingState.TO_APPROVE.value, starts_at__lte=now)
    late = list(rows.select_for_update(of=("self",)).select_related("offer", "party", "made_by"))
    for booking in late:
        booking.state, booking.reason = BookingState.REFUSED.value, UNANSWERED
        booking.sequence += 1
        booking.save(update_fields=["state", "reason", "sequence"])
        give_back(booking.key)
        price_waived([booking], now=now)
        record("booking.unanswered", booking, by=THE_POLE)
        tell(booking, News.REFUSED, by=THE_POLE, now=now)
    return len(late)
