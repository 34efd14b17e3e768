"""What of the figures of the directory is not for everybody."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from phares.kernel.actor import Actor
from phares.kernel.figures import Counted, Row
from phares.people.directory.figures.indicators import DECLARED
from phares.people.directory.figures.words import (
    ANSWERED,
    ANSWERED_AND_GONE,
    ANSWERED_PERHAPS_GONE,
    DOUBTED,
    SAID,
    SILENT,
    TOO_FEW,
)
from phares.people.directory.rules.declarations import may_tell_sum
from phares.people.directory.rules.permissions import may_read_all_declarations

CODES = frozenset(indicator.code for indicator in DECLARED)


def hides(actor: Actor, code: str) -> bool:
    """What each structure declares is for the team and the co-managers."""
    return code in CODES and not may_read_all_declarations(actor)


def told_to(actor: Actor, code: str, counted: Counted) -> Counted:
    """Others see who answered, and the sum only when enough structures make it."""
    if not hides(actor, code):
        return counted
    rows = tuple(replace(row, value=Decimal(1), detail=ANSWERED) for row in counted.rows)
    aside = tuple(replace(row, value=Decimal(0), detail=_spoke(row)) for row in counted.aside)
    told = replace(counted, rows=rows, aside=aside)
    if counted.value is None or may_tell_sum(counted.answered or 0):
        return told
    return replace(told, value=None, withheld=TOO_FEW)


def _spoke(row: Row) -> str:
    """Aside stand the silent ones, and those who answered and left, or perhaps left."""
    if not row.key.startswith(SAID):
        return SILENT
    return ANSWERED_PERHAPS_GONE if row.detail.startswith(DOUBTED) else ANSWERED_AND_GONE
