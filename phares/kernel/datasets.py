"""What a spreadsheet may bring in, and what leaves in the same shape: a set, its columns, a line.

A domain writes `suitcase.py` with its sets; `steering/suitcases/sources.py` lists them by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any

from phares.kernel.actor import Actor
from phares.kernel.dating import Dated, Precision
from phares.kernel.lifecycle import Labelled
from phares.kernel.money import Money
from phares.kernel.reading import OneOf, text
from phares.kernel.refusal import Reason, Refused
from phares.kernel.tongue import in_our_words, say

SEPARATOR = " | "
"""Between several things in one cell: « Textile | Réemploi »."""

type Values = dict[str, Any]
"""What a line says, under the keys of its columns; None where the cell is blank."""
type Cell = str | int | Decimal | date
type Bring = Callable[[Values], Sequence[Any]]
"""Brings one line in through an action and gives the records that it made.

None made: the pole holds exactly this already. What contradicts it is Refused.
"""
type BringMany = Callable[[Sequence[Values]], Sequence[Sequence[Any] | Refused]]
"""The same of many lines, written together: what each made, or why it is refused."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it is called, how a cell is read, and two examples."""

    key: str
    label: str
    examples: tuple[str, str] = ("", "")
    read: Callable[[str], Any] = text
    required: bool = False
    also: tuple[str, ...] = ()
    """Other titles by which spreadsheets call it."""
    hint: str = ""
    told: bool = False
    """Written when it leaves, passed over when it comes in: the pole gives it itself."""
    choices: Callable[[], Iterable[str]] | None = None
    """What its cells may say, when that is a list that the pole keeps."""

    @property
    def closed(self) -> Callable[[], Iterable[str]] | None:
        """What its cells may say, when it is one of a list: ours, or that of the pole."""
        return self.read.labels if isinstance(self.read, OneOf) else self.choices

    def __post_init__(self) -> None:
        in_our_words(self, "label", "hint")


@dataclass(frozen=True, slots=True)
class DataSet:
    """A kind of line: read into records, written from records."""

    code: str
    label: str
    lead: str
    columns: tuple[Column, ...]
    bringing: Callable[[Actor, date], Bring] | None
    """Made once for a file, so that what is known is looked up once: by whom, on which day."""
    rows: Callable[[], Iterable[Values]]
    gathering: Callable[[Actor, date], BringMany] | None = None
    """In its place, for files of thousands of lines."""
    take_back: Callable[[Sequence[Any], Actor], None] | None = None
    """Undoes the records of a line where deleting them would not do."""

    only_leaves: str = ""
    """Why nothing comes in by it, where it is so."""

    told_under: tuple[str, str] | None = None
    """Where the journal tells of a change: under which key of the record, by which verbs."""

    def __post_init__(self) -> None:
        in_our_words(self, "label", "lead", "only_leaves")

    @property
    def required(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.required)


def written(value: object) -> Cell:
    """A value as a cell holds it: a day stays a day, a vaguer date and a list are words."""
    match value:
        case None:
            return ""
        case bool():
            return "oui" if value else "non"
        case Dated(day=day, precision=Precision.DAY):
            return day
        case Money(cents=cents):
            return Decimal(cents).scaleb(-2)
        case list() | tuple():
            return SEPARATOR.join(_in_a_list(one) for one in value)
        case int() | Decimal() | date():
            return value
    return _in_words(value)


def _in_words(value: object) -> str:
    match value:
        case Labelled():
            return value.label
        case time():
            return f"{value:%H:%M}"
    return str(value)


@dataclass(frozen=True, slots=True)
class Apart:
    """One column under which a file says something else than the pole."""

    label: str
    given: str
    standing: str

    def __str__(self) -> str:
        return say(
            "{labels} (« {said} » dans le fichier, « {said_2} » au pôle)",
            labels=self.label,
            said=self.given,
            said_2=self.standing,
        )


class Differs(Refused):
    """A line about something that stands, and says otherwise: each column of it, apart."""

    def __init__(self, sentence: str, apart: Sequence[object]) -> None:
        super().__init__(Reason("cell", sentence))
        self.apart = [one for one in apart if isinstance(one, Apart)]


def _in_a_list(value: object) -> str:
    """« 18,5 » among others in one cell."""
    told = written(value)
    return f"{told:f}".replace(".", ",") if isinstance(told, Decimal) else str(told)


def differing(given: Mapping[str, Any], standing: Mapping[str, Any]) -> list[str]:
    """The keys under which a line says something else than what stands; a blank says nothing."""
    return [
        key
        for key, value in given.items()
        if value not in (None, (), "") and not same(value, standing.get(key))
    ]


def same(one: object, other: object) -> bool:
    """Whether two values say the same; several things in one cell have no order."""
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return sorted(map(str, one)) == sorted(map(str, other))
    return written(one) == written(other)
