"""Seeing the house as another account: who may, until when. One only looks."""

from __future__ import annotations

from datetime import datetime

from phares.kernel.actor import Actor
from phares.kernel.refusal import Reason
from phares.people.accounts.rules.keys import KEEPERS

NOT_A_KEEPER = Reason(
    "not-a-viewer", "Seule l’administration du pôle le voit comme un autre compte."
)
ONESELF = Reason("oneself", "C’est votre compte : vous voyez déjà le pôle ainsi.")
CLOSED = Reason("closed-account", "Ce compte est fermé : il ne voit plus rien du pôle.")
MORE_RIGHTS = Reason(
    "more-rights",
    "Ce compte tient l’administration et des clés que vous n’avez pas : vous en verriez plus que "
    "les vôtres n’ouvrent.",
)
NO_REASON = Reason("no-reason", "Dites pourquoi : la personne le lira.")
ONLY_LOOK = Reason(
    "only-look",
    "Vous voyez le pôle à la place de quelqu’un, sans rien pouvoir changer. "
    "Revenez à vous, en haut de la page, pour agir.",
)
OVER = Reason("viewing-over", "Le temps prévu est passé.")
ELSEWHERE = Reason("viewing-ended", "Vous y avez mis fin ailleurs.")


def why_not_view(by: Actor, seen: Actor) -> Reason | None:
    """The administration, as anybody but itself and an administrator who may do more.

    Whatever another role opens, the administration opens too: a test holds it, page by page.
    """
    if not by.is_(*KEEPERS):
        return NOT_A_KEEPER
    if not seen.signed_in:
        return CLOSED
    if by.user_id == seen.user_id:
        return ONESELF
    return MORE_RIGHTS if seen.is_(*KEEPERS) and not seen.keys <= by.keys else None


def may_view(by: Actor, seen: Actor) -> bool:
    return why_not_view(by, seen) is None


def why_over(
    by: Actor, seen: Actor, *, ended: bool, until: datetime, now: datetime
) -> Reason | None:
    """Ended, past its time, or no longer allowed: a key may have changed hands meanwhile."""
    if now >= until:
        return OVER
    return ELSEWHERE if ended else why_not_view(by, seen)
