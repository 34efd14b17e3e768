"""A price in one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from phares.kernel.money import Money, total
from phares.kernel.tongue import say, say_plural
from phares.kernel.words import lasting
from phares.money.pricing.rules.rates import HALF_HOUR, Line
from phares.money.pricing.rules.units import Unit


def explained(lines: Iterable[Line], free: int, payer: str, vat: Money) -> str:
    """« 3 h × 12,00 € = 36,00 € ; 2 h sur les heures offertes du mois. »"""
    return f"{' ; '.join(_parts(list(lines), free, payer, vat))}."


def _parts(lines: list[Line], free: int, payer: str, vat: Money) -> Iterator[str]:
    yield from map(_said, lines)
    if helped := total(line.subsidy for line in lines):
        yield say("{subsidy} pris en charge par {payer}", subsidy=helped, payer=payer)
    if free:
        yield say("{time} sur les heures offertes du mois", time=lasting(free))
    if vat:
        yield say("{vat} de TVA en plus", vat=vat)
    if not lines and not free:
        yield say("gratuit")


def _said(line: Line) -> str:
    much = _quantity(line)
    if not line.plain:
        return say("{much}, tarif dégressif ou plafonné : {sum}", much=much, sum=line.full)
    each = line.each.times(2) if line.unit is Unit.HALF_HOUR else line.each
    return say("{much} × {each} = {sum}", much=much, each=each, sum=line.full)


def _quantity(line: Line) -> str:
    count = line.quantity
    if line.unit is Unit.HALF_HOUR:
        return lasting(count * HALF_HOUR)
    if line.unit is Unit.HALF_DAY:
        return say_plural("{count} demi-journée", "{count} demi-journées", count).format(
            count=count
        )
    if line.unit is Unit.DAY:
        return say_plural("{count} journée", "{count} journées", count).format(count=count)
    return say("{count} mois", count=count)
