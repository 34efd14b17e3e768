"""What must hold of agreements and closures: each has its spaces, and nothing is taken for none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from phares.cooperative.premises.queries.consistency import (
    broken_series,
    for_nothing,
    strays,
    unclosed,
)
from phares.kernel.soundness import Finding
from phares.kernel.tongue import french

AGAIN = french("Corrigez ses dates : l’espace sera repris.")
FREE = french("Reprenez la convention ou la fermeture dans une sauvegarde, ou libérez l’espace.")
NUMBERS = french("Reprenez la convention dans une sauvegarde : un numéro donné ne disparaît pas.")


def findings(now: datetime) -> Iterator[Finding]:
    for where, sentence in strays():
        yield Finding("premises.lease-without-space", sentence, AGAIN, where)
    for where, sentence in unclosed():
        yield Finding("premises.closure-without-space", sentence, AGAIN, where)
    for where, sentence in for_nothing():
        yield Finding("premises.taken-for-nothing", sentence, FREE, where)
    for code, reason in broken_series():
        where = f"numbering.series:{code}"
        yield Finding(f"premises.numbers-{reason.code}", reason.sentence, NUMBERS, where)
