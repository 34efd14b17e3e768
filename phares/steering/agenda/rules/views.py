"""How much of the calendar is shown at once, and what comes before and after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from phares.kernel.dating import Dated, Precision
from phares.kernel.lifecycle import Labelled
from phares.kernel.time import Month, Period
from phares.kernel.tongue import say

QUARTER = timedelta(days=92)
REACH = range(1900, 2200)


class View(Labelled):
    DAY = "jour", "Jour"
    WEEK = "semaine", "Semaine"
    MONTH = "mois", "Mois"
    LIST = "liste", "Liste"


def asked_view(text: str) -> View:
    """The week when none is asked for, or none that reads."""
    return View(text) if text in set(View) else View.WEEK


def asked_day(text: str, today: date) -> date:
    """Today when none is asked for, or none that reads."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return today
    return day if day.year in REACH else today


@dataclass(frozen=True, slots=True)
class Stretch:
    """A view on a day: the days that are its own, and those shown to fill whole weeks."""

    view: View
    day: date

    @property
    def own(self) -> Period:
        match self.view:
            case View.DAY:
                return Period(self.day, self.day + timedelta(days=1))
            case View.WEEK:
                monday = self.day - timedelta(days=self.day.weekday())
                return Period(monday, monday + timedelta(days=7))
            case View.MONTH:
                return Month.of(self.day).period
        return Period(self.day, self.day + QUARTER)

    @property
    def shown(self) -> Period:
        own = self.own
        if self.view is not View.MONTH or own.end is None:
            return own
        last = own.end - timedelta(days=1)
        return Period(
            own.start - timedelta(days=own.start.weekday()),
            last + timedelta(days=7 - last.weekday()),
        )

    @property
    def before(self) -> date:
        start = self.own.start
        match self.view:
            case View.MONTH:
                return Month.of(start).previous.period.start
            case View.LIST:
                return start - QUARTER
        return start - (self.own.end - start) if self.own.end else start

    @property
    def after(self) -> date:
        return self.own.end or self.own.start

    @property
    def label(self) -> str:
        """« 4 – 10 janvier 2016 », « janvier 2016 », « lundi 4 janvier 2016 » by the page."""
        first, last = self.own.start, self.own.last_day or self.own.start
        if self.view is View.MONTH:
            return str(Dated(first).of_precision(Precision.MONTH))
        if self.view is View.DAY:
            return str(Dated(first))
        return say("{first} – {last}", first=Dated(first), last=Dated(last))


def days_of(period: Period) -> Iterator[date]:
    assert period.end is not None
    day = period.start
    while day < period.end:
        yield day
        day += timedelta(days=1)
