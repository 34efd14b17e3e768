"""How long a mandate keeps its name."""

from __future__ import annotations

from datetime import date

from phares.kernel.dating import Dated
from phares.kernel.refusal import Reason
from phares.kernel.tongue import say


def why_kept(end: date) -> Reason:
    """Who sits, or sat not long ago, stays named; `end` is the first day without."""
    if end == date.max:
        return Reason(
            "mandate-runs",
            "Cette personne a un mandat en cours : son nom reste au registre. "
            "Notez d’abord la fin du mandat.",
        )
    return Reason(
        "mandate-kept",
        say(
            "Son dernier mandat s’est terminé avant le {dated} : la loi laisse encore le "
            "temps d’en répondre, son nom reste au registre.",
            dated=Dated(end),
        ),
    )
