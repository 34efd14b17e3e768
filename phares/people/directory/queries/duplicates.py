"""Cards that may be of one house or of one person."""

from __future__ import annotations

from django.db.models import QuerySet

from phares.people.directory.models import Alias, Organisation, Party, Person, Unlike
from phares.people.directory.rules.duplicates import Card, Pair, pairs


def likely_houses() -> list[Pair]:
    """Organisations that look alike: three queries."""
    names = _aliases("organisation")
    told = Organisation.objects.values_list("pk", "name", "short_name", "siren", "siret", "rna")
    cards = [
        Card(pk, name, (name, *filter(None, [short]), *names.get(pk, ())), _numbers(*numbers))
        for pk, name, short, *numbers in told
    ]
    return pairs(cards, _unlike())


def _numbers(siren: str, siret: str, rna: str) -> tuple[tuple[str, str], ...]:
    given = {"SIREN": siren or siret[:9], "RNA": rna}
    return tuple((label, value) for label, value in given.items() if value)


def likely_persons() -> list[Pair]:
    """Persons who look alike, those who were erased apart: three queries."""
    names = _aliases("person")
    rows = Person.objects.filter(erased_on=None).values_list("pk", "name", "email", "phone")
    cards = [
        Card(pk, name, (name, *names.get(pk, ())), reach=_reach(email, phone))
        for pk, name, email, phone in rows
    ]
    return pairs(cards, _unlike(), persons=True)


def _reach(email: str, phone: str) -> tuple[tuple[str, str], ...]:
    digits = "".join(one for one in phone if one.isdigit())
    given = {"courriel": email.casefold(), "téléphone": digits[-9:]}
    return tuple((label, value) for label, value in given.items() if value)


def _aliases(kind: str) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for pk, name in Alias.objects.filter(party__kind=kind).values_list("party_id", "name"):
        found[pk] = (*found.get(pk, ()), name)
    return found


def _unlike() -> set[tuple[int, int]]:
    return set(Unlike.objects.values_list("first_id", "second_id"))


def cards_of(*keys: int) -> list[Party]:
    """Cards that stand, in the order of their keys."""
    return list(Party.objects.filter(pk__in=keys).order_by("pk"))


def merged_into(pk: int) -> int | None:
    """Where the card that bore this number is found now."""
    rows: QuerySet[Party] = Party._base_manager.filter(pk=pk)
    return rows.values_list("merged_into", flat=True).first()


def absorbed_by(pk: int) -> list[int]:
    """The cards that were merged into this one."""
    rows: QuerySet[Party] = Party._base_manager.filter(merged_into=pk)
    return list(rows.order_by("pk").values_list("pk", flat=True))
