"""Who reads the register, and who answers a person who asks for their rights."""

from __future__ import annotations

from phares.kernel.actor import KEEPERS, Actor, Role
from phares.kernel.refusal import Reason

READERS = KEEPERS
ANSWERS = (Role.ADMINISTRATOR,)
NOT_YOURS = Reason(
    "forbidden",
    "Seule l’administration du pôle lit un dossier, l’exporte, efface une personne et fixe les "
    "durées.",
)


def may_answer(actor: Actor) -> bool:
    """Files, exports, erasures and durations: the administration."""
    return actor.is_(*ANSWERS)


def why_not_answer(actor: Actor) -> Reason | None:
    return None if may_answer(actor) else NOT_YOURS


def why_not_own(actor: Actor, account: int | None) -> Reason | None:
    """Everybody may take away what is held on themselves."""
    return None if account is not None and actor.user_id == account else why_not_answer(actor)
