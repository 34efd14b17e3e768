"""What was typed in the bookings of somebody who is erased: it may name them, and goes.

Hours, rooms, counts and prices stay. A text that the base wants says only that it was erased.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from phares.activities.bookings.models import Booking, Occurrence, Series
from phares.activities.bookings.rules.kinds import BookingState, DateState
from phares.kernel.personal import Subject
from phares.kernel.tongue import french

ERASED = french("texte effacé")


def asked_or_named(who: Subject) -> Q:
    """What their account asked for, or what is kept in their own name."""
    asked = Q(made_by=who.account) if who.account is not None else Q(pk__in=[])
    named = Q(party=who.person) if who.person is not None else Q(pk__in=[])
    return asked | named


@transaction.atomic
def forget_texts(who: Subject) -> None:
    """Of the bookings and the series that somebody asked for, or has in their own name."""
    bookings = Booking.objects.filter(asked_or_named(who))
    refused = BookingState.REFUSED.value
    bookings.exclude(note="").filter(overbooked=True).update(note=str(ERASED))
    bookings.filter(overbooked=False).update(note="")
    bookings.filter(state=refused).update(reason=str(ERASED))
    bookings.exclude(state=refused).update(reason="")
    bookings.update(purpose="", catering="")
    series = Series.objects.filter(asked_or_named(who))
    dates = Occurrence.objects.filter(series__in=series.values("pk"))
    dates.filter(state=DateState.SKIPPED.value).update(reason=str(ERASED))
    dates.exclude(state=DateState.SKIPPED.value).update(reason="")
    series.update(purpose="")
