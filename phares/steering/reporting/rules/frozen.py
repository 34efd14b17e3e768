"""A figure as it was published beside the same figure today: what moved, in sentences."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from phares.kernel.tongue import say
from phares.steering.reporting.rules.roundings import with_unit, written


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a figure stands at a moment; `value` is rounded as it is shown."""

    value: Decimal | None
    declared: Decimal | None
    gap_note: str
    version: int


def changes(then: Stand, now: Stand, *, decimals: int, unit: str) -> list[str]:
    """Nothing when the figure still stands where it was frozen."""
    told = (
        _recounted(then, now, decimals, unit),
        _published(then, now, unit),
        say("La raison de l’écart a changé depuis.") if then.gap_note != now.gap_note else "",
        _redefined(then, now),
    )
    return [sentence for sentence in told if sentence]


def _recounted(then: Stand, now: Stand, decimals: int, unit: str) -> str:
    if then.value == now.value:
        return ""
    if now.value is None:
        return say("Rien ne permet plus de le compter aujourd’hui.")
    return say(
        "Recompté aujourd’hui\u00a0: {with_unit}.",
        with_unit=with_unit(written(now.value, decimals), unit),
    )


def _published(then: Stand, now: Stand, unit: str) -> str:
    if then.declared == now.declared:
        return ""
    was, become = (_said(one.declared, unit) for one in (then, now))
    return say("Chiffre publié\u00a0: {was} alors, {become} aujourd’hui.", was=was, become=become)


def _said(declared: Decimal | None, unit: str) -> str:
    return "aucun" if declared is None else with_unit(written(declared, 4), unit)


def _redefined(then: Stand, now: Stand) -> str:
    if then.version == now.version:
        return ""
    return say(
        "La définition a changé\u00a0: version {version} alors, {version_2} aujourd’hui.",
        version=then.version,
        version_2=now.version,
    )
