"""What may be booked, when, and how much of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.db.models import QuerySet

from phares.activities.bookings.letters import tell_closed
from phares.activities.bookings.models import (
    Booking,
    BookingCap,
    DaysOff,
    Offer,
    OfferUnit,
    OpeningHours,
)
from phares.activities.bookings.rules import permissions
from phares.activities.bookings.rules.caps import Cap
from phares.activities.bookings.rules.kinds import Approval, OfferKind
from phares.activities.bookings.rules.offering import (
    why_not_end,
    why_not_hours,
    why_not_offer,
    why_not_take_back,
)
from phares.common.audit.actions import record
from phares.common.clock.queries import now
from phares.cooperative.assets.models import Asset
from phares.kernel.actor import Actor
from phares.kernel.refusal import insist


class Ways(TypedDict, total=False):
    """How an offer is booked; minutes, but `ahead_days`."""

    note: str
    any_one: bool
    before_minutes: int
    after_minutes: int
    step_minutes: int
    shortest_minutes: int
    longest_minutes: int | None
    notice_minutes: int
    ahead_days: int | None
    approval: str
    keeps_holidays: bool
    release_minutes: int | None
    source: str
    illustrative: bool


@transaction.atomic
def offer_place(
    *,
    name: str,
    kind: OfferKind,
    units: Sequence[Asset],
    start: date,
    by: Actor,
    end: date | None = None,
    **ways: Unpack[Ways],
) -> Offer:
    """From `start` up to, and without, `end`, this may be booked: all of its units, or any one."""
    insist(permissions.why_not(permissions.may_arrange(by)))
    insist(
        why_not_offer(
            name, len(units), ways.get("shortest_minutes", 15), ways.get("longest_minutes")
        )
    )
    offer = Offer.objects.create(
        name=name.strip(), kind=kind.value, starts_on=start, ends_on=end,
        **{"approval": Approval.OUTSIDERS.value} | dict(ways),
    )  # fmt: skip
    OfferUnit.objects.bulk_create(
        OfferUnit(offer=offer, asset=unit, rank=rank) for rank, unit in enumerate(units)
    )
    record("booking.offered", offer, by=by, assets=[unit.name for unit in units])
    return offer


@transaction.atomic
def change_offer(offer: Offer, *, by: Actor, **ways: Unpack[Ways]) -> Offer:
    """Other ways to book; what is booked already stays as it is."""
    insist(permissions.why_not(permissions.may_arrange(by)))
    offer = Offer.objects.select_for_update().get(pk=offer.pk)
    for column, value in ways.items():
        setattr(offer, column, value)
    insist(why_not_offer(offer.name, 1, offer.shortest_minutes, offer.longest_minutes))
    offer.save(update_fields=list(ways))
    record("booking.offer_changed", offer, by=by)
    return offer


@transaction.atomic
def withdraw_offer(offer: Offer, *, last_day: date, by: Actor) -> Offer:
    """After `last_day` it is not booked any more; what is booked already stays."""
    insist(permissions.why_not(permissions.may_arrange(by)))
    offer = Offer.objects.select_for_update().get(pk=offer.pk)
    insist(why_not_end(offer.starts_on, last_day))
    offer.ends_on = last_day + timedelta(days=1)
    offer.save(update_fields=["ends_on"])
    record("booking.offer_withdrawn", offer, by=by, last_day=last_day)
    return offer


@transaction.atomic
def take_offer_back(offer: Offer, *, by: Actor) -> None:
    """It was never to be: it goes, with its own hours; refused once somebody booked it."""
    insist(permissions.why_not(permissions.may_arrange(by)))
    insist(why_not_take_back(booked=Booking.objects.filter(offer=offer).exists()))
    record("booking.offer_taken_back", offer, by=by)
    offer.delete()


@transaction.atomic
def set_hours(
    hours: Sequence[tuple[int, int, int]], *, start: date, by: Actor, offer: Offer | None = None
) -> list[OpeningHours]:
    """From `start`, until what is set for later: weekday, opens, closes; what held then ends."""
    insist(permissions.why_not(permissions.may_arrange(by)))
    insist(why_not_hours(hours))
    until = _make_way(OpeningHours.objects.filter(offer=offer), start)
    rows = OpeningHours.objects.bulk_create(
        OpeningHours(
            offer=offer,
            weekday=weekday,
            opens=opens,
            closes=closes,
            starts_on=start,
            ends_on=until,
        )
        for weekday, opens, closes in sorted(hours)
    )
    record("booking.hours_set", offer or "house", by=by, named=str(offer or "le pôle"), since=start)
    return rows


def _make_way(rows: QuerySet[Any], start: date) -> date | None:
    """Ends what holds on that day; until when, because something is set for later."""
    rows.filter(starts_on=start).delete()
    rows.filter(starts_on__lt=start).exclude(ends_on__lte=start).update(ends_on=start)
    later = rows.filter(starts_on__gt=start).order_by("starts_on")
    found: date | None = later.values_list("starts_on", flat=True).first()
    return found


@transaction.atomic
def close_days(
    *, label: str, first: date, last: date, by: Actor, offer: Offer | None = None,
    source: str = "", illustrative: bool = False,
) -> DaysOff:  # fmt: skip
    """Closed from the first day to the last, both included; what is booked then stays, and whoever
    booked is told, with other places that are free."""
    insist(permissions.why_not(permissions.may_arrange(by)))
    days = DaysOff.objects.create(
        label=label.strip(), offer=offer, starts_on=first,
        ends_on=last + timedelta(days=1), source=source, illustrative=illustrative,
    )  # fmt: skip
    record("booking.days_off", days, by=by, since=first, until=last)
    tell_closed(days, by=by, now=now())
    return days


@transaction.atomic
def reopen_days(days: DaysOff, *, by: Actor) -> None:
    """A closure that will not be, or that was noted by mistake."""
    insist(permissions.why_not(permissions.may_arrange(by)))
    record("booking.days_reopened", days, by=by, since=days.starts_on)
    days.delete()


@transaction.atomic
def set_cap(cap: Cap, *, start: date, by: Actor, offer: Offer | None = None) -> BookingCap:
    """From `start` on one books at most that; the same cap that held ends the day before."""
    insist(permissions.why_not(permissions.may_arrange(by)))
    same = BookingCap.objects.filter(
        offer=offer,
        scope=cap.scope.value,
        measure=cap.measure.value,
        every=cap.every.value,
    )
    until = _make_way(same, start)
    row = BookingCap.objects.create(
        offer=offer, scope=cap.scope.value, measure=cap.measure.value, every=cap.every.value,
        most=cap.most, starts_on=start, ends_on=until,
    )  # fmt: skip
    record("booking.cap_set", row, by=by, since=start)
    return row
