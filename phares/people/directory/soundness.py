"""What must hold of structures and persons, which no constraint sees."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from phares.kernel.soundness import Finding
from phares.kernel.tongue import say
from phares.people.directory.queries.consistency import halves, strays


def findings(now: datetime) -> Iterator[Finding]:
    for presence, sentence in strays():
        yield Finding(
            "directory.presence",
            sentence,
            "Corrigez sur sa fiche le lien, ou les mois de présence.",
            f"directory.presence:{presence}",
        )
    for party, name in halves():
        yield Finding(
            "directory.half",
            say(
                "La fiche « {name} » n’est ni celle d’une structure ni celle d’une personne.",
                name=name,
            ),
            "Reprenez-la dans une sauvegarde.",
            f"directory.party:{party}",
        )
