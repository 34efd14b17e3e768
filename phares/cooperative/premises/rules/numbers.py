"""Numbers of agreements follow each other without a gap."""

from __future__ import annotations

from collections.abc import Iterable

from phares.kernel.refusal import Reason
from phares.kernel.tongue import say
from phares.kernel.words import listed


def why_not_in_a_row(code: str, numbers: Iterable[int], last: int) -> Reason | None:
    """From one to the last that was given, each once: the database refuses doubles."""
    given = set(numbers)
    if missing := [number for number in range(1, last + 1) if number not in given]:
        names = listed([f"{code}-{number:04d}" for number in missing[:5]])
        more = say(" et {value} autres", value=len(missing) - 5) if len(missing) > 5 else ""
        return Reason(
            "gap",
            say("Il manque à la série {code} : {names}{more}.", code=code, names=names, more=more),
        )
    if beyond := max(given, default=0) - last:
        sentence = say(
            "La série {code} s’arrête à {last}, et {beyond} de plus ont servi.",
            code=code,
            last=last,
            beyond=beyond,
        )
        return Reason("beyond", sentence)
    return None
