"""Who writes how the pole is governed, and who may read it."""

from __future__ import annotations

from phares.kernel.actor import INSIDE, STEERS, Actor
from phares.kernel.refusal import Reason

READERS = INSIDE
NOT_YOURS = Reason(
    "not-allowed", "Les instances et mandats sont tenus par l’animation et la cogérance."
)


def may_govern(actor: Actor) -> bool:
    return actor.is_(*STEERS)


def why_not_govern(actor: Actor) -> Reason | None:
    """The administrator, the animator and the co-managers write it; the others read it."""
    return None if may_govern(actor) else NOT_YOURS
