"""The funding cliff: which operating grants end soon, and how much of the whole they are."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from phares.cooperative.funding.rules.kinds import GrantState, SupportKind
from phares.cooperative.funding.rules.support import Support

WATCHED_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Cliff:
    """Acquired operating grants still to run, and those of them that end in time."""

    running: tuple[Support, ...]
    ending: tuple[Support, ...]

    @property
    def share(self) -> Fraction | None:
        """By number of grants; None (« sans objet ») when none runs."""
        return Fraction(len(self.ending), len(self.running)) if self.running else None

    @property
    def money_share(self) -> Fraction | None:
        """By amount; None when one amount is unknown, for unknown is not zero."""
        whole, part = _cents(self.running), _cents(self.ending)
        return Fraction(part, whole) if whole and part is not None else None

    @property
    def same_day(self) -> date | None:
        """The day on which all that ends ends, when there are at least two."""
        days = {support.last_day for support in self.ending}
        return days.pop() if len(days) == 1 and len(self.ending) > 1 else None

    @property
    def last_day(self) -> date | None:
        """The last funded day among what ends."""
        return max((s.last_day for s in self.ending if s.last_day), default=None)


def ends_within(supports: Iterable[Support], today: date, months: int = WATCHED_MONTHS) -> Cliff:
    """Acquired operating grants whose last funded day comes within so many months.

    Three grants of 2014 to 2016 are seen from 31 December 2015 on. One whose end nobody knows
    runs, and never ends in time.
    """
    running = [s for s in supports if _counts(s) and (s.last_day is None or s.last_day >= today)]
    limit = months_after(today, months)
    ending = [s for s in running if s.last_day is not None and s.last_day <= limit]
    return Cliff(tuple(running), tuple(ending))


def funded_until(supports: Iterable[Support], today: date, *, hoped: bool = False) -> date | None:
    """The last day covered without a break by operating grants; `hoped` adds what is asked or
    envisaged. None when today is not covered, or when the end is not known."""
    spans = [s.period for s in supports if _counts(s, hoped=hoped)]
    reached = today
    for span in sorted(spans, key=lambda span: span.start):
        if span.start > reached:
            break
        if span.end is None:
            return None
        reached = max(reached, span.end)
    return date.fromordinal(reached.toordinal() - 1) if reached > today else None


def months_between(today: date, last_day: date) -> int:
    """Whole months from today up to the end of the last day: 1 January to 31 December is 12."""
    end = date.fromordinal(last_day.toordinal() + 1)
    months = (end.year - today.year) * 12 + end.month - today.month
    return max(0, months - (end.day < today.day))


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _counts(support: Support, *, hoped: bool = False) -> bool:
    expected = hoped and support.state in (GrantState.ASKED, GrantState.ENVISAGED)
    return support.kind is SupportKind.OPERATING and (support.secure or expected)


def _cents(supports: Iterable[Support]) -> int | None:
    total = 0
    for support in supports:
        if support.amount is None:
            return None
        total += support.amount.cents
    return total
