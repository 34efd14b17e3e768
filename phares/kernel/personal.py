"""What a domain says of the persons it holds something on: the port `personal_data`.

Holding
├── keeps for the time of a Keeping
└── gives Items on a Subject
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from phares.kernel.lifecycle import Labelled
from phares.kernel.refusal import Reason
from phares.kernel.tongue import in_our_words


class Basis(Labelled):
    """Why the law lets the pole hold it. Source: règlement (UE) 2016/679, article 6.1."""

    CONSENT = "consent", "consentement de la personne (art. 6.1 a)"
    CONTRACT = "contract", "exécution d’un contrat (art. 6.1 b)"
    LEGAL = "legal", "obligation légale (art. 6.1 c)"
    LEGITIMATE = "legitimate", "intérêt légitime (art. 6.1 f)"


@dataclass(frozen=True, slots=True)
class Keeping:
    """For how long: months after the fact said in `since`; None, as long as it is true."""

    code: str
    label: str
    months: int | None
    since: str
    why: str
    source: str

    def __post_init__(self) -> None:
        in_our_words(self, "label", "since", "why", "source")


@dataclass(frozen=True, slots=True)
class Holding:
    """One kind of data that a domain holds on persons: a row of the register of processing."""

    code: str
    label: str
    purpose: str
    basis: Basis
    persons: str
    data: str
    recipients: str
    keeping: Keeping
    erased: str
    """What an erasure does of it."""
    kept: str = ""
    """What stays, and why."""
    tables: tuple[str, ...] = ()
    """The columns where it lies: « accounts.user », or « audit.entry.actor_name »."""

    def __post_init__(self) -> None:
        in_our_words(self, "label", "purpose", "persons", "data", "recipients", "erased", "kept")


@dataclass(frozen=True, slots=True)
class Subject:
    """A person of the directory, an account, or both of one person; the names they bear here."""

    person: int | None = None
    account: int | None = None
    names: tuple[str, ...] = ()
    """All the names they are or were written under, and their addresses."""
    alone: tuple[str, ...] = ()
    """Those of these that nobody else bears: a text that says one speaks of them."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing held on somebody, as one says it: a title and its particulars."""

    title: str
    facts: tuple[tuple[str, str], ...] = ()


type Gather = Callable[[Subject], Mapping[str, list[Item]]]
"""What is held on somebody, under the code of each holding."""
type Cut = Callable[[str], date]
"""The day before which a keeping is over, by its code."""
type Obstacles = Callable[[Collection[Subject], date, Cut], Mapping[Subject, Reason]]
"""Who may not be erased yet, and why: the law asks to keep."""
type LastKnown = Callable[[Collection[Subject]], Mapping[Subject, date]]
"""The last day each had something to do with the pole; `date.max` while it lasts."""


def nothing_stands(_who: Collection[Subject], _day: date, _cut: Cut) -> Mapping[Subject, Reason]:
    """Nothing of it has to be kept."""
    return {}


def no_day(_who: Collection[Subject]) -> Mapping[Subject, date]:
    """It says nothing of when somebody was last there."""
    return {}


@dataclass(frozen=True, slots=True)
class Purge:
    """What the clock takes away once its time is over."""

    keeping: str
    what: str
    due: Callable[[date], list[Item]]
    """What is over before that day, for a person to look at beforehand."""
    act: Callable[[date], int]
    """Takes it away; gives how much."""

    def __post_init__(self) -> None:
        in_our_words(self, "what")
