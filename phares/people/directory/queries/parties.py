"""Organisations: who is known, by which name or number."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from phares.kernel.refusal import Known
from phares.people.directory.models import Organisation
from phares.people.directory.rules import cards
from phares.people.directory.rules.names import normalise


def why_not_number(kind: str, value: str, *, besides: int | None = None) -> Known | None:
    """A SIRET or an RNA has one holder."""
    holder = Organisation.objects.filter(~Q(pk=besides), **{kind: value}).first()
    return cards.number_taken(kind, value, holder.name, holder.pk) if holder else None


def why_not_called(name: str, aliases: Iterable[str] = (), *, besides: int | None) -> Known | None:
    """One card a structure, however its names are written."""
    known = known_as([name, *aliases], besides)
    return cards.already_here(name, known.name, known.pk) if known else None


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
