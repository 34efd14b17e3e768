"""How long a post keeps the name of who held it."""

from __future__ import annotations

from datetime import date

from phares.kernel.dating import Dated
from phares.kernel.refusal import Reason
from phares.kernel.tongue import say


def why_kept(end: date) -> Reason:
    """Who holds a post, or held one not long ago, stays named; `end` is the first day without."""
    if end == date.max:
        return Reason(
            "post-held",
            "Cette personne est affectée à un poste du pôle. "
            "Notez d’abord la fin de l’affectation.",
        )
    return Reason(
        "post-kept",
        say(
            "Son affectation a pris fin avant le {dated} : le registre du personnel garde "
            "son nom cinq ans.",
            dated=Dated(end),
        ),
    )
