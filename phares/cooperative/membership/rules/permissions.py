"""Who keeps the register of associates, and who may read it."""

from __future__ import annotations

from phares.kernel.actor import INSIDE, KEEPERS, Actor
from phares.kernel.refusal import Reason

READERS = INSIDE
NOT_YOURS = Reason("not-allowed", "Le registre des associés est tenu par l’animation du pôle.")


def may_keep_register(actor: Actor) -> bool:
    return actor.is_(*KEEPERS)


def why_not_keep_register(actor: Actor) -> Reason | None:
    """The administrator and the animator keep the register; the others read it."""
    return None if may_keep_register(actor) else NOT_YOURS
