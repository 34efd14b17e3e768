"""The same values counted by the database, for pages that show no record.

A pole may have thousands of structures: the page of a year needs their number, not their names.
A test holds these values equal to the measured ones.
"""

from __future__ import annotations

from decimal import Decimal

from phares.kernel.figures import Counted, Part, Size
from phares.people.directory.figures.indicators import DECLARED
from phares.people.directory.figures.words import ELSEWHERE, warning
from phares.people.directory.queries.tallying import (
    Headcount,
    Sum,
    adherents_by_area,
    headcount,
    sums_said,
)
from phares.people.directory.rules.kinds import Declared


def tally(year: int) -> dict[str, Counted]:
    """Every figure of the directory for a year without its rows, in three queries."""
    heads = headcount(year)
    return {**_housed(heads), **_adherents(year), **_said(year, heads.asked)}


def _housed(heads: Headcount) -> dict[str, Counted]:
    if not heads.housed:
        return {"residents": Counted(None), "residents_during_year": Counted(None)}
    return {"residents": _number(heads.present), "residents_during_year": _number(heads.during)}


def _number(size: Size) -> Counted:
    return Counted(Decimal(size.rows), size=size)


def _adherents(year: int) -> dict[str, Counted]:
    found = adherents_by_area(year)
    if not found:
        return {"adherents": Counted(None)}
    parts = tuple(Part(area or ELSEWHERE, Decimal(size.rows)) for area, size in found)
    whole = Size(sum(size.rows for _, size in found), sum(size.invented for _, size in found))
    shared = parts if len(parts) > 1 else ()
    return {"adherents": Counted(Decimal(whole.rows), parts=shared, size=whole)}


def _said(year: int, asked: int) -> dict[str, Counted]:
    sums = sums_said(year)
    return {
        indicator.code: _sum(kind, sums[kind.value], asked)
        for indicator, kind in zip(DECLARED, Declared, strict=True)
    }


def _sum(kind: Declared, found: Sum, asked: int) -> Counted:
    """« Sans objet » when nobody gave such a figure that year, member or not."""
    if not (found.answered or found.others):
        return Counted(None)
    return Counted(
        Decimal(found.total) if found.answered else None,
        answered=found.answered,
        asked=asked,
        warning=warning(kind, asked - found.answered, asked),
        size=Size(found.answered, found.invented),
    )
