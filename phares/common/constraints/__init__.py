"""What the database forbids, on PostgreSQL and on SQLite alike."""

from __future__ import annotations

from django.db import IntegrityError

from phares.common.constraints.immutable import Immutable
from phares.common.constraints.never import Never
from phares.common.constraints.overlap import NoOverlap
from phares.common.constraints.trigger import Triggered

__all__ = ["Immutable", "Never", "NoOverlap", "Triggered", "broken", "met_another"]


def broken(error: IntegrityError, name: str) -> bool:
    """Whether the database refused because of the constraint `name`."""
    return name in str(error)


ALREADY_THERE = ("23505", "23P01")
"""What PostgreSQL calls a unique and an exclusion violation."""


def met_another(error: IntegrityError) -> bool:
    """Whether the database refused a row because another one stands in its place."""
    if code := getattr(error.__cause__, "sqlstate", None):
        return code in ALREADY_THERE
    said = str(error)
    return said.startswith("UNIQUE ") or said.endswith(" violated")
