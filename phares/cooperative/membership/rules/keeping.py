"""How long the register of associates keeps a name."""

from __future__ import annotations

from datetime import date

from phares.kernel.dating import Dated
from phares.kernel.refusal import Reason
from phares.kernel.tongue import say


def why_kept(end: date) -> Reason:
    """Who holds a share, or held one not long ago, stays named; `end` is the first day without."""
    if end == date.max:
        return Reason(
            "associate",
            "Cette personne est associée de la coopérative : son nom reste au registre. "
            "Notez d’abord sa sortie.",
        )
    return Reason(
        "associate-kept",
        say(
            "Elle est sortie de la coopérative avant le {dated} : le registre garde son "
            "nom le temps que chacun puisse réclamer.",
            dated=Dated(end),
        ),
    )
