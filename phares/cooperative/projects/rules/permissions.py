"""Who tells what is done together, and who may read it."""

from __future__ import annotations

from phares.kernel.actor import INSIDE, KEEPERS, Actor
from phares.kernel.refusal import Reason

READERS = INSIDE
NOT_YOURS = Reason("not-allowed", "Les axes, actions et partenariats sont écrits par l’animation.")


def may_tell(actor: Actor) -> bool:
    return actor.is_(*KEEPERS)


def why_not_tell(actor: Actor) -> Reason | None:
    """The administrator and the animator write; the others read."""
    return None if may_tell(actor) else NOT_YOURS
