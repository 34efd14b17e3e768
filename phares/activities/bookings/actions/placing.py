"""What every path shares: may it be asked, and take the place. Inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from phares.activities.bookings.models import Booking, Offer
from phares.activities.bookings.queries.opening import Terms, terms_of
from phares.activities.bookings.queries.seats import seats_of
from phares.activities.bookings.queries.standing import booked_besides
from phares.activities.bookings.rules import permissions
from phares.activities.bookings.rules.caps import why_not_more
from phares.activities.bookings.rules.limits import why_not_slot, why_not_so_many
from phares.activities.bookings.rules.opening import why_not_open
from phares.cooperative.assets.actions import Wanted, double, give_back, take
from phares.cooperative.assets.rules.kinds import Taking
from phares.kernel.actor import Actor
from phares.kernel.refusal import Reason, insist
from phares.kernel.time import TimeSlot
from phares.people.directory.models import Party


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for which offer, when, for whom."""

    offer: Offer
    party: Party
    slot: TimeSlot
    by: Actor
    now: datetime
    but: int | None = None
    """The booking that asks for other hours, which does not count against itself."""
    people: int | None = None

    @property
    def local(self) -> TimeSlot:
        return TimeSlot(timezone.localtime(self.slot.start), timezone.localtime(self.slot.end))


def insist_on_rules(asked: Asked) -> Terms:
    """Hours, delays and caps; what is asked under a cap is asked one at a time."""
    local = asked.local
    now = timezone.localtime(asked.now)
    terms = terms_of([asked.offer], local.start.date(), local.end.date())[asked.offer.pk]
    insist(why_not_ask(asked, local, terms, now))
    _insist_on_seats(asked, terms)
    if terms.caps and not permissions.leads(asked.by):
        insist(_why_not_more(asked, local, terms, now))
    return terms


def why_not_ask(asked: Asked, local: TimeSlot, terms: Terms, now: datetime) -> Reason | None:
    offer, lead = asked.offer, permissions.leads(asked.by)
    return (
        _why_not_offered(offer, local)
        or why_not_slot(local, offer.limits, now, lead=lead)
        or why_not_open(offer.name, local.start, local.end, terms.opening)
    )


def insist_on_seats(asked: Asked) -> None:
    """As many people as the place holds; the team knows what it does."""
    day = asked.local.start.date()
    _insist_on_seats(asked, terms_of([asked.offer], day, day)[asked.offer.pk])


def _insist_on_seats(asked: Asked, terms: Terms) -> None:
    if asked.people is None or permissions.leads(asked.by):
        return
    seats = seats_of(terms.units, asked.local.start.date())
    insist(why_not_so_many(asked.offer.name, asked.people, seats))


def whole_span(slots: Iterable[TimeSlot]) -> tuple[date, date]:
    """The first and the last day that these touch."""
    known = list(slots)
    return (
        timezone.localdate(min(slot.start for slot in known)),
        timezone.localdate(max(slot.end for slot in known)),
    )


def _why_not_offered(offer: Offer, local: TimeSlot) -> Reason | None:
    if offer.holds(local.start.date()) and offer.holds(local.end.date()):
        return None
    return Reason(
        "not-offered", "Cet espace ne se réserve pas à cette date. Choisissez-en un autre."
    )


def _why_not_more(asked: Asked, local: TimeSlot, terms: Terms, now: datetime) -> Reason | None:
    Party.objects.select_for_update().get(pk=asked.party.pk)
    booked = booked_besides(
        terms.caps,
        asked.slot,
        asked.now,
        party_id=asked.party.pk,
        user_id=asked.by.user_id,
        but=asked.but,
    )
    return why_not_more(str(asked.party), local, terms.caps, booked, now)


def place(booking: Booking, units: Sequence[int], by: Actor, *, instead: bool = False) -> None:
    """Takes its units, with the buffers around; `instead` of what the booking has now."""
    offer = booking.offer
    wanted = Wanted(
        booking.party,
        Taking.BOOKING,
        booking.key,
        booking.starts_at - offer.before,
        booking.ends_at + offer.after,
        names=permissions.may_see_names(by),
    )
    if booking.overbooked:
        give_back(booking.key)
        double(units[:1] if offer.any_one else units, wanted)
    else:
        take(units, wanted, any_one=offer.any_one, instead=instead)
