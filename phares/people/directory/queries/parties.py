"""Organisations: who is known, by which name or number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from django.db.models import Q, QuerySet

from phares.kernel.refusal import Known
from phares.people.directory.models import Alias, Organisation
from phares.people.directory.rules import cards
from phares.people.directory.rules.names import normalise

type Found = tuple[int, str] | None
"""The key and the name of an organisation."""


class Lookup(Protocol):
    """Who is known already: asked of the database for one card, of a register for a whole file."""

    def called(self, names: Iterable[str], besides: int | None) -> Found:
        """The organisation that bears one of these names, however they are written."""

    def holding(self, kind: str, value: str, besides: int | None) -> Found:
        """The organisation that has this SIRET or this RNA."""


class InTheDatabase:
    """Looks at the rows themselves, each time."""

    def called(self, names: Iterable[str], besides: int | None) -> Found:
        known = known_as(names, besides)
        return (known.pk, known.name) if known else None

    def holding(self, kind: str, value: str, besides: int | None) -> Found:
        rows = Organisation.objects.filter(~Q(pk=besides), **{kind: value})
        return rows.values_list("pk", "name").first()


class Register:
    """Every name and number, read once; who adds a card notes it here."""

    def __init__(self) -> None:
        self.names: dict[str, list[int]] = {}
        self.numbers: dict[tuple[str, str], int] = {}
        self.told: dict[int, str] = {}
        known = Organisation.objects.order_by("pk")
        for pk, name, short, siret, rna in known.values_list(
            "pk", "name", "short_name", "siret", "rna"
        ):
            self.note(pk, name, [short], {"siret": siret, "rna": rna})
        aliases = Alias.objects.filter(party__kind="organisation").order_by("party_id", "pk")
        for pk, alias in aliases.values_list("party_id", "name"):
            self._call(pk, alias)

    def note(self, pk: int, name: str, others: Iterable[str], numbers: dict[str, str]) -> None:
        self.told[pk] = name
        for one in (name, *others):
            self._call(pk, one)
        self.numbers |= {(kind, value): pk for kind, value in numbers.items() if value}

    def _call(self, pk: int, name: str) -> None:
        bare = normalise(name)
        if bare and pk not in self.names.get(bare, ()):
            self.names.setdefault(bare, []).append(pk)

    def bearers(self, name: str) -> Sequence[int]:
        """Everybody of that name, the oldest card first."""
        return sorted(self.names.get(normalise(name), ()))

    def called(self, names: Iterable[str], besides: int | None) -> Found:
        found = (pk for name in names for pk in self.bearers(name) if pk != besides)
        return self._found(next(found, None))

    def holding(self, kind: str, value: str, besides: int | None) -> Found:
        pk = self.numbers.get((kind, value))
        return self._found(pk if pk != besides else None)

    def _found(self, pk: int | None) -> Found:
        return None if pk is None else (pk, self.told[pk])


IN_THE_DATABASE = InTheDatabase()


def why_not_number(
    kind: str, value: str, *, besides: int | None = None, among: Lookup = IN_THE_DATABASE
) -> Known | None:
    """A SIRET or an RNA has one holder."""
    holder = among.holding(kind, value, besides)
    return cards.number_taken(kind, value, holder[1], holder[0]) if holder else None


def why_not_called(
    name: str,
    aliases: Iterable[str] = (),
    *,
    besides: int | None,
    among: Lookup = IN_THE_DATABASE,
) -> Known | None:
    """One card a structure, however its names are written."""
    known = among.called([name, *aliases], besides)
    return cards.already_here(name, known[1], known[0]) if known else None


def names_of(organisations: Iterable[int]) -> list[tuple[int, str]]:
    """Each with the name one says, in alphabetical order."""
    rows = Organisation.objects.filter(pk__in=organisations).order_by("name")
    return [(one.pk, one.short_name or one.name) for one in rows]


def known_as(names: Iterable[str], besides: int | None) -> Organisation | None:
    """The organisation already known by one of these names, however it is written."""
    for wanted in filter(None, map(normalise, names)):
        for one in _near(wanted, besides).prefetch_related("aliases")[:20]:
            written = [one.name, one.short_name, *(alias.name for alias in one.aliases.all())]
            if wanted in map(normalise, written):
                return one
    return None


def named(name: str, besides: int) -> str:
    """Another organisation whose own name, long or short, this is."""
    wanted = normalise(name)
    rows = _near(wanted, besides).values_list("name", "short_name")
    return next((row[0] for row in rows if wanted in map(normalise, row)), "")


def _near(wanted: str, besides: int | None) -> QuerySet[Organisation]:
    return Organisation.objects.filter(~Q(pk=besides), search__contains=f" {wanted} ")
