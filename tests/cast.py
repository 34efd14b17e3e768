"""The cast: invented people of a small pole, one for each role, the same in every test.

Ask for `cast` to have them all, and for `client_of("animator")` to see a page as one of them:

    def test_the_desk_sees_it(client_of):
        assert client_of("receptionist").get("/journal/").status_code == 403

Roles: those of `kernel.actor.Role` by value, and four more: `visitor` (nobody signed in),
`both_contact` (contact of the two houses), `stranger` (contact of the other house),
`mixed_keys` (contact of one house, staff of the other, and funder).
`cast.actor("animator")` is the Actor that rules and actions take.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from phares.kernel.actor import VISITOR, Actor, Role

if TYPE_CHECKING:
    from phares.people.accounts.models import User
    from phares.people.directory.models import Organisation, Pole

SINCE = date(2012, 1, 1)
PASSWORD = "phare-de-cordouan"
VISITOR_NAME = "visitor"

# Name in tests, name of the person, and the keys they hold: a role and its house.
PEOPLE: tuple[tuple[str, str, tuple[tuple[Role, str], ...]], ...] = (
    ("administrator", "Ada Kervella", ((Role.ADMINISTRATOR, ""),)),
    ("animator", "Nour Benali", ((Role.ANIMATOR, ""),)),
    ("technician", "Yann Le Goff", ((Role.TECHNICIAN, ""),)),
    ("receptionist", "Rose Diallo", ((Role.RECEPTIONIST, ""),)),
    ("accountant", "Paul Moreau", ((Role.ACCOUNTANT, ""),)),
    ("co_manager", "Inès Caron", ((Role.CO_MANAGER, ""),)),
    ("member_contact", "Lise Amar", ((Role.MEMBER_CONTACT, "quai"),)),
    (
        "both_contact",
        "Omar Vidal",
        ((Role.MEMBER_CONTACT, "quai"), (Role.MEMBER_CONTACT, "digue")),
    ),
    ("stranger", "Zoé Petit", ((Role.MEMBER_CONTACT, "digue"),)),
    ("member_staff", "Tom Roche", ((Role.MEMBER_STAFF, "quai"),)),
    ("funder", "Eva Lambert", ((Role.FUNDER, "region"),)),
    (
        "mixed_keys",
        "Sofia Renard",
        ((Role.MEMBER_CONTACT, "quai"), (Role.MEMBER_STAFF, "digue"), (Role.FUNDER, "region")),
    ),
)
ROLES = (VISITOR_NAME, *(name for name, *_rest in PEOPLE))
HOUSES = {"quai": "Le Quai partagé", "digue": "La Digue verte", "region": "Région des Phares"}


@dataclass
class Cast:
    """Who is there: the pole, three organisations, and a user for each name of `PEOPLE`."""

    pole: Pole
    houses: dict[str, Organisation]
    users: dict[str, User] = field(default_factory=dict)

    def user(self, name: str) -> User:
        return self.users[name]

    def actor(self, name: str) -> Actor:
        """Whom rules and actions take; the visitor is nobody."""
        if name == VISITOR_NAME:
            return VISITOR
        from phares.people.accounts.queries import actor_of

        return actor_of(self.users[name], date(2016, 1, 4))


@pytest.fixture
def cast(db: None) -> Cast:
    """The whole cast, in the database of this test."""
    from phares.people.accounts.models import Key, User
    from phares.people.directory.models import Organisation, Pole
    from phares.people.directory.rules.kinds import PartyKind
    from phares.people.directory.rules.names import haystack

    pole = Pole.objects.create(name="Pôle des Phares", place="Port-aux-Lampes", is_home=True)
    kind = PartyKind.ORGANISATION
    houses = {
        key: Organisation.objects.create(name=name, kind=kind, search=haystack([name]))
        for key, name in HOUSES.items()
    }
    gathered = Cast(pole, houses)
    for key, name, held in PEOPLE:
        user = User.objects.create_user(f"{key}@phares.test", PASSWORD, name=name)
        for role, house in held:
            organisation = houses.get(house)
            Key.objects.create(user=user, role=role, organisation=organisation, starts_on=SINCE)
        gathered.users[key] = user
    return gathered


@pytest.fixture
def client_of(cast: Cast) -> Callable[[str], Client]:
    """`client_of("animator")`: a browser where she is signed in; the visitor's is bare."""

    def of(name: str) -> Client:
        client = Client()
        if name != VISITOR_NAME:
            client.force_login(cast.users[name])
        return client

    return of
