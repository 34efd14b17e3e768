"""Yearly figures that structures give of themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from phares.kernel.refusal import Reason
from phares.kernel.tongue import say
from phares.kernel.words import plural, thousands
from phares.people.directory.rules.kinds import Declared

LARGEST = 10**12
"""A thousand billion: more than any structure of any pole can declare."""

FEWEST_TOLD = 3
"""How many answers a sum needs to be told outside: under it, one answer is guessed from the other.

The count that French official statistics ask for figures on enterprises (« secret statistique » :
no cell for fewer than three of them; rules of the Cocoes, 7 July 1960, recalled by the Urssaf).
It is a usage here, not a duty. Small counts are masked in public output.
"""


class Given(Protocol):
    """A figure once given, as a row or as a value."""

    @property
    def organisation_id(self) -> int: ...
    @property
    def year(self) -> int: ...
    @property
    def value(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Answers[G: Given]:
    """Among those asked: who answered, who did not, and what the silent ones last said.

    Asked are the structures that belong to the pole as resident, adherent or guest on
    31 December. A last known value is shown apart and is never carried over.
    """

    asked: frozenset[int]
    given: tuple[G, ...]
    others: tuple[G, ...]
    """Given by structures that are not asked: gone before the end of the year."""
    last_known: tuple[G, ...]

    @property
    def answered(self) -> int:
        return len({one.organisation_id for one in self.given})

    @property
    def partial(self) -> bool:
        return self.answered < len(self.asked)


def answers[G: Given](year: int, asked: Iterable[int], found: Iterable[G]) -> Answers[G]:
    """Sorts the figures of one kind, of this year and of those before."""
    wanted, rows = frozenset(asked), list(found)
    now = [one for one in rows if one.year == year]
    spoke = {one.organisation_id for one in now}
    silent = [one for one in rows if one.year < year and one.organisation_id in wanted - spoke]
    latest = {one.organisation_id: one for one in sorted(silent, key=lambda one: one.year)}
    return Answers(
        wanted,
        tuple(one for one in now if one.organisation_id in wanted),
        tuple(one for one in now if one.organisation_id not in wanted),
        tuple(latest.values()),
    )


def answers_said(answered: int, asked: int) -> str:
    """« Aucune structure sur 18 n’a répondu. », « 2 structures sur 18 ont répondu. »"""
    if not answered:
        return say("Aucune structure sur {asked} n’a répondu.", asked=thousands(asked))
    have = "a" if answered == 1 else "ont"
    return say(
        "{answered} sur {asked} {have} répondu.",
        answered=plural(answered, "structure"),
        asked=thousands(asked),
        have=have,
    )


def may_tell_sum(answered: int) -> bool:
    """Whether those who do not read each declaration may read their sum."""
    return answered >= FEWEST_TOLD


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


def why_ask_again(
    values: Mapping[Declared, int | None], usual: Mapping[Declared, Usual]
) -> Reason | None:
    """« 5 000 bénévoles, vraiment ? », for each that is far from what is usual."""
    doubts = [
        _doubt(kind, value, usual[kind])
        for kind, value in values.items()
        if value is not None and is_unusual(value, usual.get(kind))
    ]
    if not doubts:
        return None
    return Reason(
        "unusual",
        say("{doubts} Corrigez, ou cochez la case pour confirmer.", doubts=" ".join(doubts)),
    )


def _doubt(kind: Declared, value: int, usual: Usual) -> str:
    far = (
        say("C’est bien plus que les autres structures.")
        if usual.said_in is None
        else say(
            "Elle avait déclaré {value} pour {said_in}.",
            value=thousands(usual.value),
            said_in=usual.said_in,
        )
    )
    return say(
        "{upper}{label}\u00a0: {value}, vraiment ? {far}",
        upper=kind.label[:1].upper(),
        label=kind.label[1:],
        value=thousands(value),
        far=far,
    )


FIRST_YEAR = 1900
"""Before it, a year is a mistake of typing."""


def why_not_declare(year: int, value: int | None, today: date) -> Reason | None:
    """A figure is whole, not negative, and of a year that has begun. Zero is an answer."""
    if year > today.year:
        return Reason(
            "future-year",
            say(
                "{year} n’a pas commencé. Déclarez {value}, l’année écoulée.",
                year=year,
                value=today.year - 1,
            ),
        )
    if year < FIRST_YEAR:
        return Reason(
            "year", say("{year} n’est pas une année qui se déclare ici. Relisez-la.", year=year)
        )
    if value is not None and not 0 <= value <= LARGEST:
        return Reason(
            "value", "Un chiffre déclaré va de zéro à mille milliards. Relisez-le ; zéro se dit."
        )
    return None


def changed(before: Mapping[Declared, int], after: Mapping[Declared, int | None]) -> dict[str, str]:
    """What the journal keeps of an answer: « 8 → 9 » for each kind that moved."""
    return {
        kind.value: f"{before.get(kind, 'rien')} → {'rien' if value is None else value}"
        for kind, value in after.items()
        if value != before.get(kind)
    }
