"""What a delay is worth on a day."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from phares.common.parameters.models import Parameter
from phares.common.parameters.rules.catalogue import CATALOGUE, KNOWN, Known


@dataclass(frozen=True, slots=True)
class InForce:
    """A thing that can be set, what it is worth today, and what is decided for later."""

    known: Known
    value: int
    source: str
    since: date | None
    next: Parameter | None = None


def value_of(code: str, day: date) -> int:
    """The latest value said up to that day, the usual one before."""
    usual = CATALOGUE[code].usual
    said = Parameter.objects.filter(code=code, starts_on__lte=day).order_by("-starts_on")
    found = said.values_list("value", flat=True).first()
    return usual if found is None else found


def values_over(codes: Collection[str]) -> Callable[[str, date], int]:
    """What several delays are worth on any day: one query, then `worth(code, day)`."""
    said = Parameter.objects.filter(code__in=codes).order_by("starts_on")
    known = list(said.values_list("code", "starts_on", "value"))

    def worth(code: str, day: date) -> int:
        held = [value for one, since, value in known if one == code and since <= day]
        return held[-1] if held else CATALOGUE[code].usual

    return worth


def in_force(day: date) -> list[InForce]:
    """Everything that can be set, with its value that day: one query."""
    held: dict[str, Parameter] = {}
    later: dict[str, Parameter] = {}
    for row in Parameter.objects.order_by("starts_on"):
        if row.starts_on <= day:
            held[row.code] = row
        else:
            later.setdefault(row.code, row)
    return [_in_force(known, held.get(known.code), later.get(known.code)) for known in KNOWN]


def _in_force(known: Known, held: Parameter | None, later: Parameter | None) -> InForce:
    if held is None:
        return InForce(known, known.usual, known.source, None, later)
    return InForce(known, held.value, held.source, held.starts_on, later)
