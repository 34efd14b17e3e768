"""What was typed in bookings may name somebody: it goes with who is erased, or with time.

Hours, rooms, counts and prices stay. A text that the base wants says only that it was erased.
"""

from __future__ import annotations

from datetime import date
from itertools import batched

from django.db import transaction
from django.db.models import Q, QuerySet

from phares.activities.bookings.models import Booking, Occurrence, Series, WaitlistEntry
from phares.activities.bookings.rules.kinds import BookingState, DateState
from phares.activities.bookings.rules.permissions import why_not_forget
from phares.common.audit.actions import record
from phares.cooperative.assets.queries import midnight
from phares.kernel.actor import Actor
from phares.kernel.personal import Subject
from phares.kernel.refusal import insist
from phares.kernel.tongue import french

ERASED = french("texte effacé")
SOME = 500
"""Rows named in one request: both bases take as many."""


def asked_or_named(who: Subject) -> Q:
    """What their account asked for, or what is kept in their own name."""
    asked = Q(made_by=who.account) if who.account is not None else Q(pk__in=[])
    named = Q(party=who.person) if who.person is not None else Q(pk__in=[])
    return asked | named


def bookings_over(before: date) -> QuerySet[Booking]:
    """Those that ended before a day and still say something of somebody."""
    said = ~Q(purpose="") | ~Q(catering="") | ~Q(note__in=("", ERASED))
    said |= ~Q(reason__in=("", ERASED)) | Q(made_by__isnull=False) | Q(prepared_by__isnull=False)
    return Booking.objects.filter(said, ends_at__lt=midnight(before)).order_by()


def series_over(before: date) -> QuerySet[Series]:
    """Those whose last date was before a day, and which still say something of somebody."""
    dates = Occurrence.objects.exclude(reason__in=("", ERASED))
    said = ~Q(purpose="") | Q(made_by__isnull=False) | Q(pk__in=dates.values("series"))
    return Series.objects.filter(said, last_on__lt=before).order_by()


@transaction.atomic
def forget_texts(who: Subject) -> None:
    """Of the bookings and the series that somebody asked for, or has in their own name."""
    _empty_bookings(Booking.objects.filter(asked_or_named(who)))
    _empty_series(Series.objects.filter(asked_or_named(who)))
    _empty_waits(WaitlistEntry.objects.filter(asked_or_named(who)))


@transaction.atomic
def forget_old_texts(before: date, *, by: Actor) -> int:
    """Of what ended before a day, with who asked for it and who made it ready; how many rows.

    The journal says how many. Run again, it finds nothing more.
    """
    insist(why_not_forget(by))
    # Keys first: emptied, rows are no longer among those that say something.
    old = list(bookings_over(before).values_list("pk", flat=True))
    ended = list(series_over(before).values_list("pk", flat=True))
    for some in batched(old, SOME, strict=False):
        rows = Booking.objects.filter(pk__in=some)
        _empty_bookings(rows)
        rows.update(made_by=None, prepared_by=None)
    for some in batched(ended, SOME, strict=False):
        series = Series.objects.filter(pk__in=some)
        _empty_series(series)
        series.update(made_by=None)
    waits = WaitlistEntry.objects.filter(ends_at__lt=midnight(before)).order_by()
    said = ~Q(purpose="") | ~Q(catering="") | ~Q(note="") | Q(made_by__isnull=False)
    waited = _empty_waits(waits.filter(said))
    if count := len(old) + len(ended) + waited:
        record("booking.texts_forgotten", french("réservations passées"), by=by, count=count)
    return count


def _empty_bookings(bookings: QuerySet[Booking]) -> None:
    refused = BookingState.REFUSED.value
    bookings.exclude(note="").filter(overbooked=True).update(note=ERASED)
    bookings.filter(overbooked=False).update(note="")
    bookings.filter(state=refused).update(reason=ERASED)
    bookings.exclude(state=refused).update(reason="")
    bookings.update(purpose="", catering="")


def _empty_series(series: QuerySet[Series]) -> None:
    dates = Occurrence.objects.filter(series__in=series.values("pk"))
    dates.filter(state=DateState.SKIPPED.value).update(reason=ERASED)
    dates.exclude(state=DateState.SKIPPED.value).update(reason="")
    series.update(purpose="")


def _empty_waits(waits: QuerySet[WaitlistEntry]) -> int:
    return waits.update(purpose="", catering="", note="", made_by=None)
