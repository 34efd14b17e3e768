"""Many dates at once: which of them may be had, and why the others may not.

The page that shows the dates before anything is written and the act that writes them ask the same.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.utils import timezone

from phares.activities.bookings.actions.placing import Asked, whole_span, why_not_ask
from phares.activities.bookings.models import Offer
from phares.activities.bookings.queries.opening import Terms, terms_of
from phares.activities.bookings.queries.seats import seats_of
from phares.activities.bookings.queries.standing import booked_around
from phares.activities.bookings.rules import permissions
from phares.activities.bookings.rules.asking import Wish
from phares.activities.bookings.rules.caps import Booked, why_not_more
from phares.activities.bookings.rules.limits import why_not_so_many
from phares.activities.bookings.rules.recurring import (
    Recurrence,
    Unfolded,
    days_of,
    unfolded,
    why_not_recur,
)
from phares.common.parameters.queries import value_of
from phares.cooperative.assets.actions import Wanted, foresee_many
from phares.cooperative.assets.rules.kinds import Taking
from phares.kernel.actor import Actor
from phares.kernel.refusal import Reason, insist
from phares.kernel.time import TimeSlot
from phares.people.directory.models import Party


@dataclass(frozen=True, slots=True)
class Plan:
    """A series as it is asked for: what, for whom, in which rhythm, at which hours."""

    offer: Offer
    party: Party
    recurrence: Recurrence
    start: int
    end: int
    """Minutes after midnight on the wall; an end before the start is the day after."""
    wish: Wish = Wish()  # noqa: RUF009 — frozen


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A date that is asked for, and why it cannot be had."""

    day: date
    slot: TimeSlot | None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Sorted:
    """Dates the rules allow or not, with what they take."""

    dates: Sequence[Foreseen]
    units: Sequence[int] = field(default=())


def foresee_series(plan: Plan, *, by: Actor, now: datetime) -> list[Foreseen]:
    """Each date with what stands in its way by now; nothing is written."""
    insist(permissions.why_not_book_for(by, plan.party.pk))
    told = sort_out(plan, dates_of(plan, now), by=by, now=now)
    wanted = [
        wanted_of(plan, one.slot, one.day.isoformat(), by)
        for one in told.dates
        if one.slot and not one.reason
    ]
    refused = foresee_many(told.units, wanted, any_one=plan.offer.any_one)
    return [replace(one, reason=one.reason or refused.get(one.day.isoformat()))
            for one in told.dates]  # fmt: skip


def dates_of(plan: Plan, now: datetime) -> list[Unfolded]:
    """The dates of a plan with their moments. Refused without an end, or with too many."""
    insist(why_not_recur(plan.recurrence, value_of("booking.series", timezone.localdate(now))))
    zone = timezone.get_current_timezone()
    return unfolded(days_of(plan.recurrence), plan.start, plan.end, zone)


def wanted_of(plan: Plan, slot: TimeSlot, key: str, by: Actor) -> Wanted:
    start, end = slot.start - plan.offer.before, slot.end + plan.offer.after
    names = permissions.may_see_names(by)
    return Wanted(plan.party, Taking.BOOKING, key, start, end, names=names)


def sort_out(
    plan: Plan, dates: Sequence[Unfolded], *, by: Actor, now: datetime, but: Collection[int] = ()
) -> Sorted:
    """What the hours, the closures, the delays and the caps say of each date: few queries.

    `but`: bookings that ask for other hours, and do not count against themselves.
    """
    slots = [one.slot for one in dates if one.slot is not None]
    if not slots:
        return Sorted([Foreseen(one.day, None, one.reason) for one in dates])
    terms = terms_of([plan.offer], *whole_span(slots))[plan.offer.pk]
    _insist_on_seats(plan, terms, slots[0], by)
    told = [_allowed(plan, one, terms, by, now) for one in dates]
    if terms.caps and not permissions.leads(by):
        told = _within_caps(plan, told, terms, by, now, but)
    return Sorted(told, terms.units)


def _insist_on_seats(plan: Plan, terms: Terms, first: TimeSlot, by: Actor) -> None:
    if plan.wish.people is None or permissions.leads(by):
        return
    seats = seats_of(terms.units, timezone.localdate(first.start))
    insist(why_not_so_many(plan.offer.name, plan.wish.people, seats))


def _allowed(plan: Plan, one: Unfolded, terms: Terms, by: Actor, now: datetime) -> Foreseen:
    if one.slot is None:
        return Foreseen(one.day, None, one.reason)
    asked = Asked(plan.offer, plan.party, one.slot, by, now)
    reason = why_not_ask(asked, asked.local, terms, timezone.localtime(now))
    return Foreseen(one.day, one.slot, reason)


def _within_caps(
    plan: Plan, told: Sequence[Foreseen], terms: Terms, by: Actor, now: datetime,
    but: Collection[int],
) -> list[Foreseen]:  # fmt: skip
    """Each in its turn: what it takes counts for the next ones."""
    slots = [one.slot for one in told if one.slot and not one.reason]
    if not slots:
        return list(told)
    booked = booked_around(
        terms.caps, slots, now, party_id=plan.party.pk, user_id=by.user_id, but=but
    )
    found = list[Foreseen]()
    for one in told:
        if one.slot is None or one.reason is not None:
            found.append(one)
            continue
        local = TimeSlot(timezone.localtime(one.slot.start), timezone.localtime(one.slot.end))
        reason = why_not_more(str(plan.party), local, terms.caps, booked, timezone.localtime(now))
        if reason is None:
            booked.append(Booked(local, same_organisation=True, same_person=True))
        found.append(replace(one, reason=reason))
    return found
