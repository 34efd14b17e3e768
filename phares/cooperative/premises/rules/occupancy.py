"""The occupancy rate: square metres × days let, over square metres × days offered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from phares.cooperative.premises.rules.kinds import LET
from phares.cooperative.premises.rules.letting import State
from phares.kernel.time import Period

type Stay = tuple[State, Decimal]
"""What a space was for a while, with its m²."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One space over a year, in m² × days."""

    offered: Fraction
    let: Fraction
    days_offered: int
    days_let: int


def common(first: Period, second: Period) -> Period | None:
    """The days two periods share."""
    if not first.overlaps(second):
        return None
    ends = [end for end in (first.end, second.end) if end is not None]
    return Period(max(first.start, second.start), min(ends, default=None))


def offer_of(
    stays: Sequence[Stay], lets: Sequence[Period], closures: Sequence[Period], year: Period
) -> Offer:
    """Offered: of a kind to let, usable, not closed. Let: by agreement, on days it was offered."""
    offered, let, days_offered, days_let = Fraction(0), Fraction(0), 0, 0
    for state, surface in stays:
        span = common(state.period, year)
        if span is None or not state.usable or state.kind not in LET:
            continue
        days = span.days_in(year) - sum(closure.days_in(span) for closure in closures)
        taken = sum(period.days_in(span) for period in lets)
        offered, let = offered + Fraction(surface) * days, let + Fraction(surface) * taken
        days_offered, days_let = days_offered + days, days_let + taken
    return Offer(offered, let, days_offered, days_let)


def shares_of_rate(offers: Sequence[Offer]) -> list[Decimal] | None:
    """What each space adds to the rate, in percent. None when nothing is offered."""
    total = sum((offer.offered for offer in offers), Fraction(0))
    if not total:
        return None
    reached, shares = Fraction(0), []
    for offer in offers:
        before, reached = _percent(reached, total), reached + offer.let
        shares.append(_percent(reached, total) - before)
    return shares


def _percent(part: Fraction, total: Fraction) -> Decimal:
    """To the hundredth, half up."""
    hundredths = (part * 10_000 / total + Fraction(1, 2)).__floor__()
    return Decimal(hundredths).scaleb(-2)
