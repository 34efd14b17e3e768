"""Who brings files in and takes them out: those who keep the records of the pole."""

from __future__ import annotations

from phares.kernel.actor import KEEPERS, Actor
from phares.kernel.refusal import Reason

NOT_YOURS = Reason(
    "forbidden", "Importer et exporter revient à l’administration et à l’animation du pôle."
)


def why_not_come_in(only_leaves: str) -> Reason | None:
    """Some sets only leave, and say why."""
    return Reason("only-leaves", only_leaves) if only_leaves else None


def why_not_carry(actor: Actor) -> Reason | None:
    return None if actor.is_(*KEEPERS) else NOT_YOURS
