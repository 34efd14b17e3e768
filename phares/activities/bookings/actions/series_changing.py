"""A series is cancelled or changed: from a date on, or all that is still to come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from phares.activities.bookings.actions.foreseeing import (
    Foreseen,
    Plan,
    dates_of,
    sort_out,
    wanted_of,
)
from phares.activities.bookings.actions.pricing import price_again
from phares.activities.bookings.actions.series import (
    MOST_TOLD,
    locked,
    plan_of,
    set_aside,
    state_for,
    write_dates,
)
from phares.activities.bookings.letters_series import SeriesNews, tell_series
from phares.activities.bookings.models import Booking, Occurrence, Series
from phares.activities.bookings.rules import permissions
from phares.activities.bookings.rules.kinds import HOLDS
from phares.activities.bookings.rules.recurring import MOST_EVER, why_not_recur
from phares.common.audit.actions import record
from phares.cooperative.assets.actions import give_all_back, take_many
from phares.kernel.actor import Actor
from phares.kernel.refusal import Reason, insist
from phares.kernel.time import TimeSlot
from phares.people.directory.models import Party

STOPS_EARLIER = "La série s’arrête plus tôt."
OVER_ITSELF = "Une autre date de la même série a pris cette place."
MOVED = ["starts_at", "ends_at", "state", "sequence", "checked_in_at", "prepared_at", "prepared_by"]
NOTHING_LEFT = Reason("nothing-left", "Il ne reste aucune date à venir dans cette série.")


def _changeable(series: Series, by: Actor) -> Series:
    insist(permissions.why_not(permissions.may_change(by, series.party_id)))
    return locked(series)


def _coming(series: Series, since: date, now: datetime) -> list[Booking]:
    """What stands from that date on and has not begun, locked in the order of their numbers."""
    rows = Booking.objects.select_for_update(of=("self",)).filter(
        occurrence__series=series,
        occurrence__day__gte=since,
        starts_at__gt=now,
        state__in=[state.value for state in HOLDS],
    )
    return list(rows.select_related("offer", "party", "occurrence").order_by("pk"))


@transaction.atomic
def cancel_series(
    series: Series, *, since: date, by: Actor, now: datetime, reason: str = ""
) -> int:
    """What is still to come from `since` on is given back, and stays listed; says how many."""
    series = _changeable(series, by)
    coming = _coming(series, since, now)
    insist(None if coming else NOTHING_LEFT)
    set_aside(coming, reason, by=by, now=now)
    why = reason.strip()[:MOST_TOLD]
    record("booking.series_cancelled", series, by=by, count=len(coming), since=since, reason=why)
    tell_series(series, SeriesNews.CANCELLED, by=by, now=now, gone=coming, reason=why)
    return len(coming)


@transaction.atomic
def change_series(
    series: Series, *, since: date, start: int, end: int, last: date, by: Actor, now: datetime
) -> Series:
    """Other hours or another end for what is still to come from `since` on, a date of the series.

    Nobody else’s booking is touched: a date whose new hours cannot be had keeps those it had, and
    says why. Dates after a new end are cancelled, new ones booked or listed with why not. What
    comes before `since` goes on as it was, as a series of its own.
    """
    series = _changeable(series, by)
    coming = _coming(series, since, now)
    insist(None if coming or last > series.last_on else NOTHING_LEFT)
    series = _apart(series, since, now)
    plan = plan_of(series)
    plan = replace(plan, recurrence=replace(plan.recurrence, last=last), start=start, end=end)
    _keep_terms(series, plan)
    first = max(since, timezone.localdate(now))
    dates = [one for one in dates_of(plan, now) if one.day >= first]
    Party.objects.select_for_update().get(pk=series.party_id)
    told = sort_out(plan, dates, by=by, now=now, but=[one.pk for one in coming])
    asked = {one.day: one for one in told.dates}
    set_aside(
        [one for one in coming if one.occurrence.day not in asked], STOPS_EARLIER, by=by, now=now
    )
    _move([one for one in coming if one.occurrence.day in asked], plan, asked, told.units, by, now)
    known = set(series.dates.values_list("day", flat=True))
    new = [one for day, one in asked.items() if day not in known]
    write_dates(series, plan, new, told.units, by=by, now=now)
    record("booking.series_changed", series, by=by, since=first, until=last)
    tell_series(series, SeriesNews.CHANGED, by=by, now=now)
    return series


def _apart(series: Series, since: date, now: datetime) -> Series:
    """The dates from `since` on as a series of their own, when others are to come before."""
    before = series.dates.filter(day__gte=timezone.localdate(now), day__lt=since)
    if not before.exists():
        return series
    insist(None if series.dates.filter(day=since).exists() else NOTHING_LEFT)
    following = Series.objects.get(pk=series.pk)
    following.pk, following.first_on, following.request_key = None, since, ""
    following._state.adding = True
    following.save()
    series.last_on = since - timedelta(days=1)
    series.save(update_fields=["last_on"])
    series.dates.filter(day__gte=since).update(series=following)
    return following


def _keep_terms(series: Series, plan: Plan) -> None:
    last = plan.recurrence.last
    assert last is not None
    insist(why_not_recur(plan.recurrence, MOST_EVER))
    series.start, series.end, series.last_on = plan.start, plan.end, last
    series.save(update_fields=["start", "end", "last_on"])


def _move(
    kept: Sequence[Booking],
    plan: Plan,
    asked: Mapping[date, Foreseen],
    units: Sequence[int],
    by: Actor,
    now: datetime,
) -> None:
    """To the new hours those that can; the others keep what they had, and say why."""
    if not kept:
        return
    give_all_back([one.key for one in kept])
    whys = {one.key: reason for one in kept if (reason := asked[one.occurrence.day].reason)}
    wanted = [
        wanted_of(plan, slot, one.key, by)
        for one in kept
        if one.key not in whys and (slot := asked[one.occurrence.day].slot)
    ]
    whys |= take_many(units, wanted, any_one=plan.offer.any_one)
    stay = [one for one in kept if one.key in whys]
    before = [wanted_of(plan, TimeSlot(one.starts_at, one.ends_at), one.key, by) for one in stay]
    lost = take_many(units, before, any_one=plan.offer.any_one)
    moved = [one for one in kept if one.key not in whys]
    _note_moved(moved, plan, asked, by)
    price_again(moved, now=now)
    _note_kept(stay, whys)
    set_aside([one for one in stay if one.key in lost], OVER_ITSELF, by=by, now=now)


def _note_moved(
    moved: Sequence[Booking], plan: Plan, asked: Mapping[date, Foreseen], by: Actor
) -> None:
    """A member who moves what the pole had to confirm asks again."""
    state = None if permissions.leads(by) else state_for(plan, by).value
    for one in moved:
        slot = asked[one.occurrence.day].slot
        assert slot is not None
        one.starts_at, one.ends_at, one.state = slot.start, slot.end, state or one.state
        one.sequence += 1
        one.checked_in_at = one.prepared_at = one.prepared_by = None
    Booking.objects.bulk_update(moved, MOVED)
    ids = [one.occurrence.pk for one in moved]
    Occurrence.objects.filter(pk__in=ids).exclude(reason="").update(reason="")


def _note_kept(stay: Sequence[Booking], whys: Mapping[str, Reason]) -> None:
    rows = [one.occurrence for one in stay]
    for one in stay:
        one.occurrence.reason = whys[one.key].sentence[:MOST_TOLD]
    Occurrence.objects.bulk_update(rows, ["reason"])
