"""The months ahead on one line: today is the lamp, what falls due stands along the horizon."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from phares.kernel.alerts import Alert
from phares.kernel.dating import month_name
from phares.kernel.time import Month
from phares.kernel.tongue import in_french

AHEAD = 12
ROWS = (6, 48, 90)
LETTER, LONGEST = 0.75, 34  # part of the line a letter takes; letters of a flag
BRIEF = "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.".split()
BRIEFLY = "Jan Feb Mar Apr May June July Aug Sept Oct Nov Dec".split()


@dataclass(frozen=True, slots=True)
class Tick:
    at: str
    label: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that falls due; `top` is the height of its flag."""

    percent: float
    top: int
    day: date
    title: str
    detail: str
    url: str
    flip: bool
    fact: str
    """The whole of it, as the alert says it."""

    @property
    def at(self) -> str:
        """Where it stands, as SVG reads it."""
        return f"{self.percent:.3f}%"

    @property
    def when(self) -> str:
        """« 1er févr. », “1 Feb”, for the list."""
        place = self.day.month - 1
        if not in_french():
            return f"{self.day.day}\u00a0{BRIEFLY[place]}"
        return f"{'1er' if self.day.day == 1 else self.day.day}\u00a0{BRIEF[place]}"

    @property
    def flag(self) -> tuple[str, str]:
        """Title and detail, as long as a flag may be; the list has them whole."""
        return _short(self.title), _short(self.detail)

    @property
    def span(self) -> tuple[float, float]:
        """From where to where its words go, in percent of the line."""
        wide = LETTER * max(map(len, self.flag)) + 2
        return (
            (self.percent - wide, self.percent)
            if self.flip
            else (
                self.percent,
                self.percent + wide,
            )
        )

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
    """Twelve months from today, with what falls due, the soonest first."""
    stretch = _Stretch.from_(today)
    ticks = [
        Tick(f"{stretch.percent(month.period.start):.3f}%", _name(month))
        for month in stretch.months[1:AHEAD]
    ]
    dated = [(alert.due, alert) for alert in alerts if alert.due is not None]
    due = sorted(
        (pair for pair in dated if stretch.start <= pair[0] < stretch.end), key=lambda pair: pair[0]
    )
    return Horizon(tuple(ticks), tuple(_placed(due, stretch)))


def _placed(due: list[tuple[date, Alert]], stretch: _Stretch) -> list[Mark]:
    """Each flag on the first row where its words meet no other; a full horizon leaves the rest
    to the list below."""
    taken: list[tuple[int, float, float]] = []
    marks = []
    for day, alert in due:
        mark = _mark(day, alert, stretch.percent(day))
        left, right = mark.span
        free = (top for top in ROWS if all(top != t or right < a or left > b for t, a, b in taken))
        if (top := next(free, None)) is not None:
            taken.append((top, left, right))
            marks.append(replace(mark, top=top))
    return marks


def _mark(day: date, alert: Alert, percent: float) -> Mark:
    title, _, detail = str(alert.fact).partition(": ")
    return Mark(
        percent=percent,
        top=ROWS[0],
        day=day,
        title=title.strip(),
        detail=detail,
        url=alert.url,
        flip=percent > 72,
        fact=alert.fact,
    )


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"


def _name(month: Month) -> str:
    name = month_name(month.number)
    return f"{name} {month.year}" if month.number == 1 else name
