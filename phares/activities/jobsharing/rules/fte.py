"""Full-time equivalents, in exact fractions.

ETP(N) = Σ days of the assignment in N / days of N × quota (366 days in a leap year).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from phares.kernel.dating import Dated
from phares.kernel.refusal import Reason
from phares.kernel.time import Period, year_period
from phares.kernel.tongue import say


@dataclass(frozen=True, slots=True)
class Share:
    """A fraction of full time, for a while."""

    quota: Fraction
    period: Period


def share_of_year(share: Share, year: int) -> Fraction:
    """80 % from 1 July 2016 is 184/366 × 0.8."""
    frame = year_period(year)
    return share.quota * Fraction(share.period.days_in(frame), frame.days_in(frame))


def fte(shares: Iterable[Share], year: int) -> Fraction:
    """Full-time equivalents of the year, by the days of each assignment."""
    return sum((share_of_year(share, year) for share in shares), Fraction(0))


def decimal_of(exact: Fraction) -> Decimal:
    """For a page: 5/2 is 2.5."""
    return Decimal(exact.numerator) / Decimal(exact.denominator)


def highest(shares: Iterable[Share], within: Period) -> tuple[Fraction, date]:
    """The largest sum of quotas inside `within`, and the first day it is reached."""
    known = list(shares)
    days = {within.start} | {s.period.start for s in known if s.period.start in within}
    sums = [(sum((s.quota for s in known if day in s.period), Fraction(0)), day) for day in days]
    return max(sums, key=lambda found: (found[0], -found[1].toordinal()))


def most_at_once(periods: Iterable[Period], within: Period) -> int:
    """How many of them hold on the same day of `within`, on the day they are the most."""
    return int(highest((Share(Fraction(1), period) for period in periods), within)[0])


def why_not_quota(quota: Decimal) -> Reason | None:
    """A quota is a share of full time: more than 0, at most 1, to the thousandth."""
    if not 0 < quota <= 1:
        return Reason("quota", "La quotité va de 0,001 à 1, où 1 est un temps plein.")
    if quota != quota.quantize(Decimal("0.001")):
        return Reason("quota", "Écrivez la quotité au millième, comme 0,125.")
    return None


def why_not_assign(name: str, wanted: Share, standing: Iterable[Share]) -> Reason | None:
    """The quotas of one person never pass full time, whatever the day; the sum is said."""
    reached, day = highest([wanted, *standing], wanted.period)
    if reached <= 1:
        return None
    written = f"{decimal_of(reached).normalize():f}".replace(".", ",")
    sentence = say(
        "{name} serait à {written} temps plein le {dated}. Réduisez la quotité, ou "
        "terminez d’abord une autre affectation.",
        name=name,
        written=written,
        dated=Dated(day),
    )
    return Reason("above-full-time", sentence)


def why_not_end(title: str, already: Dated | None) -> Reason | None:
    """What has ended does not end again."""
    if already is None:
        return None
    return Reason(
        "already-ended",
        say("L’affectation « {title} » a déjà pris fin : {already}.", title=title, already=already),
    )
