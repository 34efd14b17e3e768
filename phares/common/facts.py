"""What a recorded fact carries: from when to when, how exactly, and according to whom."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q

from phares.kernel.dating import Dated, Precision, doubts, held_on
from phares.kernel.time import Period, year_period

_WHOLE = [Precision.DAY.value, Precision.MONTH.value]
_VAGUE = (Precision.SEASON, Precision.EARLY, Precision.YEAR, Precision.DECADE)


class Span(models.Model):
    """From a day up to, and without, another; each end with its precision. No end is open."""

    starts_on = models.DateField("depuis")
    starts_precision = models.CharField(
        max_length=10, choices=Precision.choices(), default=Precision.DAY.value
    )
    ends_on = models.DateField("jusqu’au, exclu", null=True, blank=True)
    ends_precision = models.CharField(
        max_length=10, choices=Precision.choices(), default=Precision.DAY.value
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_ends_after_start",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
            )
        ]

    @property
    def period(self) -> Period:
        return Period(self.starts_on, self.ends_on)

    def holds(self, day: date) -> bool:
        """What `on` asks of the database, of this row."""
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)

    def over_by(self, day: date) -> bool:
        """Whether that day is after its end: it neither holds nor is to come."""
        return self.ends_on is not None and self.ends_on <= day

    def held_on(self, day: date) -> bool | None:
        """Whether it holds that day without a doubt; None: nobody knows."""
        return held_on(self.beginning, self.ending, day)

    def doubt(self, day: date) -> str:
        """Why nobody knows of that day: « date de fin incertaine : 2015 »."""
        return " ; ".join(doubts(self.beginning, self.ending, day))

    @property
    def beginning(self) -> Dated:
        return Dated(self.starts_on, Precision(self.starts_precision))

    @property
    def ending(self) -> Dated | None:
        """The last thing known of the end, as one says it; None while it lasts."""
        if self.ends_on is None:
            return None
        return Dated.ending_at(self.ends_on, Precision(self.ends_precision))


class Sourced(models.Model):
    """Where the fact was read. What no source gives is invented and marked illustrative."""

    source = models.CharField("source", max_length=200, blank=True)
    illustrative = models.BooleanField("illustratif", default=False)

    class Meta:
        abstract = True


def on(day: date) -> Q:
    """Rows of a Span that hold that day."""
    return Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gt=day))


def during(period: Period) -> Q:
    """Rows of a Span that hold at some moment of the period."""
    lasts = Q(ends_on__isnull=True) | Q(ends_on__gt=period.start)
    return lasts if period.end is None else lasts & Q(starts_on__lt=period.end)


def surely_on(day: date) -> Q:
    """Rows of a Span that hold that day without a doubt: `Span.held_on` in the database."""
    sure = Q(ends_on__isnull=True) | Q(ends_precision__in=_WHOLE)
    for precision in _VAGUE:
        later = Dated(day).of_precision(precision).after
        sure |= Q(ends_precision=precision.value, ends_on__gt=later)
    return on(day) & sure & _surely_begun(day)


def _surely_begun(day: date) -> Q:
    """« Hiver 2015 » has begun for sure on its last day only: `Dated.begun_by` in the database."""
    begun = Q(starts_precision__in=[*_WHOLE, Precision.BEFORE.value])
    for precision in _VAGUE:
        running = Dated(day).of_precision(precision)
        known = Q(starts_on__lte=day) if running.begun <= day else Q(starts_on__lt=running.day)
        begun |= Q(starts_precision=precision.value) & known
    return begun


def surely_in(year: int) -> Q:
    """Rows of a Span that hold some day of the year without a doubt: `held_in` in the database."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    lasts = Q(ends_on__isnull=True) | Q(ends_precision__in=_WHOLE)
    for precision in _VAGUE:
        running = Dated(first).of_precision(precision)
        begun = running.day if running.day == first else running.after
        lasts |= Q(ends_precision=precision.value, ends_on__gt=begun)
    came_within = Q(starts_on__gte=first) & ~Q(starts_precision=Precision.BEFORE.value)
    begins = _surely_begun(last) | Q(ends_on__lte=date(year + 1, 1, 1))
    return during(year_period(year)) & begins & (came_within | lasts)


def spanning(start: Dated, end: Dated | None = None) -> dict[str, object]:
    """The columns of a Span from two dates as one says them; « août 2015 » ends 1 September."""
    columns: dict[str, object] = {
        "starts_on": start.day,
        "starts_precision": start.precision.value,
        "ends_on": None,
        "ends_precision": Precision.DAY.value,
    }
    if end is not None:
        columns |= {"ends_on": end.after, "ends_precision": end.precision.value}
    return columns


def ends_in(period: Period) -> Q:
    """Rows of a Span whose last day is one of the period, known to the day or the month."""
    known = Q(ends_on__gt=period.start, ends_precision__in=_WHOLE)
    return known if period.end is None else known & Q(ends_on__lte=period.end)


def begins_in(period: Period) -> Q:
    """Rows of a Span whose first day is one of the period, known to the day or the month."""
    known = Q(starts_on__gte=period.start, starts_precision__in=_WHOLE)
    return known if period.end is None else known & Q(starts_on__lt=period.end)


def last_day_of(row: Span) -> Period:
    """The day, alone, after which it is over."""
    assert row.ends_on is not None
    return Period(row.ends_on - timedelta(days=1), row.ends_on)


def first_day_of(row: Span) -> Period:
    """The day, alone, from which it holds."""
    return Period(row.starts_on, row.starts_on + timedelta(days=1))
