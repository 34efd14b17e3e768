"""When a place is open: hours of the week, days off, public holidays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from phares.activities.bookings.rules.kinds import WEEKDAYS
from phares.activities.bookings.rules.local import DAY
from phares.kernel.dating import Dated
from phares.kernel.refusal import Reason
from phares.kernel.time import Period
from phares.kernel.tongue import say
from phares.kernel.words import listed, on_the_clock


@dataclass(frozen=True, slots=True)
class Weekly:
    """Open on a day of the week, from some minutes after midnight to others, for a while."""

    weekday: int
    opens: int
    closes: int
    period: Period
    own: bool = False
    """Of the place itself, which then leaves the hours of the house."""


@dataclass(frozen=True, slots=True)
class DaysOff:
    period: Period
    label: str


@dataclass(frozen=True, slots=True)
class Opening:
    """All that says when a place is open."""

    weekly: Sequence[Weekly] = ()
    days_off: Sequence[DaysOff] = ()
    holidays: Mapping[date, str] = field(default_factory=dict)
    """Public holidays when the place keeps them, as one says them."""

    def of_day(self, day: date) -> list[tuple[int, int]]:
        """Minutes between which it is open that day, in order; the whole day when nobody said."""
        if self.closed_for(day):
            return []
        told = [one for one in self.weekly if day in one.period]
        if not told:
            return [(0, DAY)]
        kept = [one for one in told if one.own] or told
        return sorted((one.opens, one.closes) for one in kept if one.weekday == day.weekday())

    def closed_for(self, day: date) -> str:
        """Why it is closed all day; empty when it is not."""
        off = next((one.label for one in self.days_off if day in one.period), "")
        return off or self.holidays.get(day, "")


def why_not_open(name: str, start: datetime, end: datetime, opening: Opening) -> Reason | None:
    """`start` and `end` in the time of the pole. Each day touched must be open meanwhile."""
    for day, since, until in days_of(start, end):
        if reason := _why_not_on(name, day, since, until, opening):
            return reason
    return None


def days_of(start: datetime, end: datetime) -> Iterable[tuple[date, int, int]]:
    """The days a stretch touches, with the minutes of each between which it lies."""
    day = start.date()
    while day <= end.date():
        since = _minutes(start) if day == start.date() else 0
        until = _minutes(end) if day == end.date() else DAY
        if until > since:
            yield day, since, until
        day += timedelta(days=1)


def _minutes(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute


def _why_not_on(name: str, day: date, since: int, until: int, opening: Opening) -> Reason | None:
    if label := opening.closed_for(day):
        return Reason(
            "closed",
            say(
                "{name} est fermé le {day} : {label}. Choisissez un autre jour.",
                name=name,
                day=Dated(day),
                label=label,
            ),
        )
    hours = _joined(opening.of_day(day))
    if any(opens <= since and until <= closes for opens, closes in hours):
        return None
    return _when_then(name, WEEKDAYS[day.weekday()], hours)


def _when_then(name: str, weekday: str, hours: Sequence[tuple[int, int]]) -> Reason:
    """When one may come instead."""
    if not hours:
        sentence = say(
            "{name} n’ouvre pas le {weekday}. Choisissez un autre jour.", name=name, weekday=weekday
        )
        return Reason("closed", sentence)
    spans = [
        say("de {opens} à {closes}", opens=on_the_clock(opens), closes=on_the_clock(closes))
        for opens, closes in hours
    ]
    sentence = say(
        "{name} ouvre {spans} le {weekday}. Choisissez un horaire à l’intérieur.",
        name=name,
        spans=listed(spans),
        weekday=weekday,
    )
    return Reason("outside-hours", sentence)


def _joined(hours: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Hours that touch are one stretch."""
    joined: list[tuple[int, int]] = []
    for opens, closes in hours:
        if joined and opens <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(closes, joined[-1][1]))
        else:
            joined.append((opens, closes))
    return joined
