"""What other floors add to the pages of the directory: plugged by the composition, by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet

from phares.common.compiled import Among
from phares.common.web.tables import Choice, Column
from phares.kernel.actor import Actor
from phares.kernel.dating import Dated
from phares.people.directory.actions.belonging import Closing
from phares.people.directory.models import Organisation, Person
from phares.people.directory.queries.together import together

type Values = Callable[[list[int], date, Actor], dict[int, object]]


def _as_is(value: Any) -> object:
    return value


@dataclass(frozen=True, slots=True)
class Parting:
    """What another floor has in the name of a structure that leaves, by its key."""

    running: Callable[[int, date, Actor], str]
    """What runs still, in a sentence; nothing when all is well."""
    close: Closing


@dataclass(frozen=True, slots=True)
class Rivals:
    """What each of two persons has, and one person may have once: their accounts."""

    label: str
    told: Callable[[int, int], list[tuple[int, str]]]
    """Both of them, each with its key, by the keys of two cards; nothing otherwise."""
    settle: Callable[[int, int, Actor], None]
    """The first stays, the second gives way."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that remains to be done for a structure: what, why, one verb, and where."""

    what: str
    why: str
    verb: str
    url: str
    other: str = ""
    other_url: str = ""
    """Another way to be done with it."""


@dataclass(frozen=True, slots=True)
class Remaining:
    """What another floor still asks for a structure, by its key, that this person may do."""

    section: str
    """The section where it is shown that the structure has what this is about."""

    here: Callable[[int, Dated | None, Actor], list[Step]]
    """Asked of one that is in the premises, or comes there that day, and has it not."""
    gone: Callable[[int, date, Actor], list[Step]]
    """Asked of one that has left the pole, and has it still."""


@dataclass(frozen=True, slots=True)
class ExtraColumn:
    """A column of the list, computed once for all the organisations of a page."""

    key: str
    label: str
    values: Values
    template: str = ""
    numeric: bool = False
    css: str = ""
    pick: Callable[[Any], object] = _as_is
    """What it shows of the value: columns with the same `values` ask them once."""
    joins: str = ""
    """The key of the column it completes, instead of standing alone."""


@dataclass(frozen=True, slots=True)
class ExtraChoice:
    """A choice « Montrer » that another floor knows how to make."""

    key: str
    label: str
    ids: Callable[[date], QuerySet[Any, Any]]

    @lru_cache(maxsize=64)  # noqa: B019 — the few choices that the composition makes, once
    def choice(self, day: date) -> Choice:
        return Choice(self.key, self.label, Among(self.ids(day)))


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page of an organisation, drawn by the floor that knows it; empty: not shown."""

    key: str
    title: str
    render: Callable[[Organisation, date, Actor], str]
    wide: bool = True
    """In the wide column; otherwise beside belonging and people."""


@dataclass(frozen=True, slots=True)
class PersonSection:
    """The same for the page of a person."""

    key: str
    title: str
    render: Callable[[Person, date, Actor], str]
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """A section with what it shows."""

    key: str
    title: str
    html: str


def drawn(
    sections: tuple[Section, ...],
    organisation: Organisation,
    day: date,
    actor: Actor,
    *,
    wide: bool,
) -> list[Drawn]:
    """The sections of one side that have something to show."""
    shown = (
        Drawn(one.key, one.title, one.render(organisation, day, actor))
        for one in sections
        if one.wide is wide
    )
    return [one for one in shown if one.html]


def drawn_of_person(
    sections: tuple[PersonSection, ...], person: Person, day: date, actor: Actor
) -> list[tuple[bool, Drawn]]:
    """The sections that have something to show, each with whether it is wide."""
    shown = (
        (one.wide, Drawn(one.key, one.title, one.render(person, day, actor))) for one in sections
    )
    return [(wide, one) for wide, one in shown if one.html]


@dataclass(slots=True)
class Gathered:
    """Values of a page: asked once for all the rows that were read together."""

    values: Values
    day: date
    actor: Actor
    known: dict[int, object] = field(default_factory=dict)

    def of(self, row: Organisation) -> object:
        if row.pk not in self.known:
            ids = [one.pk for one in together(row)]
            self.known = {**dict.fromkeys(ids), **self.values(ids, self.day, self.actor)}
        return self.known.get(row.pk)


def extra_columns(
    extras: tuple[ExtraColumn, ...], day: date, actor: Actor
) -> list[tuple[ExtraColumn, Column]]:
    """Each extra with the column that shows it."""
    gathered = {one.values: Gathered(one.values, day, actor) for one in extras}
    return [(one, _column(one, gathered[one.values])) for one in extras]


def _column(extra: ExtraColumn, gathered: Gathered) -> Column:
    def value(row: Any) -> object:
        found = gathered.of(row)
        return None if found is None else extra.pick(found)

    return Column(
        key=extra.key,
        label=extra.label,
        value=value,
        template=extra.template,
        numeric=extra.numeric,
        css=extra.css,
    )
