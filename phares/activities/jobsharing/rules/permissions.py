"""Who writes the posts, and who may read them."""

from __future__ import annotations

from phares.kernel.actor import KEEPERS, TEAM, Actor, Role
from phares.kernel.refusal import Reason

READERS = TEAM | {Role.CO_MANAGER}
NOT_YOURS = Reason("not-allowed", "Les postes et affectations sont tenus par l’animation du pôle.")


def may_staff(actor: Actor) -> bool:
    return actor.is_(*KEEPERS)


def may_read_posts(actor: Actor) -> bool:
    return actor.is_(*READERS)


def why_not_staff(actor: Actor) -> Reason | None:
    """The administrator and the animator write the posts; the team and the co-managers read."""
    return None if may_staff(actor) else NOT_YOURS
