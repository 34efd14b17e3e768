"""In whose name somebody acts who holds keys of several organisations."""

from __future__ import annotations

from phares.kernel.actor import Actor, Named
from phares.kernel.refusal import Reason

NOT_YOURS = Reason(
    "not-your-name",
    "Vous n’avez pas de clé pour cette structure. Choisissez-en une de la liste.",
)


def may_choose(actor: Actor) -> bool:
    """There is a choice from two organisations on."""
    return len(actor.houses) > 1


def still_chosen(actor: Actor, chosen: Named) -> Named | None:
    """The organisation under its name of today, while there is a choice and a key of it."""
    return actor.house(chosen.pk) if may_choose(actor) else None


def why_not_speak_for(actor: Actor, party_id: int) -> Reason | None:
    return None if actor.house(party_id) and may_choose(actor) else NOT_YOURS
