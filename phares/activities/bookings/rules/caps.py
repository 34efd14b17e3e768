"""How much one organisation or one person may book."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from phares.activities.bookings.rules.kinds import CapEvery, CapMeasure, CapScope
from phares.activities.bookings.rules.local import minutes_of
from phares.kernel.refusal import Reason
from phares.kernel.time import Month, TimeSlot
from phares.kernel.tongue import say
from phares.kernel.words import lasting


@dataclass(frozen=True, slots=True)
class Cap:
    """At most `most` hours or bookings, over a day, a week, a month or at one time."""

    scope: CapScope
    measure: CapMeasure
    every: CapEvery
    most: int


@dataclass(frozen=True, slots=True)
class Booked:
    """Something booked already, in the time of the pole: by the organisation, by the person."""

    slot: TimeSlot
    same_organisation: bool
    same_person: bool


def frame(every: CapEvery, start: datetime, now: datetime) -> tuple[datetime, datetime | None]:
    """Between which moments bookings count together with one that begins at `start`."""
    midnight = start.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    match every:
        case CapEvery.DAY:
            return midnight, midnight + timedelta(days=1)
        case CapEvery.WEEK:
            monday = midnight - timedelta(days=midnight.weekday())
            return monday, monday + timedelta(days=7)
        case CapEvery.MONTH:
            period = Month.of(start.date()).period
            assert period.end is not None
            first = midnight.replace(day=1)
            last = period.end
            return first, midnight.replace(year=last.year, month=last.month, day=1)
        case CapEvery.COMING:
            return now, None


def why_not_more(
    who: str, slot: TimeSlot, caps: Iterable[Cap], booked: Iterable[Booked], now: datetime
) -> Reason | None:
    """`who`: the organisation, as one says it. All moments in the time of the pole."""
    known = list(booked)
    for cap in caps:
        since, until = frame(cap.every, slot.start, now)
        counted = [one.slot for one in known if _counts(one, cap, since, until)]
        if reason := _over(who, slot, cap, counted):
            return reason
    return None


def _counts(one: Booked, cap: Cap, since: datetime, until: datetime | None) -> bool:
    same = one.same_person if cap.scope is CapScope.PERSON else one.same_organisation
    return same and since <= one.slot.start and (until is None or one.slot.start < until)


def _over(who: str, slot: TimeSlot, cap: Cap, counted: list[TimeSlot]) -> Reason | None:
    whose = say("Vous avez") if cap.scope is CapScope.PERSON else say("{who} a", who=who)
    over = _too_many if cap.measure is CapMeasure.BOOKINGS else _too_long
    return over(whose, slot, cap, counted)


def _too_many(whose: str, _slot: TimeSlot, cap: Cap, counted: list[TimeSlot]) -> Reason | None:
    if len(counted) < cap.most:
        return None
    sentence = say(
        "{whose} déjà autant de réservations que permis : {most} {every}. Annulez-en une, ou "
        "demandez à l’animation.",
        whose=whose,
        most=cap.most,
        every=cap.every.label,
    )
    return Reason("cap", sentence)


def _too_long(whose: str, slot: TimeSlot, cap: Cap, counted: list[TimeSlot]) -> Reason | None:
    held = sum(minutes_of(one) for one in counted)
    left = cap.most * 60 - held
    if minutes_of(slot) <= left:
        return None
    return Reason(
        "cap",
        say(
            "{whose} déjà réservé {held}, sur {most} permises {every} : il reste {left}. "
            "Raccourcissez, ou demandez à l’animation.",
            whose=whose,
            held=lasting(held),
            most=lasting(cap.most * 60),
            every=cap.every.label,
            left=lasting(max(0, left)),
        ),
    )
