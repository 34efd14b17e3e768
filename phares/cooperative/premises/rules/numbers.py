"""Numbers of agreements follow each other without a gap."""

from __future__ import annotations

import re
from collections.abc import Iterable

from phares.kernel.refusal import Reason
from phares.kernel.tongue import say
from phares.kernel.words import listed

SERIES = re.compile(r"(C-\d{4})-(\d{4,})")
"""The numbers that the pole gives: in a row, without a gap."""


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


def why_not_number(number: str, following: str, taken: bool) -> Reason | None:
    """An agreement may keep the number it has on paper; one of the row of the pole is the next."""
    if taken:
        return Reason(
            "number-taken",
            say("Le numéro « {number} » est déjà celui d’une autre convention.", number=number),
        )
    if SERIES.fullmatch(number) and number != following:
        return Reason(
            "number-in-row",
            say(
                "« {number} » est de la suite du pôle, dont le prochain numéro est "
                "« {following} » : écrivez celui-ci, ou laissez la case vide.",
                number=number,
                following=following,
            ),
        )
    return None
