"""The price of bookings: told when they are made, due or not when they are over.

Inside the caller's transaction: each act on a booking calls one of these.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Case, Q, Value, When
from django.utils import timezone

from phares.activities.bookings.models import KEY, Booking, Offer
from phares.activities.bookings.models_price import BookingPrice, kept
from phares.activities.bookings.queries.prices import Of, PriceBook, Told, standings_of
from phares.activities.bookings.rules.pricing import Owing, hours_before
from phares.common.parameters.queries import value_of
from phares.kernel.time import TimeSlot
from phares.money.pricing.actions import Ledger, consume_hours, give_hours_back, note_quoted
from phares.money.pricing.queries.rates import CANCEL
from phares.money.pricing.rules.ledger import first_of, gives_back
from phares.people.directory.models import Party


def price_bookings(
    bookings: Sequence[Booking], *, now: datetime, standing: Of | None = None
) -> None:
    """Freezes the price of bookings of one offer for one party; none where there is no rate.

    `standing`: how the party stands on a day, when the caller knows.
    """
    if not bookings:
        return
    offer, party = bookings[0].offer, bookings[0].party_id
    book = PriceBook(offer, party, standing or standings_of(party))
    if not book:
        return
    months = {first_of(day_of(one)) for one in bookings}
    ledger = Ledger(party, book.things, months) if book.offers else None
    told = [(one, _told(one, book, ledger, now)) for one in bookings]
    known = [(one, price) for one, price in told if price is not None]
    BookingPrice.objects.bulk_create(_row(one, price) for one, price in known)
    note_quoted([rate for _one, price in known for rate in price.used])
    if ledger is not None:
        ledger.write()


def day_of(booking: Booking) -> date:
    return timezone.localdate(booking.starts_at)


def _told(one: Booking, book: PriceBook, ledger: Ledger | None, now: datetime) -> Told | None:
    slot = TimeSlot(one.starts_at, one.ends_at)
    return book.told(slot, timezone.localdate(one.made_at), _holding(one, ledger, now))


def _holding(one: Booking, ledger: Ledger | None, now: datetime) -> Callable[[int], int]:
    if ledger is None:
        return lambda _minutes: 0
    month = first_of(day_of(one))
    return lambda minutes: ledger.hold(month, minutes, key=one.key, now=now)


def _row(one: Booking, price: Told) -> BookingPrice:
    return BookingPrice(
        booking=one, customer=price.customer.value, rate=price.used[0],
        booked_on=timezone.localdate(one.made_at), lines=kept(price.lines),
        free_minutes=price.free, full=price.full, subsidy=price.subsidy, payer=price.payer,
        net=price.net, vat_rate=price.vat_rate, vat=price.vat,
    )  # fmt: skip


@transaction.atomic
def price_before(offer: Offer, party: Party, slot: TimeSlot, now: datetime) -> Told | None:
    """What it would cost, asked before booking: nothing is written."""
    book = PriceBook(offer, party.pk, standings_of(party.pk))
    if not book:
        return None
    month = first_of(timezone.localdate(slot.start))
    ledger = Ledger(party.pk, book.things, {month}) if book.offers else None

    def free(minutes: int) -> int:
        return ledger.hold(month, minutes, key="", now=now) if ledger else 0

    return book.told(slot, timezone.localdate(now), free)


def price_again(bookings: Sequence[Booking], *, now: datetime) -> None:
    """Other hours or another place: the same rule, as if it had been asked so at first.

    All of one offer for one party.
    """
    ids = [one.pk for one in bookings]
    if BookingPrice.objects.filter(booking__in=ids).delete()[0]:
        give_hours_back([one.key for one in bookings], now=now)
    price_bookings(bookings, now=now)


def price_cancelled(bookings: Sequence[Booking], *, now: datetime, lead: bool) -> None:
    """In time, nothing is due and the hours come back; too late, all is due."""
    rows = BookingPrice.objects.filter(booking__in=[one.pk for one in bookings])
    priced = set(rows.values_list("booking_id", flat=True))
    if not priced:
        return
    delay = value_of(CANCEL, timezone.localdate(now))
    in_time = {
        one.pk for one in bookings if gives_back(hours_before(one.starts_at, now), delay, lead=lead)
    }
    price_waived([one for one in bookings if one.pk in priced & in_time], now=now)
    if late := priced - in_time:
        price_due(late, now=now)


def price_waived(bookings: Sequence[Booking], *, now: datetime) -> None:
    """Refused, unanswered or cancelled in time."""
    rows = BookingPrice.objects.filter(booking__in=[one.pk for one in bookings])
    if bookings and rows.update(owing=Owing.NOTHING.value):
        give_hours_back([one.key for one in bookings], now=now)


def price_due(bookings: Collection[int], *, now: datetime) -> None:
    """The day came, whether or not anybody did: the hours are used, the rest is to be invoiced."""
    rows = BookingPrice.objects.filter(booking__in=bookings, owing=Owing.AFTER.value)
    hours = [pk for pk, free in rows.values_list("booking_id", "free_minutes") if free]
    owed = Case(When(Q(net__gt=0), Value(Owing.DUE.value)), default=Value(Owing.NOTHING.value))
    rows.update(owing=owed)
    if hours:
        consume_hours([f"{KEY}{pk}" for pk in hours], now=now)
