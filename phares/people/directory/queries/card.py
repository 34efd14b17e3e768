"""Everything on the page of one organisation, in four queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import (
    BigIntegerField,
    BooleanField,
    CharField,
    DateField,
    F,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast

from phares.common.facts import during
from phares.kernel.actor import Actor
from phares.kernel.dating import Dated, Precision
from phares.kernel.time import Period
from phares.people.directory.models import (
    Alias,
    Belonging,
    Category,
    Claim,
    DatedFact,
    Declaration,
    Function,
    Link,
    Organisation,
    Public,
    Territory,
)
from phares.people.directory.rules import permissions
from phares.people.directory.rules.belonging import Stay
from phares.people.directory.rules.kinds import (
    FEMININE,
    HOUSED,
    BelongingRole,
    Declared,
    LinkKind,
)
from phares.people.directory.rules.presence import Presence, present

NOTHING: dict[str, Any] = {
    "note": Value("", output_field=CharField()),
    "ref": Cast(Value(None), BigIntegerField()),
    "day": Cast(Value(None), DateField()),
    "precision": Value("day", output_field=CharField()),
    "number": Cast(Value(None), BigIntegerField()),
    "said": Value("", output_field=CharField()),
    "invented": Value(False, output_field=BooleanField()),
}
COLUMNS = tuple(f"f_{name}" for name in ("what", "label", *NOTHING))
"""Prefixed, so that none meets a column of the tables."""


@dataclass(frozen=True, slots=True)
class Facet:
    """Something small that hangs from a card: a name, a list entry, a claim, a declared figure.

    `ref` is what it points to; the number of a link is its own.
    """

    what: str
    label: str
    note: str
    ref: int | None
    day: date | None
    precision: str
    number: int | None
    source: str
    illustrative: bool

    @property
    def dated(self) -> Dated | None:
        return None if self.day is None else Dated(self.day, Precision(self.precision))


@dataclass(frozen=True, slots=True)
class Belongs:
    """A stay at the pole with its stretches in the premises."""

    row: Belonging
    presences: tuple[Stay, ...]

    @property
    def role(self) -> BelongingRole:
        return BelongingRole(self.row.role)

    @property
    def label(self) -> str:
        return FEMININE[self.role]

    @property
    def housed(self) -> bool:
        return self.role in HOUSED

    @property
    def open(self) -> bool:
        return self.row.ends_on is None

    @property
    def inside(self) -> bool:
        """In the premises, and noted as out of them at no day."""
        return any(stay.until is None for stay in self.presences)

    def holds(self, day: date) -> bool:
        return day in self.row.period

    def there(self, day: date) -> Presence:
        return present(self.presences, day) if self.holds(day) else Presence.NO


@dataclass(frozen=True, slots=True)
class Told:
    """What a structure declared for one year."""

    year: int
    figures: dict[str, Facet]

    @property
    def row(self) -> list[Facet | None]:
        return [self.figures.get(kind.value) for kind in Declared]


@dataclass(frozen=True, slots=True)
class Card:
    """An organisation as its page tells it."""

    organisation: Organisation
    belongings: tuple[Belongs, ...]
    functions: tuple[Function, ...]
    """Held that day."""
    coming: tuple[Function, ...] = ()
    """Begun later."""
    facets: dict[str, list[Facet]] = field(default_factory=dict)

    @property
    def declarations(self) -> list[Told]:
        """By year, the last first."""
        years: dict[int, dict[str, Facet]] = defaultdict(dict)
        for one in self.facets["declaration"]:
            years[one.ref or 0][one.label] = one
        return [Told(year, years[year]) for year in sorted(years, reverse=True)]

    @property
    def links(self) -> list[tuple[str, Facet]]:
        """« tête de réseau de X », « a pour tête de réseau Y »."""
        out = [(LinkKind(one.note).label, one) for one in self.facets["link_out"]]
        return out + [(LinkKind(one.note).seen_from_target, one) for one in self.facets["link_in"]]


def organisation_card(organisation: Organisation, actor: Actor, day: date) -> Card:
    """What this person may read of it; what it declares only for those it is meant for."""
    reads = permissions.may_read_declarations(actor, organisation.pk)
    found: dict[str, list[Facet]] = defaultdict(list)
    for row in _facets(organisation.pk, declarations=reads):
        found[row[0]].append(Facet(*row))
    lasting = Function.objects.filter(during(Period(day)), organisation=organisation)
    people = lasting.select_related("person").order_by("kind", "person__family_name")
    held = tuple(one for one in people if one.holds(day))
    coming = tuple(one for one in people if not one.holds(day))
    return Card(organisation, _belongings(organisation.pk), held, coming, found)


def _facets(pk: int, *, declarations: bool) -> QuerySet[Any]:
    """One query for all the small lists, each row saying `what` it is."""
    first, *others = _parts(pk, declarations=declarations)
    found: QuerySet[Any] = first.union(*others, all=True)
    return found.order_by("f_what", "f_day", "f_label")


def _parts(pk: int, *, declarations: bool) -> Iterable[QuerySet[Any]]:
    cited = {"said": F("source"), "invented": F("illustrative")}
    yield _part(
        Alias.objects.filter(party_id=pk), "alias", F("name"), ref=F("pk"), said=F("source")
    )
    yield _part(Category.objects.filter(organisations=pk), "category", F("name"), ref=F("pk"))
    yield _part(Territory.objects.filter(organisations=pk), "territory", F("name"))
    yield _part(Public.objects.filter(organisation=pk), "public", F("name"))
    for what, here, there in (("link_out", "subject", "target"), ("link_in", "target", "subject")):
        rows = Link.objects.filter(**{f"{here}_id": pk})
        at = {
            "label": F(f"{there}__name"),
            "note": F("kind"),
            "ref": F(f"{there}_id"),
            "number": F("pk"),
        }
        yield _part(rows, what, **at, **cited)
    dated = {"day": F("as_of"), "precision": F("as_of_precision")}
    claims = Claim.objects.filter(organisation_id=pk)
    yield _part(claims, "claim", F("label"), note=F("value"), ref=F("pk"), **dated, **cited)
    when = {"day": F("starts_on"), "precision": F("starts_precision")}
    yield _part(DatedFact.objects.filter(about_id=pk), "fact", F("text"), **when, **cited)
    if declarations:
        told = Declaration.objects.filter(organisation_id=pk)
        figure = {"ref": F("year"), "number": F("value")}
        who = {"note": F("declared_by"), "day": F("declared_on")}
        yield _part(told, "declaration", F("kind"), **figure, **who, **cited)


def _part(rows: QuerySet[Any], what: str, label: Any, **columns: Any) -> QuerySet[Any]:
    given = {"what": Value(what, output_field=CharField()), "label": label, **NOTHING, **columns}
    named = dict(zip(COLUMNS, given.values(), strict=True))
    part: QuerySet[Any] = rows.order_by().annotate(**named).values_list(*COLUMNS)
    return part


def _belongings(pk: int) -> tuple[Belongs, ...]:
    """Every stay at our pole with its presences, in one query: presences hang from a join."""
    rows = Belonging.objects.filter(party_id=pk, pole__is_home=True).select_related("area")
    presence = ("starts_on", "starts_precision", "ends_on", "ends_precision")
    joined: QuerySet[Any] = rows.annotate(
        **{f"p_{key}": F(f"presences__{key}") for key in presence}
    )
    found: dict[int, tuple[Belonging, list[Stay]]] = {}
    for row in joined.order_by("-starts_on", "pk", "p_starts_on"):
        stays = found.setdefault(row.pk, (row, []))[1]
        if row.p_starts_on is not None:
            stays.append(_stay(row))
    return tuple(Belongs(row, tuple(stays)) for row, stays in found.values())


def _stay(row: Any) -> Stay:
    since = Dated(row.p_starts_on, Precision(row.p_starts_precision))
    if row.p_ends_on is None:
        return Stay(since)
    return Stay(since, Dated.ending_at(row.p_ends_on, Precision(row.p_ends_precision)))
