"""A pole far larger than any: 2 000 organisations, 10 000 belongings, 20 000 people."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from typing import Any

from phares.common.facts import spanning
from phares.kernel.actor import Role
from phares.kernel.dating import Dated
from phares.people.accounts.models import Key, User
from phares.people.directory.models import (
    Belonging,
    Category,
    Declaration,
    Function,
    Organisation,
    Party,
    Person,
    Pole,
    Presence,
)
from phares.people.directory.rules.kinds import BelongingRole, Declared, PartyKind
from phares.people.directory.rules.names import haystack

YEAR = 2015
PEOPLE_EACH = 10
ROLES = (
    BelongingRole.RESIDENT,
    BelongingRole.ADHERENT,
    BelongingRole.PARTNER,
    BelongingRole.FUNDER,
)


def build(organisations: int) -> User:
    """Fills an empty database in bulk; returns the animator who will look at it."""
    pole = Pole.objects.create(name="Banc d’essai", is_home=True)
    categories = [Category.objects.create(name=f"Métier {n}", rank=n) for n in range(12)]
    keys = count(1)
    houses = _organisations(organisations, keys, categories)
    people = _people(organisations * PEOPLE_EACH, keys)
    _functions(houses, people)
    _belongings(houses, pole)
    _declarations(houses)
    user = User.objects.create_user("bench@example.org", "x", name="Banc d’essai")
    Key.objects.create(user=user, role=Role.ANIMATOR.value, starts_on=date(2010, 1, 1))
    return user


def _parties(kind: PartyKind, names: list[str], keys: Any) -> list[int]:
    numbers = [next(keys) for _ in names]
    Party.objects.bulk_create(
        [
            Party(pk=pk, kind=kind.value, name=name, search=haystack([name]))
            for pk, name in zip(numbers, names, strict=True)
        ],
        batch_size=2000,
    )
    return numbers


def _insert(model: Any, rows: list[dict[str, Any]]) -> None:
    """Child rows of a table whose parent rows exist already."""
    children = [model(**row) for row in rows]
    fields = model._meta.local_concrete_fields
    for start in range(0, len(children), 400):
        model._base_manager._insert(
            children[start : start + 400], fields=fields, using="default", raw=True
        )


def _organisations(number: int, keys: Any, categories: list[Category]) -> list[int]:
    names = [f"Structure {n:05d} des Bords de Seine" for n in range(number)]
    found = _parties(PartyKind.ORGANISATION, names, keys)
    _insert(
        Organisation,
        [
            {"party_ptr_id": pk, "main_category_id": categories[n % 12].pk, "tagline": "Essai"}
            for n, pk in enumerate(found)
        ],
    )
    return found


def _people(number: int, keys: Any) -> list[int]:
    names = [f"Prénom{n % 977} Nom{n}" for n in range(number)]
    found = _parties(PartyKind.PERSON, names, keys)
    _insert(
        Person,
        [
            {"party_ptr_id": pk, "given_name": name.split()[0], "family_name": name.split()[1]}
            for pk, name in zip(found, names, strict=True)
        ],
    )
    return found


def _functions(houses: list[int], people: list[int]) -> None:
    Function.objects.bulk_create(
        [
            Function(
                person_id=person,
                organisation_id=houses[n // PEOPLE_EACH],
                kind="employee",
                title="Équipe",
                **spanning(Dated(date(2014, 1, 1))),
            )
            for n, person in enumerate(people)
        ],
        batch_size=2000,
    )


def _belongings(houses: list[int], pole: Pole) -> None:
    rows = []
    for n, house in enumerate(houses):
        start = date(2010, 1, 1) + timedelta(days=n % 1800)
        rows.append(_earlier(house, pole, start))
        for role in ROLES:
            left = date(2015, 9, 1) if n % 7 == 0 else None
            rows.append(
                Belonging(party_id=house, pole=pole, role=role.value, starts_on=start, ends_on=left)
            )
    Belonging.objects.bulk_create(rows, batch_size=2000)
    housed = Belonging.objects.filter(role__in=["resident", "guest"])
    Presence.objects.bulk_create(
        [Presence(belonging=one, starts_on=one.starts_on, ends_on=one.ends_on) for one in housed],
        batch_size=2000,
    )


def _earlier(house: int, pole: Pole, start: date) -> Belonging:
    """Hosted for a year before it became a resident."""
    guest = BelongingRole.GUEST.value
    begun = start - timedelta(days=365)
    return Belonging(party_id=house, pole=pole, role=guest, starts_on=begun, ends_on=start)


def _declarations(houses: list[int]) -> None:
    kinds = (Declared.PERMANENT_JOBS, Declared.VOLUNTEERS, Declared.TURNOVER)
    Declaration.objects.bulk_create(
        [
            Declaration(organisation_id=house, year=YEAR, kind=kind.value, value=n % 50)
            for n, house in enumerate(houses)
            if n % 5
            for kind in kinds
        ],
        batch_size=2000,
    )
