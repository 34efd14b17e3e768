"""The months ahead on one line: today is the lamp, what falls due stands along the horizon."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from phares.kernel.alerts import Alert
from phares.kernel.dating import MONTHS
from phares.kernel.time import Month

AHEAD = 12
ROWS = (6, 48, 90)


@dataclass(frozen=True, slots=True)
class Tick:
    at: str
    label: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that falls due; `at` is a percentage, `top` the height of its flag."""

    at: str
    top: int
    day: date
    title: str
    detail: str
    url: str
    flip: bool

    @property
    def title_y(self) -> int:
        return self.top + 10

    @property
    def detail_y(self) -> int:
        return self.top + 27


@dataclass(frozen=True, slots=True)
class Horizon:
    ticks: tuple[Tick, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """From today to the first of the same month a year on."""

    start: date
    months: tuple[Month, ...]

    @classmethod
    def from_(cls, today: date) -> _Stretch:
        months = [Month.of(today)]
        while len(months) <= AHEAD:
            months.append(months[-1].next)
        return cls(today, tuple(months))

    @property
    def end(self) -> date:
        return self.months[AHEAD].period.start

    def percent(self, day: date) -> float:
        return 100 * (day - self.start).days / (self.end - self.start).days


def horizon(alerts: Iterable[Alert], *, today: date) -> Horizon:
    """Twelve months from today, with up to nine things that fall due, the soonest first."""
    stretch = _Stretch.from_(today)
    ticks = [
        Tick(f"{stretch.percent(month.period.start):.3f}%", _name(month))
        for month in stretch.months[1:AHEAD]
    ]
    dated = [(alert.due, alert) for alert in alerts if alert.due is not None]
    due = sorted(
        (pair for pair in dated if stretch.start <= pair[0] < stretch.end), key=lambda pair: pair[0]
    )
    marks = [_mark(n, day, alert, stretch.percent(day)) for n, (day, alert) in enumerate(due[:9])]
    return Horizon(tuple(ticks), tuple(marks))


def _mark(rank: int, day: date, alert: Alert, percent: float) -> Mark:
    title, _, detail = alert.fact.partition(" : ")
    return Mark(
        at=f"{percent:.3f}%",
        top=ROWS[rank % len(ROWS)],
        day=day,
        title=title,
        detail=detail,
        url=alert.url,
        flip=percent > 72,
    )


def _name(month: Month) -> str:
    name = MONTHS[month.number - 1]
    return f"{name} {month.year}" if month.number == 1 else name
