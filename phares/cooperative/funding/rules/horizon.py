"""The drawing of the funding horizon: years across, one bar a grant, the lamp on today.

Positions are percentages written as an SVG attribute reads them, heights are pixels.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from phares.cooperative.funding.rules.cliff import WATCHED_MONTHS, months_after
from phares.cooperative.funding.rules.kinds import GrantState
from phares.cooperative.funding.rules.support import Support, euros
from phares.kernel.tongue import say

TOP, ROW, UNDER = 38, 43, 28
LETTER, WIDE_LETTER = 1.95, 0.65  # part of the width a letter takes on a phone, on a desk


@dataclass(frozen=True, slots=True)
class Tick:
    label: str
    x: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One grant: a full bar when acquired, hatched when asked or envisaged."""

    support: Support
    name: str
    amount: str
    x: str
    width: str
    sure: str
    """The part of the width that is sure: of an unknown term, up to today."""
    y: int
    label_y: int
    label_x: str
    anchor: str
    secure: bool


@dataclass(frozen=True, slots=True)
class Horizon:
    """Everything the template draws; empty when there is no grant to show."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    today_x: str
    beam_width: str
    height: int
    axis_y: int
    label_y: int
    sentence: str

    def __bool__(self) -> bool:
        return bool(self.bars)

    @property
    def unsure(self) -> bool:
        """Whether a bar goes on, pale, beyond what is sure of it."""
        return any(bar.sure != bar.width for bar in self.bars)


def drawn(supports: Iterable[Support], today: date, sentence: str) -> Horizon:
    """Grants still to run, asked or envisaged; from the year of today, or of the first of them."""
    shown = [s for s in supports if _shown(s, today)]
    first, last = _frame(shown, today)
    scale = _Scale(date(first, 1, 1), date(last + 1, 1, 1))
    bars = tuple(_bar(s, n, scale, today) for n, s in enumerate(sorted(shown, key=_order)))
    axis = TOP + ROW * max(1, len(bars)) - 17
    return Horizon(
        bars=bars,
        ticks=tuple(Tick(str(y), scale.at(date(y, 1, 1))) for y in range(first, last + 1)),
        today_x=scale.at(today),
        beam_width=_percent(scale.part(months_after(today, WATCHED_MONTHS)) - scale.part(today)),
        height=axis + UNDER,
        axis_y=axis,
        label_y=axis + 22,
        sentence=sentence,
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    start: date
    end: date

    def part(self, day: date) -> float:
        whole = (self.end - self.start).days
        return min(100.0, max(0.0, (day - self.start).days * 100 / whole))

    def at(self, day: date) -> str:
        return _percent(self.part(day))


def _percent(part: float) -> str:
    return f"{part:.2f}"


def _shown(support: Support, today: date) -> bool:
    over = support.period.end is not None and support.period.end <= today
    return support.state is not GrantState.REFUSED and not over


def _frame(shown: Sequence[Support], today: date) -> tuple[int, int]:
    """At most two years back and three ahead, so that bars can be read."""
    starts = [s.period.start.year for s in shown]
    ends = [(s.last_day or s.period.start).year for s in shown]
    first = max(min([today.year, *starts]), today.year - 2)
    last = min(max([today.year + 1, *ends]), today.year + 3)
    return first, last


def _order(support: Support) -> tuple[bool, date, int]:
    return not support.secure, support.period.start, support.key


def _bar(support: Support, row: int, scale: _Scale, today: date) -> Bar:
    end = support.period.end or scale.end
    begin, stop = scale.part(support.period.start), scale.part(end)
    sure = stop if support.period.end else min(stop, max(begin, scale.part(today)))
    amount = _said_amount(support)
    said = len(support.funder) + len(amount) + 2
    late = begin + max(len(support.funder) * LETTER, said * WIDE_LETTER) > 100
    return Bar(
        support=support,
        name=support.funder,
        amount=amount,
        x=_percent(begin),
        width=_percent(max(1.0, stop - begin)),
        sure=_percent(max(1.0, sure - begin)),
        y=TOP + ROW * row,
        label_y=TOP + ROW * row - 6,
        label_x=_percent(100 if late else begin),
        anchor="end" if late else "start",
        secure=support.secure,
    )


def _said_amount(support: Support) -> str:
    known = say("montant inconnu") if support.amount is None else euros(support.amount)
    said = known if support.secure else f"{known}, {support.state.label}"
    said = said if support.period.end else say("{said}, terme inconnu", said=said)
    return say("{said} (illustratif)", said=said) if support.illustrative else said
