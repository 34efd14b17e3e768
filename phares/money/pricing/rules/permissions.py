"""Who sets the tariffs, and who may read them."""

from __future__ import annotations

from phares.kernel.actor import KEEPERS, Actor
from phares.kernel.refusal import Reason

NOT_YOURS = Reason("not-allowed", "Les tarifs sont fixés par l’animation du pôle.")


def why_not_set_tariffs(actor: Actor) -> Reason | None:
    """The administrator and the animator set the tariffs; the others read them."""
    return None if actor.is_(*KEEPERS) else NOT_YOURS
