"""Who writes grants, and whose grants one may read."""

from __future__ import annotations

from phares.kernel.actor import KEEPERS, Actor, Role
from phares.kernel.refusal import Reason
from phares.kernel.tongue import french

READS_ALL = frozenset({*KEEPERS, Role.ACCOUNTANT, Role.CO_MANAGER})
READERS = READS_ALL | {Role.FUNDER}
NOT_YOURS = Reason("not-allowed", "Les subventions sont écrites par l’animation du pôle.")


FUNDS = french("l’animation du pôle")
"""Those who write the grants, as one says it to others."""


def may_fund(actor: Actor) -> bool:
    return actor.is_(*KEEPERS)


def why_not_fund(actor: Actor) -> Reason | None:
    """The administrator and the animator write the grants."""
    return None if may_fund(actor) else NOT_YOURS


def reads_all(actor: Actor) -> bool:
    """Keepers, accountant and co-managers read all grants; a funder only its own."""
    return actor.is_(*READS_ALL)
