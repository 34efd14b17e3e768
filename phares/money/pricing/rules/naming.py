"""What a priced thing is called, and the code its prices share."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import count

from phares.kernel.refusal import Reason
from phares.kernel.tongue import say
from phares.people.directory.rules.names import normalise

LONGEST = 40


def why_not_label(label: str, known: Iterable[str]) -> Reason | None:
    """A new thing has a name that no other has: the price of a known one is changed instead."""
    bare = normalise(label)
    if not bare:
        return Reason("no-label", "Dites ce que l’on paie : « Salle de réunion ».")
    if bare in map(normalise, known):
        sentence = say(
            "« {strip} » a déjà un tarif. Changez son prix depuis la liste.", strip=label.strip()
        )
        return Reason("label-taken", sentence)
    return None


def code_of(label: str, taken: Collection[str]) -> str:
    """« Salle de réunion » is `salle-de-reunion`; a second one that meets it ends in -2."""
    bare = "-".join(normalise(label).split())
    known = {code.casefold() for code in taken}
    tails = ("" if number == 1 else f"-{number}" for number in count(1))
    codes = (f"{bare[: LONGEST - len(tail)].strip('-')}{tail}" for tail in tails)
    return next(code for code in codes if code not in known)
