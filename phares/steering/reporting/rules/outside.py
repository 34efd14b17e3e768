"""Which value of a figure is told outside, and of which year."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Outside:
    """A value for everybody: the year it speaks of, and how it came to be told."""

    value: Decimal
    year: int
    standing: str


FROZEN, PUBLISHED, COUNTED = "figé", "publié", "compté"


def told_outside(
    year: int,
    *,
    frozen: Decimal | None,
    published: Decimal | None,
    counted: Decimal | None,
    declared_by_structures: bool,
    before: tuple[int, Decimal] | None = None,
) -> Outside | None:
    """What was frozen; else a count of the pole’s own records, as it stands.

    A sum of what structures declare moves with each answer, right or wrong, until the year is
    read again and frozen: until then the value that the pole published for the year stands for it,
    else that of the last frozen year, `before`, with its year; else nothing.
    """
    if frozen is not None:
        return Outside(frozen, year, FROZEN)
    if not declared_by_structures:
        return None if counted is None else Outside(counted, year, COUNTED)
    if published is not None:
        return Outside(published, year, PUBLISHED)
    return Outside(before[1], before[0], FROZEN) if before else None
