"""A published figure beside the counted one: how far apart, and whether somebody said why."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from phares.kernel.tongue import say
from phares.steering.reporting.rules.roundings import rounded, with_unit, written


@dataclass(frozen=True, slots=True)
class Gap:
    """What was published minus what is counted, in a sentence."""

    difference: Decimal | None
    """None when nothing is counted."""
    sentence: str


def gap_between(
    declared: Decimal | None, counted: Decimal | None, *, decimals: int = 0, unit: str = ""
) -> Gap | None:
    """None when nothing is declared or when both agree, at the decimals that are shown."""
    if declared is None:
        return None
    said = with_unit(written(declared, _enough(declared, decimals)), unit)
    if counted is None:
        return Gap(
            None,
            say("Publié {said}\u202f; aucun enregistrement ne permet de le recompter.", said=said),
        )
    difference = declared - rounded(counted, decimals)
    if not difference:
        return None
    ours = with_unit(written(counted, decimals), unit)
    far = with_unit(written(abs(difference), _enough(difference, decimals)), unit)
    way = say("plus") if difference > 0 else say("moins")
    return Gap(
        difference,
        say(
            "Publié {said}, compté {ours}\u00a0: {far} de {way} que le compte.",
            said=said,
            ours=ours,
            far=far,
            way=way,
        ),
    )


def why_not_explained(
    declared: Decimal, counted: Decimal | None, then: Decimal | None, *, decimals: int, unit: str
) -> str:
    """A reason holds for the gap it was written for; `then` is the count of that day.

    Nothing when it still holds.
    """
    now = None if counted is None else rounded(counted, decimals)
    if now == then:
        return ""
    if then is None:
        return say("Cette explication n’a pas été relue avec le compte d’aujourd’hui.")
    former = abs(declared - then)
    far = with_unit(written(former, _enough(former, decimals)), unit)
    was = say("il était de {far}", far=far) if former else say("il n’y en avait pas")
    return say("L’écart a changé depuis cette explication ({was}).", was=was)


def _enough(value: Decimal, decimals: int) -> int:
    """A declared figure keeps its own decimals."""
    exponent = value.normalize().as_tuple().exponent
    return max(decimals, -exponent if isinstance(exponent, int) else 0, 0)
