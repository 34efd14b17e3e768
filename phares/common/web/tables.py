"""The one table: sort, filter, choose columns, turn pages, export. Its whole state is in the address.

    ?q=estime&choix=associees&tri=-surface&page=2&colonnes=nom,surface

A page costs two queries whatever its length: one that counts (in all, and under each choice), one
that reads fifty rows. A value that means nothing falls back to the usual one, and the page says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django_htmx.http import push_url

from phares.common.web.display import shown
from phares.common.web.exports import FORMATS, export
from phares.common.web.pages import wants_part
from phares.kernel.words import plural

type Rows = QuerySet[Any] | Sequence[Any]
"""What a table shows: a queryset, or a short list already in memory."""

OURS = ("q", "choix", "tri", "page", "colonnes", "format")


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column. `value` gives the plain value of a row, for the page and for exports."""

    key: str
    label: str
    value: Callable[[Any], object]
    sort: tuple[str, ...] = ()
    """`order_by` fields; none: the column does not sort."""
    template: str = ""
    """Template of the cell, given `row` and `value`; none: the value as text."""
    numeric: bool = False
    shown: bool = True
    css: str = ""
    """`etat` and `seul` need no label on a phone; `detail` is not shown there."""
    export: bool = True


@dataclass(frozen=True)
class Choice:
    """A visible choice « Montrer », with how many rows it leaves."""

    key: str
    label: str
    apply: Callable[[Any], Any]


@dataclass(frozen=True)
class Empty:
    """Why nothing is there, what will appear, one action."""

    title: str = "Rien encore"
    sentence: str = ""
    url: str = ""
    action: str = ""


@dataclass(frozen=True, kw_only=True)
class TableSpec:
    """What a table is, apart from its rows. The first column names the row and is always shown."""

    name: str
    columns: tuple[Column, ...]
    caption: str
    noun: tuple[str, str] = ("ligne", "lignes")
    search: Callable[[Any, str], Any] | None = None
    search_hint: str = ""
    choices: tuple[Choice, ...] = ()
    choices_label: str = "Montrer"
    all_label: str = "Tout"
    group: Callable[[Any], str] | None = None
    group_sort: tuple[str, ...] = ()
    default_sort: str = ""
    """A column key, « -key » for the largest first; none: the order of the rows given."""
    page_size: int = 50
    empty: Empty = field(default_factory=Empty)
    cards: bool = True
    css: str = ""

    def column(self, key: str) -> Column | None:
        return next((column for column in self.columns if column.key == key), None)


@dataclass(frozen=True, slots=True)
class Cell:
    column: Column
    value: object
    text: str
    row: object


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


@dataclass(frozen=True)
class Asked:
    """What the address asks for, once made sense of."""

    q: str
    choice: Choice | None
    sort: str
    columns: tuple[Column, ...]
    chosen: bool
    page: int
    notices: tuple[str, ...]


class Table:
    """A table ready to show: `{% include "web/table.html" %}` with `table`."""

    def __init__(self, spec: TableSpec, rows: Rows, asked: Asked, request: HttpRequest) -> None:
        self.spec, self.asked, self.path = spec, asked, request.path
        self._given: QueryDict = request.GET
        self._found = _searched(spec, rows, asked.q)
        self.counts = _counts(spec, self._found)
        self.count = self.counts[asked.choice.key if asked.choice else ""]
        self.pages = max(1, ceil(self.count / spec.page_size))
        self.page = min(asked.page, self.pages)
        self.notices = [*asked.notices, *self._too_far()]

    def _too_far(self) -> list[str]:
        if self.asked.page <= self.pages:
            return []
        return [_("La page %(page)s n’existe pas : voici la dernière.") % {"page": self.asked.page}]

    @cached_property
    def all_rows(self) -> Rows:
        """Every matching row, in order."""
        rows = self.asked.choice.apply(self._found) if self.asked.choice else self._found
        return _sorted(self.spec, rows, self.asked.sort)

    @cached_property
    def rows(self) -> list[Any]:
        """The rows of this page: one query."""
        first = (self.page - 1) * self.spec.page_size
        return list(self.all_rows[first : first + self.spec.page_size])

    @property
    def groups(self) -> Iterator[tuple[str, list[list[Cell]]]]:
        """Headings with their rows, each row as cells; without grouping, one silent heading."""
        named: dict[str, list[list[Cell]]] = {}
        for row in self.rows:
            name = self.spec.group(row) if self.spec.group else ""
            named.setdefault(name, []).append(self.cells(row))
        yield from named.items()

    def cells(self, row: object) -> list[Cell]:
        values = ((column, column.value(row)) for column in self.columns)
        return [Cell(column, value, shown(value), row) for column, value in values]

    @property
    def columns(self) -> tuple[Column, ...]:
        return self.asked.columns

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
        """The choices with their counts, « Tout » first."""
        if not self.spec.choices:
            return []
        now = self.asked.choice.key if self.asked.choice else ""
        keys = [("", self.spec.all_label), *((c.key, c.label) for c in self.spec.choices)]
        return [Chip(key, label, self.counts[key], key == now) for key, label in keys]

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
    def total(self) -> str:
        return plural(self.count, *self.spec.noun)

    @property
    def reset_url(self) -> str:
        return self.url(q="", choix="")

    def url(self, **changes: object) -> str:
        """The address of this table with some of its state changed; the usual values are left out."""
        asked = self.asked
        state: dict[str, object] = {
            "q": asked.q,
            "choix": asked.choice.key if asked.choice else "",
            "tri": asked.sort,
            "colonnes": ",".join(c.key for c in self.columns) if asked.chosen else "",
            "page": self.page if not changes else 1,
        } | changes
        usual = {"page": 1, "tri": self.spec.default_sort}
        query = QueryDict(mutable=True)
        for name, value in [*self.kept, *state.items()]:
            if value not in ("", usual.get(name)):
                query.appendlist(name, str(value))
        return f"{self.path}?{query.urlencode()}" if query else self.path

    @property
    def here(self) -> str:
        return self.url()


def table_for(request: HttpRequest, spec: TableSpec, rows: Rows) -> Table:
    """Reads the address and makes the table."""
    return Table(spec, rows, _asked(spec, request.GET), request)


def table_response(
    request: HttpRequest,
    spec: TableSpec,
    rows: Rows,
    template: str,
    context: Mapping[str, Any] | None = None,
) -> HttpResponseBase:
    """The page, its table alone for htmx, or a file when `?format=` names one."""
    table = table_for(request, spec, rows)
    wanted = request.GET.get("format", "")
    if wanted in FORMATS:
        return export(wanted, spec.name, _exported(table), table.all_rows, table.count)
    return _shown(request, table, template, {**(context or {}), "table": table})


def _shown(
    request: HttpRequest, table: Table, template: str, context: dict[str, Any]
) -> HttpResponse:
    if wants_part(request) and request.headers.get("HX-Target") == f"table-{table.spec.name}":
        response = push_url(render(request, "web/table.html", context), table.here)
    else:
        response = render(request, template, context)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def _exported(table: Table) -> list[tuple[str, Callable[[Any], object]]]:
    """The chosen columns when some were chosen, otherwise all that may leave."""
    columns = table.columns if table.asked.chosen else table.spec.columns
    return [(column.label, column.value) for column in columns if column.export]


def _asked(spec: TableSpec, given: QueryDict) -> Asked:
    notices: list[str] = []
    columns, chosen = _columns(spec, given, notices)
    return Asked(
        q=given.get("q", "").replace("\x00", "").strip()[:200] if spec.search else "",
        choice=_choice(spec, given.get("choix", ""), notices),
        sort=_sort(spec, given.get("tri", ""), notices),
        columns=columns,
        chosen=chosen,
        page=_page(given.get("page", ""), notices),
        notices=tuple(notices),
    )


def _columns(
    spec: TableSpec, given: QueryDict, notices: list[str]
) -> tuple[tuple[Column, ...], bool]:
    keys = {key for part in given.getlist("colonnes") for key in part.split(",") if key}
    usual = tuple(column for column in spec.columns if column.shown)
    if keys - {column.key for column in spec.columns}:
        notices.append(_("Une colonne demandée n’existe pas : elle est laissée de côté."))
    first, *others = spec.columns
    chosen = (first, *(column for column in others if column.key in keys))
    if len(chosen) == 1 or chosen == usual:
        return usual, False
    return chosen, True


def _choice(spec: TableSpec, key: str, notices: list[str]) -> Choice | None:
    found = next((choice for choice in spec.choices if choice.key == key), None)
    if key and not found:
        notices.append(_("Ce choix n’existe pas : tout est montré."))
    return found


def _sort(spec: TableSpec, asked: str, notices: list[str]) -> str:
    column = spec.column(asked.removeprefix("-"))
    if column and column.sort:
        return asked
    if asked:
        notices.append(_("Ce tri n’existe pas : voici l’ordre habituel."))
    return spec.default_sort


def _page(asked: str, notices: list[str]) -> int:
    if asked.isascii() and asked.isdigit() and 0 < len(asked) < 10 and int(asked) > 0:
        return int(asked)
    if asked:
        notices.append(_("Ce numéro de page ne se lit pas : voici la première."))
    return 1


def _searched(spec: TableSpec, rows: Rows, q: str) -> Rows:
    return spec.search(rows, q) if spec.search and q else rows


def _counts(spec: TableSpec, rows: Rows) -> dict[str, int]:
    """How many rows in all (key "") and under each choice: a single query."""
    if not isinstance(rows, QuerySet):
        return {"": len(rows), **{c.key: len(c.apply(rows)) for c in spec.choices}}
    rows = rows.order_by()
    if not spec.choices:
        return {"": rows.count()}
    wanted = {"n_": Count("pk", distinct=True)} | {
        f"n_{index}": Count("pk", filter=Q(pk__in=choice.apply(rows).values("pk")), distinct=True)
        for index, choice in enumerate(spec.choices)
    }
    found = rows.model._default_manager.filter(pk__in=rows.values("pk")).aggregate(**wanted)
    return {"": found["n_"]} | {c.key: found[f"n_{i}"] for i, c in enumerate(spec.choices)}


def _sorted(spec: TableSpec, rows: Rows, sort: str) -> Rows:
    """By group first, then as asked, then by key so that pages never share a row."""
    column = spec.column(sort.removeprefix("-"))
    if isinstance(rows, QuerySet):
        fields = _directed(column.sort, sort) if column else rows.query.order_by
        return rows.order_by(*spec.group_sort, *fields, "pk")
    if not column:
        return rows
    ordered = sorted(rows, key=lambda row: _rank(column.value(row)), reverse=sort.startswith("-"))
    return sorted(ordered, key=spec.group) if spec.group else ordered


def _directed(fields: Sequence[str], sort: str) -> list[str]:
    if not sort.startswith("-"):
        return list(fields)
    return [name.removeprefix("-") if name.startswith("-") else f"-{name}" for name in fields]


def _rank(value: Any) -> tuple[bool, Any]:
    return value is None, "" if value is None else value
