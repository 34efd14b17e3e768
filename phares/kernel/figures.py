"""A figure anybody can count again: its definition, its rows, what was left aside and why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from phares.kernel.lifecycle import Labelled
from phares.kernel.tongue import in_our_words


class DateRule(Labelled):
    """At which moment of the year a figure is taken."""

    LAST_DAY = "last_day", "au 31 décembre"
    DURING = "during", "présent au moins un jour de l’année"
    PRORATA = "prorata", "au prorata des jours de l’année"
    FLOW = "flow", "au fil de l’année"
    DECLARED = "declared", "déclaré pour l’année"


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is counted, among whom, when, in what unit, from which records."""

    code: str
    label: str

    def __post_init__(self) -> None:
        in_our_words(self, "label", "definition", "population", "unit", "source")

    definition: str
    population: str
    date_rule: DateRule
    unit: str = ""
    source: str = ""
    version: int = 1
    """Raised when the definition changes; a frozen figure keeps the version it was counted by."""
    since: int | None = None
    until: int | None = None
    decimals: int = 0
    key: bool = True
    """Whether it is one of the key figures of the report."""


@dataclass(frozen=True, slots=True)
class Row:
    """One record behind a figure: `key` as in the journal, and what it adds to the sum."""

    key: str
    label: str
    detail: str = ""
    value: Decimal = Decimal(1)
    url: str = ""
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A share of the total by some division; parts and the unshared rest add up to the total."""

    label: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Size:
    """How many rows stand behind a figure, and how many of them are illustrative."""

    rows: int
    invented: int = 0


@dataclass(frozen=True, slots=True)
class Counted:
    """The answer; None when there is nothing to count it on (« sans objet »), never a false 0."""

    value: Decimal | None
    rows: tuple[Row, ...] = ()
    parts: tuple[Part, ...] = ()
    aside: tuple[Row, ...] = ()
    """Records that might have counted and did not, each `detail` saying why."""
    answered: int | None = None
    asked: int | None = None
    warning: str = ""
    size: Size | None = None
    """How many rows, where only their number was asked for and they were not read."""
    withheld: str = ""
    """Why the value is not told to whoever asked; there is none then."""

    @property
    def row_count(self) -> int:
        return len(self.rows) if self.size is None else self.size.rows

    @property
    def invented(self) -> int:
        """How many of the rows are illustrative."""
        if self.size is not None:
            return self.size.invented
        return sum(row.illustrative for row in self.rows)


def count_of(rows: list[Row], **more: object) -> Counted:
    """As many as there are rows."""
    return Counted(Decimal(len(rows)), tuple(rows), **more)  # type: ignore[arg-type]


def sum_of(rows: list[Row], **more: object) -> Counted:
    """What the rows add up to."""
    return Counted(sum((row.value for row in rows), Decimal(0)), tuple(rows), **more)  # type: ignore[arg-type]


def undetailed(counted: Counted) -> Counted:
    """The same figure, for who may know what is counted but not what each record adds to it."""
    rows, aside = (
        tuple(replace(row, detail="", value=Decimal(1)) for row in group)
        for group in (counted.rows, counted.aside)
    )
    return replace(counted, rows=rows, aside=aside)
