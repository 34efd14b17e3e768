"""Who keeps what was said, and who may read it."""

from __future__ import annotations

from phares.kernel.actor import INSIDE, KEEPERS, Actor
from phares.kernel.refusal import Reason

READERS = INSIDE
NOT_YOURS = Reason(
    "not-allowed", "Les paroles sont recueillies et retirées par l’animation du pôle."
)


def why_not_keep_quotes(actor: Actor) -> Reason | None:
    """The administrator and the animator keep the quotes; the others read them."""
    return None if actor.is_(*KEEPERS) else NOT_YOURS


def why_not_file(actor: Actor) -> Reason | None:
    """Who keeps the quotes files the documents."""
    return why_not_keep_quotes(actor)


def may_know_authors(actor: Actor) -> bool:
    """Who said it is known to the administrator and the animator alone."""
    return actor.is_(*KEEPERS)
