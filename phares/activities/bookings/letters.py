"""Letters about a booking: written with the act they tell of, with what a calendar takes of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from email.utils import parseaddr
from enum import StrEnum

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from phares.activities.bookings.models import KEY, Booking, DaysOff
from phares.activities.bookings.queries.planning import free_instead, offers_on, planning
from phares.activities.bookings.rules.kinds import HOLDS, BookingState, OfferKind
from phares.common.calendars.invitations import Method, Post, invitation
from phares.common.notices.actions import Reader, write_notice
from phares.common.notices.rules.kinds import BOOKING
from phares.cooperative.assets.queries import midnight
from phares.kernel.actor import Actor
from phares.kernel.dates import Happening, Theme
from phares.kernel.time import Period, TimeSlot
from phares.people.accounts.models import User
from phares.people.accounts.queries import contacts_of, reader_of

OTHERS = 2
"""Other places that a letter proposes."""


class News(StrEnum):
    """What happened to a booking."""

    CONFIRMED = "confirmed"
    REFUSED = "refused"
    MOVED = "moved"
    CANCELLED = "cancelled"
    CLOSED = "closed"


METHODS = {
    News.CONFIRMED: Method.REQUEST,
    News.MOVED: Method.REQUEST,
    News.REFUSED: Method.CANCEL,
    News.CANCELLED: Method.CANCEL,
}
"""What a calendar is asked; nothing when the booking stays as it was."""


def tell(booking: Booking, news: News, *, by: Actor, now: datetime) -> None:
    """A letter to whoever asked, or to the contacts of the structure; none while it waits.

    Nobody is told of what is over.
    """
    waits = booking.state == BookingState.TO_APPROVE.value
    if booking.ends_at <= now or (waits and news is News.CONFIRMED):
        return
    told = happening_of(booking)
    for to in readers_of(booking):
        calendar = _calendar(told, METHODS[news], to, now)
        _write(booking, news, to, by, now, calendar=calendar)


def tell_closed(days: DaysOff, *, by: Actor, now: datetime) -> None:
    """Whoever booked on days that are closed now, with other places free at that very time."""
    assert days.ends_on is not None
    rows = Booking.objects.filter(
        state__in=[state.value for state in HOLDS], starts_at__gt=now,
        ends_at__gt=midnight(days.starts_on), starts_at__lt=midnight(days.ends_on),
    )  # fmt: skip
    if days.offer_id is not None:
        rows = rows.filter(offer=days.offer_id)
    for booking in rows.select_related("offer", "party", "made_by"):
        others = _others(booking, by)
        for to in readers_of(booking):
            _write(booking, News.CLOSED, to, by, now, days=days, others=others)


def readers_of(booking: Booking) -> Sequence[Reader]:
    return readers_for(booking.made_by, booking.party_id)


def readers_for(asked: User | None, party_id: int) -> Sequence[Reader]:
    """Who asked, while the account is open; the contacts of the structure otherwise."""
    if asked is not None and asked.is_active:
        return [reader_of(asked, asked.email)]
    return contacts_of([party_id]).get(party_id, [])


def _others(booking: Booking, by: Actor) -> list[str]:
    slot = TimeSlot(booking.starts_at, booking.ends_at)
    day = timezone.localtime(slot.start).date()
    rows = planning(offers_on(day, OfferKind(booking.offer.kind)), day, 1, by)
    found = free_instead(rows, slot, booking.people, booking.offer_id)
    return [one.name for one in found[:OTHERS]]


def _write(
    booking: Booking,
    news: News,
    to: Reader,
    by: Actor,
    now: datetime,
    *,
    calendar: str = "",
    days: DaysOff | None = None,
    others: Sequence[str] = (),
) -> None:
    own = by.user_id is not None and by.user_id == to.user_id
    said = {
        "news": news.value,
        "place": booking.offer.name,
        "party": booking.party.name,
        "start": booking.starts_at,
        "end": booking.ends_at,
        "waits": booking.state == BookingState.TO_APPROVE.value,
        "reason": days.label if days else booking.reason,
        "by": "" if own else by.name,
        "others": ", ".join(others),
        "pk": booking.pk,
    }
    version = f"days-off:{days.pk}" if days else booking.sequence
    key = f"{BOOKING.code}:{news.value}:{booking.pk}:{version}:{to.user_id or to.address}"
    write_notice(BOOKING, key=key, to=to, said=said, now=now, calendar=calendar)


def happening_of(booking: Booking) -> Happening:
    """The booking as its own people's calendars know it."""
    start, end = timezone.localtime(booking.starts_at), timezone.localtime(booking.ends_at)
    return Happening(
        key=f"{KEY}{booking.pk}",
        theme=Theme.BOOKING,
        title=booking.purpose or booking.offer.name,
        days=Period(start.date(), end.date() + timedelta(days=1)),
        slot=TimeSlot(booking.starts_at, booking.ends_at),
        place=booking.offer.name,
        url=reverse("bookings:booking", args=[booking.pk]),
        uid=str(booking.uid),
        sequence=booking.sequence,
        tentative=booking.state == BookingState.TO_APPROVE.value,
    )


def _calendar(told: Happening, method: Method, to: Reader, now: datetime) -> str:
    post = post_to(to)
    return invitation(method, told, post, timezone.get_default_timezone(), now) if post else ""


def post_to(to: Reader) -> Post | None:
    """Nothing as long as the pole has no address to invite from."""
    name, address = parseaddr(settings.MAIL_SENDER)
    if not address:
        return None
    return Post(
        sender=address,
        sender_name=name,
        address=to.address,
        name=to.name,
        domain=address.rpartition("@")[2] or "localhost",
        site=settings.SITE_URL,
    )
