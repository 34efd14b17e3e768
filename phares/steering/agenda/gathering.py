"""Everything dated, from every domain, day by day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from phares.kernel.actor import Actor
from phares.kernel.dates import Happening
from phares.kernel.time import Period
from phares.steering.agenda.rules.views import Stretch, View, days_of
from phares.steering.agenda.sources import DATES

FEW = 5
"""Lines of a day of the month; the page of the day has them all."""


def everything_in(period: Period, actor: Actor) -> list[Happening]:
    """All that falls on these days and this person may know, in order."""
    found = [one for within in DATES for one in within(period, actor)]
    return sorted(found, key=lambda one: (max(one.days.start, period.start), one.rank))


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar and what it holds."""

    day: date
    entries: tuple[Happening, ...]
    more: int = 0
    """How many are not shown there."""
    outside: bool = False
    """Of another month, shown to fill its week."""


def day_by_day(told: Iterable[Happening], stretch: Stretch) -> list[Day]:
    """The days shown; in the list, those only that hold something, each thing once."""
    known = list(told)
    if stretch.view is View.LIST:
        return _once(known, stretch)
    few = FEW if stretch.view is View.MONTH else len(known)
    days = []
    for day in days_of(stretch.shown):
        held = sorted((one for one in known if one.on(day)), key=lambda one: one.rank)
        outside = day not in stretch.own
        days.append(Day(day, tuple(held[:few]), max(0, len(held) - few), outside))
    return days


def _once(known: list[Happening], stretch: Stretch) -> list[Day]:
    """What began before is told on the first day."""
    by_day = dict[date, list[Happening]]()
    for one in known:
        by_day.setdefault(max(one.days.start, stretch.own.start), []).append(one)
    return [
        Day(day, tuple(sorted(by_day[day], key=lambda one: one.rank))) for day in sorted(by_day)
    ]
