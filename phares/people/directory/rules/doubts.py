"""Declared figures that are asked about once before they are kept: « vraiment ? »"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from phares.kernel.refusal import Reason
from phares.kernel.tongue import say
from phares.kernel.words import plural, thousands
from phares.people.directory.rules.kinds import Declared

TIMES, SMALL, DIGIT = 5, 10, 10
"""Above five times what is usual, or under a fifth of what the structure said last, a figure is
asked about before it is kept. What is usual counts for ten at least: 7 after 1 is life. Ten times
what it said last, or a tenth, is asked about however small: 20 after 2 has a digit too many.

No law says so: this is what catches a digit or two typed too many. To be changed with what poles
see. The figures of one structure are not held against each other: turnover for a job goes from a
few thousand euros in insertion to several hundred thousand in trade, which is more than a digit,
and volunteers or people helped follow no other figure."""


@dataclass(frozen=True, slots=True)
class Usual:
    """What a figure is compared with: what the structure said last, in which year; when it never
    said, the largest that others answered for the year, which is nobody’s to read: `said_in` is
    then None."""

    value: int
    said_in: int | None = None


def is_unusual(value: int, usual: Usual | None) -> bool:
    """Whether to ask « vraiment ? »; never when there is nothing to compare with."""
    if usual is None:
        return False
    if value > TIMES * max(usual.value, SMALL):
        return True
    if usual.said_in is None:
        return False
    fewer, more = sorted((value, usual.value))
    slipped = 0 < fewer * DIGIT <= more
    return slipped or (usual.value > SMALL and value * TIMES < usual.value)


LIKELY = {
    Declared.PERMANENT_JOBS: 5_000,
    Declared.INSERTION: 5_000,
    Declared.CIVIC_SERVICE: 500,
    Declared.VOLUNTEERS: 10_000,
    Declared.JOBS: 5_000,
    Declared.TURNOVER: 500_000_000,
    Declared.PEOPLE_HELPED: 200_000,
}
"""Above it, a figure is asked about whatever was said before, and nothing is compared with it
later: 9 999 999 999 jobs of last year do not make 36 of this one doubtful. A usage here, no law,
far above the structures of the poles that are known (5 000 jobs make a « grande entreprise » :
article 3 of decree 2008-1354 of 18 December 2008)."""
PARTS = (Declared.PERMANENT_JOBS, Declared.INSERTION)
"""Of the jobs of all contracts."""


def why_ask_again(
    values: Mapping[Declared, int | None],
    usual: Mapping[Declared, Usual],
    standing: Mapping[Declared, int] | None = None,
) -> Reason | None:
    """« 5 000 bénévoles, vraiment ? », for each that is far from what is usual, and parts that
    exceed their whole. `standing` is what was answered already of the same year."""
    doubts = [
        _doubt(kind, value, far)
        for kind, value in values.items()
        if value is not None and (far := _why_far(kind, value, usual.get(kind)))
    ]
    if {*PARTS, Declared.JOBS} & values.keys():
        doubts += _parts_and_whole({**(standing or {}), **values})
    if not doubts:
        return None
    return Reason(
        "unusual",
        say("{doubts} Corrigez, ou cochez la case pour confirmer.", doubts=" ".join(doubts)),
    )


def _why_far(kind: Declared, value: int, usual: Usual | None) -> str:
    if value > LIKELY[kind]:
        most = thousands(LIKELY[kind])
        return say("Aucune structure de cette taille n’est connue : {most} au plus.", most=most)
    if usual is None or usual.value > LIKELY[kind] or not is_unusual(value, usual):
        return ""
    if usual.said_in is None:
        return say("C’est bien plus que les autres structures.")
    return say(
        "Elle avait déclaré {value} pour {said_in}.",
        value=thousands(usual.value),
        said_in=usual.said_in,
    )


def _parts_and_whole(told: Mapping[Declared, int | None]) -> Iterator[str]:
    """Permanent jobs and those in insertion are among the jobs of all contracts."""
    whole, parts = told.get(Declared.JOBS), [told.get(kind) or 0 for kind in PARTS]
    if whole is None or sum(parts) == 0:
        return
    names = {
        "permanent": plural(parts[0], "emploi permanent", "emplois permanents"),
        "insertion": plural(parts[1], "salarié en insertion", "salariés en insertion"),
    }
    if sum(parts) > whole:
        yield say(
            "{permanent} et {insertion} font plus que {whole} emplois, tous contrats.",
            whole=thousands(whole),
            **names,
        )
    elif whole > TIMES * max(sum(parts), SMALL):
        yield say(
            "Emplois, tous contrats : {whole}, vraiment ? Elle déclare {permanent} et {insertion}.",
            whole=thousands(whole),
            **names,
        )


def _doubt(kind: Declared, value: int, far: str) -> str:
    return say(
        "{upper}{label}\u00a0: {value}, vraiment ? {far}",
        upper=kind.label[:1].upper(),
        label=kind.label[1:],
        value=thousands(value),
        far=far,
    )
