"""Who reads the calendar. What of it they may know, each domain says."""

from __future__ import annotations

from phares.kernel.actor import INSIDE, Actor
from phares.kernel.refusal import Reason

READERS = tuple(sorted(INSIDE))
NOT_YOURS = Reason("forbidden", "L’agenda est celui des gens de la maison.")


def may_read(actor: Actor) -> bool:
    return actor.signed_in and actor.is_(*READERS)


def why_not_subscribe(actor: Actor) -> Reason | None:
    """Whoever reads the calendar may read it from elsewhere."""
    return None if may_read(actor) else NOT_YOURS
