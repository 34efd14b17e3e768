"""Who corrects how somebody is called."""

from __future__ import annotations

from phares.kernel.actor import Actor
from phares.kernel.refusal import Reason

NOT_ONES_OWN = Reason(
    "forbidden", "Chacun corrige sa propre fiche. La vôtre est dans « Mon compte »."
)
NO_NAME = Reason("no-name", "Écrivez le nom sous lequel vous paraissez.")


def why_not_correct(
    user_id: int, by: Actor, *, joined: bool, name: str | None = None
) -> Reason | None:
    """By oneself only, and not in the place of another; a name is not empty.

    `joined`: to a card of the directory, which holds its own rules on names.
    """
    if by.user_id != user_id or by.viewer is not None:
        return NOT_ONES_OWN
    if joined or name is None:
        return None
    return None if name.strip() else NO_NAME
