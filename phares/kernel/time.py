"""Stretches of time, always half-open: the end is the first moment outside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta


@dataclass(frozen=True, slots=True)
class TimeSlot:
    """From `start` up to, and without, `end`; both aware."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise ValueError("a time slot needs time zones")
        if self.end <= self.start:
            raise ValueError("a time slot ends after it starts")

    def overlaps(self, other: TimeSlot) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Period:
    """From the day `start` up to, and without, the day `end`. Open-ended when `end` is None."""

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end <= self.start:
            raise ValueError("a period ends after it starts")

    def __contains__(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)

    def overlaps(self, other: Period) -> bool:
        begins_before = other.end is None or self.start < other.end
        return begins_before and (self.end is None or other.start < self.end)

    def days_in(self, frame: Period) -> int:
        """How many days of the closed `frame` lie in this period."""
        if frame.end is None:
            raise ValueError("days are counted in a closed period")
        last = frame.end if self.end is None else min(self.end, frame.end)
        return max(0, (last - max(self.start, frame.start)).days)

    @property
    def last_day(self) -> date | None:
        """The last day inside, for display: « au 31 inclus »."""
        return None if self.end is None else self.end - timedelta(days=1)


@dataclass(frozen=True, order=True, slots=True)
class Month:
    year: int
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= 12:
            raise ValueError(f"{self.number} is not a month")

    @classmethod
    def of(cls, day: date) -> Month:
        return cls(day.year, day.month)

    @property
    def next(self) -> Month:
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    @property
    def previous(self) -> Month:
        return Month(self.year - (self.number == 1), (self.number - 2) % 12 + 1)

    @property
    def period(self) -> Period:
        following = self.next
        return Period(date(self.year, self.number, 1), date(following.year, following.number, 1))

    def __str__(self) -> str:
        return f"{self.year}-{self.number:02d}"


def year_period(year: int) -> Period:
    """The whole year, 1 January to 31 December included."""
    return Period(date(year, 1, 1), date(year + 1, 1, 1))
