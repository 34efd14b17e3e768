"""When two cards may become one."""

from __future__ import annotations

from collections.abc import Mapping

from phares.kernel.refusal import Reason
from phares.kernel.tongue import french, say

NUMBERS = {"siren": "SIREN", "siret": "SIRET", "rna": "RNA", "vat_number": french("n° de TVA")}
ITSELF = Reason("itself", "C’est la même fiche : choisissez-en une autre.")
GONE = Reason("merged", "L’une de ces fiches est déjà réunie à une autre, ou effacée.")
KINDS = Reason("kinds", "Une personne et une structure ne se réunissent pas.")


def why_not_merge(kept: tuple[int, str], lost: tuple[int, str], *, gone: bool) -> Reason | None:
    """Two cards of one kind, both standing; each is a key and a kind."""
    if kept[0] == lost[0]:
        return ITSELF
    if gone:
        return GONE
    return KINDS if kept[1] != lost[1] else None


def why_not_one_house(kept: Mapping[str, str], lost: Mapping[str, str]) -> Reason | None:
    """Two numbers that differ are two houses, until one of them is corrected."""
    for column, label in NUMBERS.items():
        one, two = kept.get(column, ""), lost.get(column, "")
        if one and two and one != two:
            return Reason(
                "numbers",
                say(
                    "Leurs {label} diffèrent : {one} et {two}. Corrigez d’abord celui qui est faux "
                    "; si les deux sont justes, ce sont deux structures.",
                    label=label,
                    one=one,
                    two=two,
                ),
            )
    return None


def clash(what: str, row: str) -> Reason:
    """A row of the lost card that has no place on the one that stays."""
    return Reason(
        "clash",
        say(
            "« {row} » ({what}) heurte une ligne de la fiche gardée, qui dit autre chose "
            "aux mêmes dates. Corrigez l’une des deux, puis réunissez les fiches.",
            row=row,
            what=what,
        ),
    )
