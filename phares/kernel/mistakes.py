"""Taking away what was recorded in error."""

from __future__ import annotations

from collections.abc import Collection

from phares.kernel.refusal import Reason
from phares.kernel.time import Period, year_period
from phares.kernel.tongue import say


def why_not_erase(
    name: str, reason: str, period: Period | None, frozen: Collection[int]
) -> Reason | None:
    """One says why it was an error; what a frozen year rests on stays.

    `frozen`: the years whose report is; `period`: the days it is about, None when it has none.
    """
    if not reason.strip():
        sentence = say("Dites en quoi c’était une erreur : le journal garde cette raison.")
        return Reason("no-reason", sentence)
    told = [year for year in sorted(frozen) if period and period.overlaps(year_period(year))]
    if not told:
        return None
    sentence = say(
        "Le bilan {told} est figé et repose sur « {name} ». Corrigez ce qui est faux, "
        "ou notez sa fin.",
        told=told[0],
        name=name,
    )
    return Reason("frozen-year", sentence)
