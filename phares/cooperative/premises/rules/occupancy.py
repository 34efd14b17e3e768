"""The occupancy rate: square metres × days let, over square metres × days offered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from phares.cooperative.premises.rules.kinds import LET
from phares.cooperative.premises.rules.letting import State
from phares.kernel.dating import Dated, doubts
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


def let_between(
    since: Dated, until: Dated | None, *, follows: bool, followed: bool
) -> tuple[Dated, Dated | None]:
    """From when to when an agreement lets, as exactly as it is known.

    Where it renews another one, or is renewed, from the very day on, there is no doubt about the
    day between the two: the one or the other lets.
    """
    if followed and until is not None:
        until = Dated(until.after - timedelta(days=1))
    return Dated(since.day) if follows else since, until


def whys_unsure(since: Dated, until: Dated | None, year: Period) -> str:
    """Why nobody knows of some of its days of the year; nothing when all are sure."""
    held = common(Period(since.day, until.after if until else None), year)
    if held is None or held.last_day is None:
        return ""
    said = (why for day in (held.start, held.last_day) for why in doubts(since, until, day))
    return " ; ".join(dict.fromkeys(said))


def might_add(sure: Offer, whole: Offer, offers: Sequence[Offer]) -> Decimal:
    """What the days of doubt of one space would add to the rate, in percent."""
    total = sum((offer.offered for offer in offers), Fraction(0))
    return _percent(whole.let - sure.let, total)


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
