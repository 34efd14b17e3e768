"""What a stay costs: units counted day by day, the cheapest way, never above a cap.

Amounts are whole cents times whole quantities: nothing is rounded here. VAT alone is, once, on the
sum (`vat_on`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from phares.kernel.money import Money, total
from phares.kernel.refusal import Reason
from phares.kernel.time import Period
from phares.money.pricing.rules.customers import Counted
from phares.money.pricing.rules.units import Unit

HALF_HOUR = 30
"""Minutes; a half-hour begun is due."""
DAYS_A_MONTH = 31
HIRED = (Unit.HALF_HOUR, Unit.HALF_DAY, Unit.DAY, Unit.MONTH)
"""Units in which a place is hired."""


@dataclass(frozen=True, slots=True)
class Terms:
    """A rate: full price of one unit, what of it somebody else pays, at least how many.

    Beyond `reduced_after` units of a day (of the stay, for days and months) each costs `reduced`.
    `cap`: what one pays for a day is never more.
    """

    unit: Unit
    full: Money
    subsidy: Money = Money(0)
    least: int = 1
    reduced_after: int | None = None
    reduced: Money | None = None
    cap: Money | None = None
    key: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """So many units, their full price, what of it somebody else pays."""

    unit: Unit
    quantity: int
    each: Money
    full: Money
    subsidy: Money
    key: int = 0
    plain: bool = True
    """The quantity times one price: neither reduced nor capped."""

    @property
    def net(self) -> Money:
        return self.full - self.subsidy


type Price = tuple[Line, ...]


def net_of(lines: Iterable[Line]) -> Money:
    return total(line.net for line in lines)


def priced(days: Sequence[int], terms: Mapping[Unit, Terms], half_day: int) -> Price | None:
    """`days`: minutes to pay on each day of the stay; `half_day`: minutes in a half-day.

    The cheapest for whoever pays. None when no rate fits; nothing to pay is no line.
    """
    if not any(days):
        return ()
    daily = _by_day([minutes for minutes in days if minutes], terms, half_day)
    ways = [daily] if daily is not None else []
    if Unit.MONTH in terms:
        ways.append((counted(terms[Unit.MONTH], 1 + (len(days) - 1) // DAYS_A_MONTH),))
    return min(ways, key=net_of, default=None)


def _by_day(days: Sequence[int], terms: Mapping[Unit, Terms], half_day: int) -> Price | None:
    chosen = [_cheapest(minutes, terms, half_day) for minutes in days]
    known = [price for price in chosen if price is not None]
    if len(known) < len(days):
        return None
    lines = [line for price in known for line in price]
    whole = [line for line in lines if line.unit is Unit.DAY]
    parts = tuple(_added([line for line in lines if line.unit is not Unit.DAY]))
    return (*((counted(terms[Unit.DAY], len(whole)),) if whole else ()), *parts)


def _cheapest(minutes: int, terms: Mapping[Unit, Terms], half_day: int) -> Price | None:
    """One day: a day, or half-days and half-hours; of two that cost the same, the shorter."""
    ways = list(_ways(minutes, terms, half_day))
    return min(ways, key=lambda price: (net_of(price), len(price)), default=None)


def _ways(minutes: int, terms: Mapping[Unit, Terms], half_day: int) -> Iterator[Price]:
    if Unit.DAY in terms:
        yield (counted(terms[Unit.DAY], 1),)
    most = _begun(minutes, half_day) if Unit.HALF_DAY in terms else 0
    for halves in range(most + 1):
        rest = minutes - halves * half_day
        if rest > 0 and Unit.HALF_HOUR not in terms:
            continue
        first = (counted(terms[Unit.HALF_DAY], halves),) if halves else ()
        hours = (counted(terms[Unit.HALF_HOUR], _begun(rest, HALF_HOUR)),) if rest > 0 else ()
        yield (*first, *hours)


def _begun(minutes: int, unit: int) -> int:
    return -(-minutes // unit)


def counted(terms: Terms, quantity: int) -> Line:
    """So many units of one rate."""
    quantity = max(quantity, terms.least)
    after, reduced = terms.reduced_after, terms.reduced
    first = quantity if after is None or reduced is None else min(quantity, after)
    beyond = quantity - first
    later = reduced or Money(0)
    full = total((terms.full.times(first), later.times(beyond)))
    helped = total((terms.subsidy.times(first), min(terms.subsidy, later).times(beyond)))
    over = _over_cap(terms, full - helped)
    plain = not beyond and not over
    return Line(terms.unit, quantity, terms.full, full - over, helped, terms.key, plain)


def _over_cap(terms: Terms, net: Money) -> Money:
    if terms.cap is None or terms.unit in (Unit.DAY, Unit.MONTH):
        return Money(0)
    return max(net - terms.cap, Money(0))


def _added(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines of one unit on several days, together."""
    for unit in dict.fromkeys(line.unit for line in lines):
        same = [line for line in lines if line.unit is unit]
        yield Line(
            unit,
            sum(line.quantity for line in same),
            same[0].each,
            total(line.full for line in same),
            total(line.subsidy for line in same),
            same[0].key,
            all(line.plain for line in same),
        )


def vat_on(net: Money, rate: int) -> Money:
    """`rate` in hundredths of a point: 2000 is 20 %. Rounded once, half up, on the whole sum."""
    return net.times(Decimal(rate) / 10_000)


class Dating(Protocol):
    """A rate as `in_force` reads it."""

    counted: str

    @property
    def period(self) -> Period: ...


def in_force[R: Dating](rates: Iterable[R], booked: date, starts: date) -> R | None:
    """Of the rates of one thing, one customer and one unit, the one that prices a stay.

    A rate takes over from the former on the day it counts from: that of booking or that of coming.
    One that ends without another after it leaves none.
    """
    ordered = sorted(rates, key=lambda rate: rate.period.start)
    days = {Counted.BOOKING.value: booked, Counted.START.value: starts}
    begun = [rate for rate in ordered if days[rate.counted] >= rate.period.start]
    if not begun:
        return None
    last = begun[-1]
    end = last.period.end
    followed = any(rate.period.start == end for rate in ordered)
    over = end is not None and days[last.counted] >= end
    return None if over and not followed else last


def why_not_terms(terms: Terms, payer: str) -> Reason | None:
    """What a rate must be before it is written."""
    if min(terms.full, terms.subsidy, terms.reduced or Money(0), terms.cap or Money(0)).cents < 0:
        return Reason(
            "negative", "Un prix ne peut pas être négatif. Écrivez zéro s’il est gratuit."
        )
    if terms.unit not in HIRED:
        return Reason(
            "unit", "Une salle se paie à la demi-heure, à la demi-journée, au jour, au mois."
        )
    if terms.subsidy > terms.full:
        return Reason("subsidy", "L’aide dépasse le prix plein. Vérifiez les deux montants.")
    if terms.subsidy and not payer.strip():
        return Reason("no-payer", "Dites qui paie l’aide : une collectivité, le pôle lui-même.")
    return _why_not_steps(terms)


def _why_not_steps(terms: Terms) -> Reason | None:
    if (terms.reduced is None) is not (terms.reduced_after is None):
        return Reason("steps", "Donnez le prix réduit et la quantité après laquelle il vaut.")
    if terms.reduced is not None and terms.reduced > terms.full:
        return Reason("steps", "Le prix réduit dépasse le prix plein. Vérifiez les deux montants.")
    return None
