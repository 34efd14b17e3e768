"""What a report holds, the one contract between what counts and what prints.

Report
└── Section            one idea, one page or more
    └── Block          Paragraphs, Figures, Families, Axis…: see `Block`

Values are texts ready to be read: rounding, units and dates are decided before.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from phares.kernel.tongue import french

type State = Literal["brouillon", "relu", "figé"]
type Origin = Literal["compté", "publié"]


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what is said of it.

    When it names a person: in which `function`, and the parts of the text that tell how to `reach`
    that person. Both may be taken back later.
    """

    label: str
    text: str
    function: int | None = None
    reach: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """Running text."""

    texts: tuple[str, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence in a large voice: the mission."""

    text: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Milestone:
    when: str
    text: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Dated facts in order; `here` is the place of the year told."""

    items: tuple[Milestone, ...]
    here: int | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One record behind a figure, as the annex lists it."""

    label: str
    detail: str = ""
    source: str = ""
    illustrative: bool = False
    value_text: str = ""
    """What it adds to the sum."""
    withheld: bool = False
    """Whether a structure declared it: how much stays in the house."""


@dataclass(frozen=True, slots=True)
class FigureItem:
    """A number, the rule it was counted by, and what was published beside it."""

    code: str
    label: str
    value_text: str
    unit: str = ""
    definition: str = ""
    date_rule: str = ""
    origin: Origin = "compté"
    declared_text: str | None = None
    gap_note: str | None = None
    warning: str | None = None
    few: str = ""
    """« 2 réponses sur 16 »: the value is « au moins » that."""
    rows: int = 0
    big: bool = False
    illustrative: bool = False
    records: tuple[Record, ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """Key figures; the first `big` one is drawn large with its gap beside it."""

    items: tuple[FigureItem, ...]
    title: str = ""
    intro: str = ""


@dataclass(frozen=True, slots=True)
class KeyFact:
    """A short value that is no count: « 1 = 1 », un associé, une voix."""

    value: str
    label: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class KeyFacts:
    items: tuple[KeyFact, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A structure as its family lists it; `claims` are its own figures, dated and sourced."""

    name: str
    text: str = ""
    is_associate: bool = False
    is_gone: bool = False
    is_unsure: bool = False
    """Nobody knows whether it is still there: not counted, and said."""
    dates_text: str | None = None
    illustrative: bool = False
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Family:
    name: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Families:
    """Structures by category. Each format draws the legend of the marks it meets."""

    families: tuple[Family, ...]
    note: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Movement:
    """Presence within the year, in months from 0 to 12: Juin-Août is 5 to 8."""

    name: str
    start: int
    end: int
    text: str
    uncertain: bool = False

    @property
    def months(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Movements:
    """Who came and who left, month by month."""

    items: tuple[Movement, ...]
    title: str = french("Arrivées et départs")
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Funders, bodies, floors, divergences: rows under a head; the first column names the row.

    `widths` are the relative widths of the columns; `numbers` the columns set to the right.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    widths: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()

    @property
    def columns(self) -> list[tuple[str, str]]:
        """Each head with the class of its cells."""
        return [(head, "num" if n in self.numbers else "") for n, head in enumerate(self.head)]

    @property
    def lines(self) -> list[list[tuple[str, str, str]]]:
        """Rows whose cells know their head and class: on a phone each stands alone."""
        return [
            [(head, css, cell) for (head, css), cell in zip(self.columns, row, strict=False)]
            for row in self.rows
        ]


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and values: contacts, the place in brief."""

    items: tuple[Fact, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Cards:
    """Short titled texts side by side: partners by kind, points of method."""

    items: tuple[Fact, ...]
    title: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """A post of the team; `fte` is its full-time equivalent when it is known."""

    title: str
    count: int
    duties: str
    fte: Decimal | None = None
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class Team:
    posts: tuple[Post, ...]
    total_text: str = ""
    note: str = ""
    title: str = french("Les postes")


@dataclass(frozen=True, slots=True)
class ActionItem:
    """Something done in the year; `children` are its parts."""

    text: str
    title: str = ""
    children: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuoteItem:
    """Words of a resident, with the name to print if there is one."""

    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Quotes:
    items: tuple[QuoteItem, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Axis:
    """One of the pole's lines of work: why, what was done, what people say of it."""

    number: int
    title: str
    lead: str = ""
    paragraphs: tuple[str, ...] = ()
    actions: tuple[ActionItem, ...] = ()
    quotes: tuple[QuoteItem, ...] = ()


type Block = (
    Paragraphs
    | Statement
    | Timeline
    | Figures
    | KeyFacts
    | Families
    | Movements
    | Table
    | Facts
    | Cards
    | Team
    | Axis
    | Quotes
)


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of the report; `to_reread` marks a text carried over from last year."""

    key: str
    title: str
    blocks: tuple[Block, ...]
    lead: str = ""
    number: int | None = None
    to_reread: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report of a pole for a year."""

    year: int
    pole_name: str
    closing_date: date
    made_on: date
    sections: tuple[Section, ...]
    title: str = french("Rapport annuel")
    pole_long_name: str = ""
    carrier: str = ""
    address: str = ""
    site: str = ""
    state_label: State = "brouillon"
    cover_text: str = ""
    reading: str = ""
    sources: tuple[Fact, ...] = ()
    marked_illustrative: bool = False
    notice: str = ""
    """What happened to this report since it was frozen."""

    @property
    def figures(self) -> tuple[FigureItem, ...]:
        """Every figure of the report, in the order it is printed."""
        blocks = (block for section in self.sections for block in section.blocks)
        return tuple(item for block in blocks if isinstance(block, Figures) for item in block.items)
