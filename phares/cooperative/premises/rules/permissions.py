"""Who may do what about the place."""

from __future__ import annotations

from phares.kernel.actor import TEAM, Actor, Role
from phares.kernel.refusal import Reason
from phares.kernel.tongue import french

LETS = (Role.ADMINISTRATOR, Role.ANIMATOR)
ARRANGES = (*LETS, Role.TECHNICIAN)
READS = tuple(sorted(TEAM | {Role.CO_MANAGER}))
SEES_THE_PLAN = (*READS, Role.MEMBER_CONTACT, Role.MEMBER_STAFF)
SEES_AN_AGREEMENT = (*READS, Role.MEMBER_CONTACT)

WHO_LETS = french("l’animation du pôle")
WHO_ARRANGES = french("l’animation ou l’assistance technique")
"""Those who act, as one says it to others."""

NOT_YOURS = Reason(
    "forbidden", "Votre rôle au pôle ne le permet pas. Demandez-le à l’animation du pôle."
)


def may_let(actor: Actor) -> bool:
    """Agreements, buildings and who owns or manages them: the animation."""
    return actor.is_(*LETS)


def may_arrange(actor: Actor) -> bool:
    """Spaces, works and closures: the animation and the technical assistants."""
    return actor.is_(*ARRANGES)


def may_read_all_leases(actor: Actor) -> bool:
    """The team and the co-managers read every agreement; a member contact, its own."""
    return actor.is_(*READS)


def may_read_lease(actor: Actor, occupant_id: int) -> bool:
    return actor.may_commit(occupant_id, Role.MEMBER_CONTACT) or may_read_all_leases(actor)


def why_not(allowed: bool) -> Reason | None:
    return None if allowed else NOT_YOURS
