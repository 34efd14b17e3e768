"""What is said after an act, and where one goes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.shortcuts import resolve_url
from django.utils import timezone

from phares.activities.bookings.actions.deciding import Answered
from phares.activities.bookings.models import Booking, WaitlistEntry
from phares.activities.bookings.rules.kinds import BookingState
from phares.kernel.dating import Dated
from phares.kernel.tongue import say, say_plural
from phares.kernel.words import on_the_clock


def said_booked(booking: Booking) -> str:
    if booking.state == BookingState.TO_APPROVE.value:
        return say(
            "{place} est gardée {when}. Le pôle doit encore confirmer.",
            place=booking.offer,
            when=when(booking),
        )
    return say("{place} : c’est réservé {when}.", place=booking.offer, when=when(booking))


def said_of(answered: Sequence[Answered], *, no: bool) -> str:
    """How many were answered; each that could not be, with its reason."""
    done = sum(one.refusal is None for one in answered)
    count = (
        say_plural("{n} demande refusée.", "{n} demandes refusées.", done)
        if no
        else say_plural("{n} demande confirmée.", "{n} demandes confirmées.", done)
    )
    left = [
        say(
            "{party}, {place} : {why}", party=one.booking.party, place=one.booking.offer,
            why=one.refusal.reason.sentence,
        )
        for one in answered
        if one.refusal
    ]  # fmt: skip
    return " ".join([count.format(n=done), *left])


def when(booking: Booking | WaitlistEntry) -> str:
    """« le 12 janvier 2016 de 14 h à 16 h »."""
    start, end = timezone.localtime(booking.starts_at), timezone.localtime(booking.ends_at)
    return say(
        "le {day} de {start} à {end}",
        day=Dated(start.date()),
        start=clock(start),
        end=clock(end) if end.date() == start.date() else f"{clock(end)}, {Dated(end.date())}",
    )


def clock(moment: datetime) -> str:
    return on_the_clock(moment.hour * 60 + moment.minute)


def planning_of(booking: Booking) -> str:
    day = timezone.localdate(booking.starts_at)
    return f"{resolve_url('bookings:day')}?jour={day.isoformat()}"
