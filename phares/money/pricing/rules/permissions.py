"""Who sets the tariffs, and who may read them."""

from __future__ import annotations

from phares.kernel.actor import KEEPERS, Actor
from phares.kernel.refusal import Reason

NOT_YOURS = Reason("not-allowed", "Les tarifs sont fixés par l’animation du pôle.")


def may_set_tariffs(actor: Actor) -> bool:
    return actor.is_(*KEEPERS)


def why_not_set_tariffs(actor: Actor) -> Reason | None:
    """The administrator and the animator set the tariffs; the others read them."""
    return None if may_set_tariffs(actor) else NOT_YOURS
