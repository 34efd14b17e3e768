"""How long an agreement keeps the name of who signed it."""

from __future__ import annotations

from datetime import date

from phares.kernel.dating import Dated
from phares.kernel.refusal import Reason
from phares.kernel.tongue import say


def why_kept(end: date) -> Reason:
    """Who occupies a space, or did not long ago, stays named; `end` is the first day without."""
    if end == date.max:
        return Reason(
            "lease-runs",
            "Cette personne a une convention d’occupation en cours. Mettez-y fin d’abord.",
        )
    return Reason(
        "lease-kept",
        say(
            "Sa convention d’occupation a pris fin avant le {dated} : chaque partie peut "
            "encore réclamer, son nom y reste.",
            dated=Dated(end),
        ),
    )
