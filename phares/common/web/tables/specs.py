"""What a table is, apart from its rows: columns, choices, search, order."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from phares.common.compiled import Among
from phares.kernel.tongue import in_our_words

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

type Words = str | _StrPromise
"""A text, or one that is translated when it is shown."""

type Rows = QuerySet[Any] | Sequence[Any]
"""What a table shows: a queryset, or a short list already in memory."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column. `value` gives the plain value of a row, for the page and for exports."""

    key: str
    label: Words
    value: Callable[[Any], object]
    sort: tuple[str, ...] = ()
    """`order_by` fields; none: the column does not sort."""
    template: str = ""
    """Template of the cell, given `row` and `value`; none: the value as text."""
    numeric: bool = False
    shown: bool = True
    css: str = ""
    """On a phone: `etat` and `seul` need no label, `fin` takes a line, `detail` is not shown;
    `nb` stays on one line everywhere."""
    theirs: bool = False
    """Texts people wrote, in French: marked so on a page in another language."""
    export: bool = True

    def __post_init__(self) -> None:
        in_our_words(self, "label")


@dataclass(frozen=True)
class Choice:
    """A visible choice « Montrer », with how many rows it leaves.

    `where` is a condition on rows of the database, which may not double any of them (own columns,
    to-one relations, `Among`); for a list in memory, a test of one row.
    """

    key: str
    label: Words
    where: Q | Among | Callable[[Any], bool]

    def __post_init__(self) -> None:
        in_our_words(self, "label")

    def apply(self, rows: Rows) -> Rows:
        if isinstance(self.where, Q | Among):
            return rows.filter(self.where)  # type: ignore[union-attr]
        return [row for row in rows if self.where(row)]


@dataclass(frozen=True)
class Empty:
    """Why nothing is there, what will appear, one action."""

    title: Words = "Rien encore"
    sentence: Words = ""
    url: str = ""
    action: Words = ""

    def __post_init__(self) -> None:
        in_our_words(self, "title", "sentence", "action")


@dataclass(frozen=True, kw_only=True)
class TableSpec:
    """What a table is, apart from its rows. The first column names the row and is always shown."""

    name: str
    columns: tuple[Column, ...]
    caption: Words
    noun: tuple[Words, Words] = ("ligne", "lignes")
    search: Callable[[Any, str], Any] | None = None
    search_hint: Words = ""
    near: Callable[[Any, str], Sequence[str]] | None = None
    """What was perhaps meant by a text that finds nothing, among the rows."""
    choices: tuple[Choice, ...] = ()
    choices_label: Words = "Montrer"
    all_label: Words = "Tout"
    """Empty: one of the choices stands for the whole list."""
    group: Callable[[Any], str] | None = None
    group_sort: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        in_our_words(self, "caption", "noun", "search_hint", "choices_label", "all_label")

    default_sort: str = ""
    """A column key, « -key » for the largest first; none: the order of the rows given."""
    page_size: int = 50
    empty: Empty = field(default_factory=Empty)
    cards: bool = True
    css: str = ""
    invented: Callable[[Any], bool] | None = None
    """Whether a row is invented: said beside its name and in files. None: its own column says."""

    same: Hashable = None
    """What the counts of the whole list depend on, apart from its rows: their SQL is built once
    for it. None: it is built each time."""

    def column(self, key: str) -> Column | None:
        return next((column for column in self.columns if column.key == key), None)
