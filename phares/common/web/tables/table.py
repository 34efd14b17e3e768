"""A table ready to show: its headings, groups, pages and addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import Any, TypedDict

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from phares.common.web.display import shown
from phares.common.web.exports import FORMATS
from phares.common.web.tables.asked import OURS, Asked
from phares.common.web.tables.rows import counts, in_order, in_page, inventing, searched
from phares.common.web.tables.specs import Column, Rows, TableSpec
from phares.kernel.tongue import in_french
from phares.kernel.words import plural


class Cell(TypedDict):
    """What a template shows of a value. A dict: it is looked up a thousand times on a page."""

    row: object
    value: object
    text: str
    label: str
    css: str
    template: str
    invented: bool
    theirs: bool


@dataclass(frozen=True, slots=True)
class Header:
    column: Column
    url: str
    direction: str
    """« ascending », « descending », or nothing."""


@dataclass(frozen=True, slots=True)
class Chip:
    key: str
    label: str
    count: int
    checked: bool


class Table:
    """A table ready to show: `{% include "web/table.html" %}` with `table`."""

    def __init__(self, spec: TableSpec, rows: Rows, asked: Asked, request: HttpRequest) -> None:
        self.spec, self.asked, self.path = spec, asked, request.path
        self._given: QueryDict = request.GET
        self._rows = rows
        self._found = searched(spec, rows, asked.q)
        self.counts = counts(spec, self._found, whole=not asked.q)
        self.count = self.counts[asked.choice.key if asked.choice else ""]
        self.pages = max(1, ceil(self.count / spec.page_size))
        self.page = min(asked.page, self.pages)
        self.notices = [*asked.notices, *self._too_far()]

    def _too_far(self) -> list[str]:
        if self.asked.page <= self.pages:
            return []
        return [_("La page %(page)s n’existe pas : voici la dernière.") % {"page": self.asked.page}]

    @cached_property
    def whole_counts(self) -> dict[str, int]:
        """The same counts whatever is searched for: what a heading of the page says."""
        return counts(self.spec, self._rows, whole=True) if self.asked.q else self.counts

    @cached_property
    def all_rows(self) -> Rows:
        """Every matching row, in order."""
        rows = self.asked.choice.apply(self._found) if self.asked.choice else self._found
        return in_order(self.spec, rows, self.asked.sort)

    @cached_property
    def rows(self) -> list[Any]:
        """The rows of this page: one query."""
        first = (self.page - 1) * self.spec.page_size
        cut = slice(first, first + self.spec.page_size)
        return list(in_page(self._rows, self.all_rows, cut))

    @property
    def groups(self) -> Iterator[tuple[str, list[list[Cell]]]]:
        """Headings with their rows, each row as cells; without grouping, one silent heading."""
        told = {column.key for column in self.columns}
        places = [place for place, one in enumerate(self.asked.columns) if one.key in told]
        named: dict[str, list[list[Cell]]] = {}
        for row, cells in zip(self.rows, self._cells, strict=True):
            name = self.spec.group(row) if self.spec.group else ""
            named.setdefault(name, []).append([cells[place] for place in places])
        yield from named.items()

    @cached_property
    def _cells(self) -> list[list[Cell]]:
        """Every column asked for, row by row."""
        return [self._cells_of(row) for row in self.rows]

    def _cells_of(self, row: object) -> list[Cell]:
        """The first cell, that names the row, says when it is invented."""
        cells = [
            self._cell(row, column.value(row), label, css, template, theirs)
            for column, label, css, template, theirs in self._drawn
        ]
        cells[0]["invented"] = bool(self.invents and self.invents(row))
        return cells

    def _cell(
        self, row: object, value: object, label: str, css: str, template: str, theirs: bool
    ) -> Cell:
        text = shown(value)
        css = css if text else f"{css} rien".lstrip()
        return Cell(
            row=row,
            value=value,
            text=text,
            label=label,
            css=css,
            template=template,
            invented=False,
            theirs=theirs,
        )

    @cached_property
    def invents(self) -> Callable[[Any], bool] | None:
        return inventing(self.spec, self._rows)

    @cached_property
    def _drawn(self) -> list[tuple[Column, str, str, str, bool]]:
        """Each column with its label, its classes, its template and whether its texts are to be
        marked as people's own: said once for all rows."""
        english = not in_french()
        return [
            (
                one,
                str(one.label),
                f"{one.css} num".lstrip() if one.numeric else one.css,
                one.template,
                english and one.theirs,
            )
            for one in self.asked.columns
        ]

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Those asked for; of the usual ones, none that would only hold dashes on this page."""
        if self.asked.chosen or not self.rows:
            return self.asked.columns
        columns = zip(self.asked.columns, zip(*self._cells, strict=True), strict=True)
        first = self.asked.columns[0]
        return tuple(
            one for one, cells in columns if one is first or any(cell["text"] for cell in cells)
        )

    @property
    def headers(self) -> list[Header]:
        return [self._header(column) for column in self.columns]

    def _header(self, column: Column) -> Header:
        sorted_by = self.asked.sort.removeprefix("-") == column.key
        down = self.asked.sort.startswith("-")
        direction = ("descending" if down else "ascending") if sorted_by else ""
        turned = f"-{column.key}" if direction == "ascending" else column.key
        return Header(column, self.url(tri=turned) if column.sort else "", direction)

    @property
    def chips(self) -> list[Chip]:
        """The choices with their counts, « Tout » first where it has a label."""
        if not self.spec.choices:
            return []
        now = self.asked.choice.key if self.asked.choice else ""
        all_rows = [("", self.spec.all_label)] if self.spec.all_label else []
        keys = [*all_rows, *((c.key, c.label) for c in self.spec.choices)]
        return [Chip(key, str(label), self.counts[key], key == now) for key, label in keys]

    @property
    def numbered_pages(self) -> list[tuple[int, str]]:
        """First, last and the near pages with their addresses; 0 stands for a gap."""
        near = {1, self.pages, *range(max(1, self.page - 2), min(self.pages, self.page + 2) + 1)}
        numbers: list[int] = []
        for number in sorted(near):
            if numbers and number > numbers[-1] + 1:
                numbers.append(0)
            numbers.append(number)
        return [(number, self.url(page=number)) for number in numbers]

    @property
    def previous_url(self) -> str:
        return self.url(page=self.page - 1) if self.page > 1 else ""

    @property
    def next_url(self) -> str:
        return self.url(page=self.page + 1) if self.page < self.pages else ""

    @property
    def exports(self) -> list[tuple[str, str]]:
        return [(name.upper(), self.url(format=name)) for name in FORMATS]

    @property
    def kept(self) -> list[tuple[str, str]]:
        """Other parameters of the page, that the filter form must not lose."""
        return [(k, v) for k in self._given if k not in OURS for v in self._given.getlist(k)]

    @property
    def filtered(self) -> bool:
        return bool(self.asked.q or self.asked.choice)

    @property
    def searchable(self) -> bool:
        return self.spec.search is not None

    @property
    def total(self) -> str:
        one, many = self.spec.noun
        return plural(self.count, str(one), str(many))

    @property
    def reset_url(self) -> str:
        return self.url(q="", choix="")

    def url(self, **changes: object) -> str:
        """The address of this table with some of its state changed; usual values are left out."""
        asked = self.asked
        state: dict[str, object] = {
            "q": asked.q,
            "choix": asked.choice.key if asked.choice else "",
            "tri": asked.sort,
            "colonnes": ",".join(c.key for c in asked.columns) if asked.chosen else "",
            "page": self.page if not changes else 1,
        } | changes
        usual = {"page": 1, "tri": self.spec.default_sort}
        query = QueryDict(mutable=True)
        for name, value in [*self.kept, *state.items()]:
            if value not in ("", usual.get(name)):
                query.appendlist(name, str(value))
        return f"{self.path}?{query.urlencode()}" if query else self.path

    @property
    def meant(self) -> list[tuple[str, str]]:
        """What was perhaps meant by a search that finds nothing, with the address that asks it."""
        if not (self.spec.near and self.asked.q):
            return []
        return [
            (name, self.url(q=name, choix="")) for name in self.spec.near(self._rows, self.asked.q)
        ]

    @property
    def here(self) -> str:
        return self.url()
