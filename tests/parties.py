"""A pole, structures, persons and actors, made in one line; for tests of actions and pages."""

from __future__ import annotations

from typing import Any

from phares.kernel.actor import Actor, Held, Role
from phares.people.directory.models import Belonging, Organisation, Person, Pole
from phares.people.directory.rules.kinds import BelongingRole, LegalForm, PartyKind
from phares.people.directory.rules.names import haystack


def organisation(name: str = "Mode Estime", **more: Any) -> Organisation:
    more.setdefault("search", haystack([name]))
    return Organisation.objects.create(kind=PartyKind.ORGANISATION.value, name=name, **more)


def person(given: str = "Inès", family: str = "Kerboul") -> Person:
    return Person.objects.create(
        kind=PartyKind.PERSON.value,
        name=f"{given} {family}",
        given_name=given,
        family_name=family,
        search=haystack([f"{given} {family}"]),
    )


def home_pole(carrier: str = "La Cité PHARES") -> Pole:
    scic = organisation(carrier, legal_form=LegalForm.SCIC.value)
    return Pole.objects.create(name="Le PHARES", is_home=True, carrier=scic)


def carrier_of(pole: Pole) -> Organisation:
    assert pole.carrier is not None
    return pole.carrier


def resident(pole: Pole, name: str, since: str = "2013-03-01") -> Organisation:
    housed = organisation(name)
    role = BelongingRole.RESIDENT.value
    Belonging.objects.create(party=housed, pole=pole, role=role, starts_on=since)
    return housed


def acting(role: Role, *acts_for: int) -> Actor:
    """Holding a role: for these parties, or for the whole pole."""
    return holding(*((role, party) for party in acts_for or (None,)))


def holding(*keys: Held) -> Actor:
    """Holding several keys at once."""
    return Actor(1, "Inès Kerboul", frozenset(keys))


ANIMATOR = acting(Role.ANIMATOR)
CO_MANAGER = acting(Role.CO_MANAGER)
ACCOUNTANT = acting(Role.ACCOUNTANT)
MEMBER = acting(Role.MEMBER_CONTACT, 1)
