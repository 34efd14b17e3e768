"""A person who did everything at the pole, long ago, and has an account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from phares.activities.jobsharing.actions import assign, create_post
from phares.activities.library.actions import quote_somebody
from phares.activities.library.models import Quote
from phares.cooperative.governance.actions import create_body, give_mandate
from phares.cooperative.governance.rules.kinds import BodyKind
from phares.cooperative.projects.actions import write_axis
from phares.kernel.actor import THE_POLE, Actor, Role
from phares.kernel.dating import Dated, read_dated
from phares.people.accounts.models import Key, User
from phares.people.directory import actions
from phares.people.directory.models import Organisation, Person, Pole
from phares.people.directory.rules.kinds import ConsentScope, FunctionKind
from phares.steering.privacy.queries import Somebody, of_person
from phares.steering.reporting.tests.factories import small_pole

TODAY = date(2016, 1, 4)
NOW = datetime(2016, 1, 4, 10, 30, tzinfo=ZoneInfo("Europe/Paris"))
ADMINISTRATOR = Actor(900, "Nour Benali", frozenset({(Role.ADMINISTRATOR, None)}))
SAID = "On n’aurait pas pu prendre quelqu’un seuls."


@dataclass
class Life:
    person: Person
    user: User
    quote: Quote
    house: Organisation

    @property
    def somebody(self) -> Somebody:
        return of_person(self.person.pk)


def administrator() -> User:
    user = User.objects.create_user("nour@phares.test", "x", name="Nour Benali")
    Key.objects.create(user=user, role=Role.ADMINISTRATOR.value, starts_on=date(2010, 1, 1))
    return user


def a_life(*, until: str = "2009") -> Life:
    """Maud Roy: director of Halage, co-chair, at half a post, quoted with her name, with a key."""
    pole = small_pole()
    administrator()
    house = Organisation.objects.get(name="Halage")
    maud = _introduced(house)
    _served(pole, house, maud, read_dated(until))
    scope = ConsentScope.WEB
    actions.give_consent(person=maud, about="Photo de Maud Roy", scope=scope, on=TODAY, by=THE_POLE)
    axis = write_axis(pole=pole, number=1, name="Emploi", by=THE_POLE)
    quote = quote_somebody(
        axis=axis, year=2015, text=SAID, author=maud, scope=ConsentScope.NAMED, by=THE_POLE
    )
    user = User.objects.create_user("maud.roy@phares.test", "x", name="Maud Roy", person=maud)
    role = Role.MEMBER_CONTACT.value
    Key.objects.create(user=user, role=role, organisation=house, starts_on=date(2010, 1, 1))
    return Life(maud, user, quote, house)


def _introduced(house: Organisation) -> Person:
    return actions.introduce_person(
        organisation=house,
        given_name="Maud",
        family_name="Roy",
        title="Directrice",
        kind=FunctionKind.DIRECTION,
        since=read_dated("2005"),
        email="maud@exemple.fr",
        phone="06 12 34 56 78",
        public=True,
        public_reach=True,
        by=THE_POLE,
    )


def _served(pole: Pole, house: Organisation, maud: Person, until: Dated) -> None:
    dates: dict[str, Any] = {"since": read_dated("2006"), "until": until, "by": THE_POLE}
    body = create_body(name="Coprésidence", kind=BodyKind.PRESIDENCY, by=THE_POLE)
    give_mandate(body=body, title="coprésidente", person=maud, **dates)
    post = create_post(pole=pole, title="Animation", employer=house, by=THE_POLE)
    assign(post=post, person=maud, quota=Decimal("0.5"), borne_by=house, **dates)


def as_maud(life: Life) -> Actor:
    return Actor(life.user.pk, life.user.name, frozenset({(Role.MEMBER_CONTACT, life.house.pk)}))
