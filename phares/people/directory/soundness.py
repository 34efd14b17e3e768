"""What must hold of structures and persons, which no constraint sees."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from phares.kernel.soundness import Finding
from phares.kernel.tongue import say
from phares.people.directory.queries.consistency import (
    halves,
    merged_across,
    named_though_erased,
    no_pole_of_ours,
    not_found_by_name,
    strays,
)


def findings(now: datetime) -> Iterator[Finding]:
    yield from _of_the_pole()
    yield from _of_cards()
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


def _of_the_pole() -> Iterator[Finding]:
    if no_pole_of_ours():
        yield Finding(
            "directory.no-pole",
            "Aucun pôle n’est le nôtre dans cette base.",
            "Lancez « phares init » ; s’il y en avait un, remettez une sauvegarde.",
            "directory.pole",
        )


def _of_cards() -> Iterator[Finding]:
    for party, name in not_found_by_name():
        yield Finding(
            "directory.search",
            say("La fiche « {name} » ne se trouve pas par son nom.", name=name),
            "Ouvrez-la, et enregistrez-la de nouveau.",
            f"directory.party:{party}",
        )
    for person in named_though_erased():
        yield Finding(
            "directory.erased-named",
            say(
                "La personne {person} est dite effacée, et sa fiche la nomme encore.", person=person
            ),
            "Reprenez sa fiche dans une sauvegarde, et effacez-la de nouveau.",
            f"directory.person:{person}",
        )
    for party, name in merged_across():
        yield Finding(
            "directory.merged-across",
            say("La fiche « {name} » est réunie avec une fiche d’une autre nature.", name=name),
            "Reprenez-la dans une sauvegarde.",
            f"directory.party:{party}",
        )
