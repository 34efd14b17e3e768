"""Yearly figures that structures give of themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from phares.kernel.refusal import Reason
from phares.kernel.tongue import say, say_plural
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


ASKED = len(Declared)
"""How many questions a year asks."""


def is_partial(given: int) -> bool:
    """Whether some questions of a year are answered and others not: it still waits."""
    return 0 < given < ASKED


def answers_given(given: int) -> str:
    """« 1 réponse sur 7 »."""
    return say("{given} sur {asked}", given=plural(given, "réponse"), asked=ASKED)


def answers_said(answered: int, asked: int) -> str:
    """« Aucune structure sur 18 n’a répondu. », « 2 structures sur 18 ont répondu. »"""
    if not answered:
        return say("Aucune structure sur {asked} n’a répondu.", asked=thousands(asked))
    return say_plural(
        "{answered} sur {asked} a répondu.", "{answered} sur {asked} ont répondu.", answered
    ).format(answered=plural(answered, "structure"), asked=thousands(asked))


def may_tell_sum(answered: int) -> bool:
    """Whether those who do not read each declaration may read their sum."""
    return answered >= FEWEST_TOLD


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


def why_not_there(
    name: str, year: int, years: Iterable[tuple[int | None, int | None]]
) -> Reason | None:
    """Who was never there that year has nothing to declare for it.

    `years`: the first and the last of each belonging, None where it is open or nobody knows. Who
    has no belonging at all, the carrier for one, may declare.
    """
    spans = list(years)
    there = (
        (since is None or since <= year) and (until is None or year <= until)
        for since, until in spans
    )
    if not spans or any(there):
        return None
    sentence = say(
        "{name} n’était pas au pôle en {year} : rien n’est à déclarer.", name=name, year=year
    )
    return Reason("not-there", sentence)


def changed(before: Mapping[Declared, int], after: Mapping[Declared, int | None]) -> dict[str, str]:
    """What the journal keeps of an answer: « 8 → 9 » for each kind that moved."""
    return {
        kind.value: f"{before.get(kind, 'rien')} → {'rien' if value is None else value}"
        for kind, value in after.items()
        if value != before.get(kind)
    }
