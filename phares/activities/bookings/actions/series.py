"""A series is booked; a date of it that was not had is tried again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.utils import timezone

from phares.activities.bookings.actions.foreseeing import (
    Foreseen,
    Plan,
    dates_of,
    sort_out,
    wanted_of,
)
from phares.activities.bookings.actions.pricing import price_bookings, price_cancelled
from phares.activities.bookings.actions.waiting import offer_what_is_free
from phares.activities.bookings.letters_series import SeriesNews, tell_series
from phares.activities.bookings.models import Booking, Occurrence, Series
from phares.activities.bookings.queries.standing import standing_of
from phares.activities.bookings.rules import permissions
from phares.activities.bookings.rules.asking import Wish, first_state
from phares.activities.bookings.rules.kinds import (
    HOLDS,
    Approval,
    BookingState,
    DateState,
    Nature,
    Setup,
    skip_of,
)
from phares.activities.bookings.rules.recurring import unfolded
from phares.common.audit.actions import record
from phares.common.constraints import met_another
from phares.cooperative.assets.actions import give_all_back, take_many
from phares.kernel.actor import Actor
from phares.kernel.refusal import Reason, insist
from phares.kernel.time import TimeSlot
from phares.kernel.tongue import say
from phares.people.directory.models import Party

MOST_TOLD = 300


def book_series(
    plan: Plan, *, by: Actor, now: datetime, request_key: str = "", illustrative: bool = False
) -> Series:
    """Every date that may be had is booked; the others are listed with why not.

    Refused when no date at all may be had. The same `request_key` twice from one account is one
    series: the first is given back.
    """
    insist(permissions.why_not_book_for(by, plan.party.pk))
    key = _key_of(plan, request_key)
    try:
        return _book_series(plan, by, now, key, illustrative)
    except IntegrityError as error:
        known = _same_series(by, key) if met_another(error) else None
        if known is None:
            raise
        return known


def _key_of(plan: Plan, request_key: str) -> str:
    """The same form filled otherwise is another request."""
    told = (
        f"{request_key}|{plan.offer.pk}|{plan.party.pk}|{plan.recurrence}|{plan.start}|{plan.end}"
    )
    return sha256(told.encode()).hexdigest() if request_key else ""


def _same_series(by: Actor, request_key: str) -> Series | None:
    if not request_key:
        return None
    return Series.objects.filter(made_by_id=by.user_id, request_key=request_key).first()


@transaction.atomic
def _book_series(
    plan: Plan, by: Actor, now: datetime, request_key: str, illustrative: bool
) -> Series:
    if known := _same_series(by, request_key):
        return known
    last = plan.recurrence.last
    dates = dates_of(plan, now)
    Party.objects.select_for_update().get(pk=plan.party.pk)
    told = sort_out(plan, dates, by=by, now=now)
    assert last is not None
    series = Series.objects.create(
        offer=plan.offer, party=plan.party, made_by_id=by.user_id,
        rhythm=plan.recurrence.rhythm.value,
        weekdays="".join(str(day) for day in sorted(set(plan.recurrence.weekdays))),
        first_on=plan.recurrence.first, last_on=last, start=plan.start, end=plan.end,
        zone=timezone.get_current_timezone_name(), purpose=plan.wish.purpose, made_at=now,
        request_key=request_key, illustrative=illustrative,
    )  # fmt: skip
    rows = write_dates(series, plan, told.dates, told.units, by=by, now=now)
    booked = sum(one.state == DateState.BOOKED.value for one in rows)
    insist(None if booked else _why_none(rows))
    record("booking.series_made", series, by=by, count=booked, until=last)
    tell_series(series, SeriesNews.MADE, by=by, now=now)
    return series


def _why_none(rows: Sequence[Occurrence]) -> Reason:
    """Said with why the first date cannot be had."""
    return Reason(
        rows[0].why,
        say("Aucune date de cette série ne peut se réserver. La première : {reason}",
            reason=rows[0].reason),
    )  # fmt: skip


def write_dates(
    series: Series,
    plan: Plan,
    dates: Sequence[Foreseen],
    units: Sequence[int],
    *,
    by: Actor,
    now: datetime,
) -> list[Occurrence]:
    """A booking, or why none, for each date: inside the transaction of who calls."""
    state = state_for(plan, by)
    allowed = [one for one in dates if one.slot is not None and one.reason is None]
    made = Booking.objects.bulk_create(
        _row(series, plan, one.slot, state, by, now) for one in allowed if one.slot is not None
    )
    refused = take_many(
        units,
        [wanted_of(plan, TimeSlot(one.starts_at, one.ends_at), one.key, by) for one in made],
        any_one=plan.offer.any_one,
    )
    gone = [one.pk for one in made if one.key in refused]
    if gone:
        Booking.objects.filter(pk__in=gone).delete()
    price_bookings([one for one in made if one.key not in refused], now=now)
    had = {date.day: one for date, one in zip(allowed, made, strict=True)}
    rows = [_occurrence(series, one, had.get(one.day), refused) for one in dates]
    return Occurrence.objects.bulk_create(rows)


def state_for(plan: Plan, by: Actor) -> BookingState:
    """Confirmed at once, or each date held until somebody says yes."""
    standing = standing_of(plan.party.pk, plan.recurrence.first)
    return first_state(Approval(plan.offer.approval), standing, lead=permissions.leads(by))


def _row(
    series: Series, plan: Plan, slot: TimeSlot, state: BookingState, by: Actor, now: datetime
) -> Booking:
    return Booking(
        offer=plan.offer, party=plan.party, made_by_id=by.user_id, starts_at=slot.start,
        ends_at=slot.end, state=state.value, made_at=now, illustrative=series.illustrative,
        **plan.wish.columns(),
    )  # fmt: skip


def _occurrence(
    series: Series, one: Foreseen, booking: Booking | None, refused: Mapping[str, Reason]
) -> Occurrence:
    reason = one.reason or (refused.get(booking.key) if booking else None)
    if booking is not None and reason is None:
        return Occurrence(series=series, day=one.day, booking=booking, state=DateState.BOOKED.value)
    assert reason is not None
    return Occurrence(
        series=series, day=one.day, state=DateState.SKIPPED.value,
        why=skip_of(reason.code).value, reason=reason.sentence[:MOST_TOLD],
    )  # fmt: skip


def wish_of(booking: Booking) -> Wish:
    return Wish(
        Nature(booking.nature), booking.purpose, booking.people, Setup(booking.setup),
        booking.catering, booking.note,
    )  # fmt: skip


def plan_of(series: Series) -> Plan:
    """As it was asked for; what must be ready is said as on its latest booked date."""
    dates = series.dates.filter(booking__isnull=False).select_related("booking").order_by("day")
    last = dates.last()
    wish = wish_of(last.booking) if last and last.booking else Wish(purpose=series.purpose)
    return Plan(series.offer, series.party, series.recurrence, series.start, series.end, wish)


def locked(series: Series) -> Series:
    rows = Series.objects.select_for_update(of=("self",)).select_related("offer", "party")
    return rows.get(pk=series.pk)


@transaction.atomic
def retry_occurrence(occurrence: Occurrence, *, by: Actor, now: datetime) -> Occurrence:
    """A date that was skipped, cancelled or refused is asked for again; refused, it stays so."""
    series = locked(occurrence.series)
    insist(permissions.why_not_book_for(by, series.party_id))
    occurrence = Occurrence.objects.select_related("booking").get(pk=occurrence.pk)
    insist(why_not_retry(occurrence))
    Party.objects.select_for_update().get(pk=series.party_id)
    plan = plan_of(series)
    zone = timezone.get_current_timezone()
    told = sort_out(
        plan, unfolded([occurrence.day], series.start, series.end, zone), by=by, now=now
    )
    (one,) = told.dates
    insist(one.reason)
    assert one.slot is not None
    booking = _row(series, plan, one.slot, state_for(plan, by), by, now)
    booking.save()
    wanted = wanted_of(plan, one.slot, booking.key, by)
    insist(take_many(told.units, [wanted], any_one=plan.offer.any_one).get(booking.key))
    price_bookings([booking], now=now)
    occurrence.booking, occurrence.state = booking, DateState.BOOKED.value
    occurrence.why = occurrence.reason = ""
    occurrence.save()
    record("booking.retried", booking, by=by, start=booking.starts_at)
    return occurrence


def why_not_retry(occurrence: Occurrence) -> Reason | None:
    booking = occurrence.booking
    if booking is None or BookingState(booking.state) not in HOLDS:
        return None
    return Reason("standing", "Cette date est déjà réservée.")


def set_aside(bookings: Sequence[Booking], reason: str, *, by: Actor, now: datetime) -> None:
    """Cancelled together, their places given back: inside the transaction of who calls."""
    for one in bookings:
        one.state, one.reason = BookingState.CANCELLED.value, reason.strip()[:MOST_TOLD]
        one.sequence += 1
    Booking.objects.bulk_update(bookings, ["state", "reason", "sequence"])
    give_all_back([one.key for one in bookings])
    price_cancelled(bookings, now=now, lead=permissions.leads(by))
    if bookings:
        first, last = (min(one.starts_at for one in bookings), max(one.ends_at for one in bookings))
        offer_what_is_free(first, last, now=now)
