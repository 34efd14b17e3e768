"""How a post is named, and whose it is."""

from __future__ import annotations

from phares.kernel.refusal import Reason
from phares.kernel.tongue import say


def why_not_title(title: str) -> Reason | None:
    """A post has a name."""
    if title.strip():
        return None
    return Reason("no-title", "Donnez un intitulé au poste : « Accueil ».")


def why_not_reemploy(moves: bool, assigned: bool) -> Reason | None:
    """Once a share was given, the employer stays: the figures of past years count by employer."""
    if not (moves and assigned):
        return None
    sentence = say(
        "Des parts de ce poste sont déjà affectées : son employeur ne change plus. "
        "Créez un autre poste."
    )
    return Reason("reemploy", sentence)
