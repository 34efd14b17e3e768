"""The same place, for the same party, many times in one act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from phares.activities.bookings.actions.placing import Asked, whole_span, why_not_ask
from phares.activities.bookings.actions.pricing import price_bookings
from phares.activities.bookings.models import Booking, Offer
from phares.activities.bookings.queries.opening import Terms, terms_of
from phares.activities.bookings.rules import permissions
from phares.activities.bookings.rules.asking import Wish
from phares.activities.bookings.rules.kinds import BookingState
from phares.common.audit.actions import record
from phares.cooperative.assets.actions import Wanted, take_many
from phares.cooperative.assets.rules.kinds import Taking
from phares.kernel.actor import Actor
from phares.kernel.refusal import Reason, insist
from phares.kernel.time import TimeSlot
from phares.people.directory.models import Party


@dataclass(frozen=True, slots=True)
class Skipped:
    """A time that could not be had, and why."""

    slot: TimeSlot
    reason: Reason


@transaction.atomic
def book_repeatedly(
    *,
    offer: Offer,
    party: Party,
    slots: Sequence[TimeSlot],
    by: Actor,
    now: datetime,
    wish: Wish = Wish(),  # noqa: B008 — frozen
    illustrative: bool = False,
) -> tuple[list[Booking], list[Skipped]]:
    """Each of these times that is free and allowed, and why the others are not.

    The team's act: caps and delays do not bind. One look and one writing, however many times.
    """
    insist(permissions.why_not(permissions.leads(by)))
    if not slots:
        return [], []
    asked = [Asked(offer, party, slot, by, now) for slot in slots]
    terms = terms_of([offer], *whole_span(slots))[offer.pk]
    allowed, skipped = _told_apart(asked, terms)
    columns = wish.columns() | {"illustrative": illustrative}
    made = Booking.objects.bulk_create(_rows(allowed, columns))
    wanted = [_wanted(one, offer) for one in made]
    refused = take_many(terms.units, wanted, any_one=offer.any_one)
    gone = [one for one in made if one.key in refused]
    Booking.objects.filter(pk__in=[one.pk for one in gone]).delete()
    kept = [one for one in made if one.key not in refused]
    price_bookings(kept, now=now)
    if kept:
        record("booking.repeated", kept[0], by=by, count=len(kept), until=kept[-1].ends_at)
    taken = [Skipped(TimeSlot(one.starts_at, one.ends_at), refused[one.key]) for one in gone]
    return kept, [*skipped, *taken]


def _told_apart(asked: Sequence[Asked], terms: Terms) -> tuple[list[Asked], list[Skipped]]:
    """What the rules allow, and why not the rest."""
    allowed, skipped = list[Asked](), list[Skipped]()
    for one in asked:
        reason = why_not_ask(one, one.local, terms, timezone.localtime(one.now))
        if reason is None:
            allowed.append(one)
        else:
            skipped.append(Skipped(one.slot, reason))
    return allowed, skipped


def _rows(asked: Sequence[Asked], columns: Mapping[str, Any]) -> list[Booking]:
    """Confirmed: the team that asks has said yes by that."""
    return [
        Booking(
            offer=one.offer,
            party=one.party,
            made_by_id=one.by.user_id,
            starts_at=one.slot.start,
            ends_at=one.slot.end,
            state=BookingState.CONFIRMED.value,
            made_at=one.now,
            **columns,
        )
        for one in asked
    ]


def _wanted(booking: Booking, offer: Offer) -> Wanted:
    return Wanted(
        booking.party,
        Taking.BOOKING,
        booking.key,
        booking.starts_at - offer.before,
        booking.ends_at + offer.after,
    )
