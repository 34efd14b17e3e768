"""When something may come back."""

from __future__ import annotations

from phares.kernel.actor import KEEPERS, Actor
from phares.kernel.refusal import Reason
from phares.kernel.tongue import say

DAYS = 30
NOT_YOURS = Reason(
    "forbidden", "L’administration et l’animation du pôle remettent ce qui fut retiré."
)
TAKEN = Reason(
    "taken",
    "Autre chose tient sa place aujourd’hui : ce qui fut retiré ne peut pas revenir tel quel.",
)


def may_put_back(actor: Actor) -> bool:
    """Those who keep the pole's records."""
    return actor.is_(*KEEPERS)


def why_not_put_back(actor: Actor) -> Reason | None:
    return None if may_put_back(actor) else NOT_YOURS


def orphan(what: str) -> Reason:
    """What it hung from is no more."""
    return Reason(
        "orphan", say("Ce dont cela dépend n’est plus là ({what}). Remettez-le d’abord.", what=what)
    )
