"""Of which card an account is, and since when its holder has left."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    Expression,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Coalesce, Lower

from phares.common.facts import on
from phares.people.accounts.models import Key, User
from phares.people.accounts.rules.keys import KEEPERS
from phares.people.directory.models import Function, Person, Pole
from phares.people.directory.rules.names import normalise

UNUSABLE = "!"
"""How the fingerprint of a password that nobody chose begins."""


def card_at(address: Any, *, untied: bool = False) -> QuerySet[Any]:
    """The one card that bears this address, by its number; none when several do.

    `untied`: and that no account is tied to; a card that one is tied to counts among the several.
    """
    rows = Person.objects.filter(erased_on=None).annotate(at=Lower("email"))
    alone = rows.filter(at=address).order_by().values("at")
    alone = alone.annotate(cards=Count("pk", distinct=True), tied=Count("user", distinct=True))
    wanted = alone.filter(cards=1, tied=0) if untied else alone.filter(cards=1)
    found: QuerySet[Any] = wanted.annotate(one=Min("pk")).values("one")
    return found


def holder_of_key() -> Expression:
    """The person a key is of, from a table two floors down: the card its account is tied to, else
    the one that bears its address and that no account is tied to."""
    address = Lower(OuterRef(OuterRef("user__email")))
    return Coalesce(OuterRef("user__person"), Subquery(card_at(address, untied=True)))


def keys_with_departures(rows: QuerySet[Key]) -> QuerySet[Key]:
    """These keys, each with its `departure`: since when its holder has left.

    A key of a house follows the functions there; one of the whole pole, those in the structure
    that carries it, else all of them, and stays open when it was given after the departure.
    Nothing for who has a function that goes on, for who was never noted to have one, and for an
    account of which no card is known.
    """
    ever = Function.objects.filter(person=holder_of_key())
    there = ever.filter(organisation=OuterRef("organisation"))
    carrying = ever.filter(organisation__in=Pole.objects.filter(is_home=True).values("carrier"))
    departure = Case(
        When(organisation__isnull=False, then=_last(there)),
        When(Exists(carrying), then=_last(carrying)),
        default=_last(ever),
    )
    knowingly = When(organisation=None, left_there__lte=F("starts_on"), then=None)
    told = rows.annotate(left_there=departure)
    return told.annotate(departure=Case(knowingly, default=F("left_there")))


def _last(functions: QuerySet[Function]) -> Subquery:
    rows = functions.order_by(F("ends_on").desc(nulls_first=True))
    return Subquery(rows.values("ends_on")[:1])


def keys_that_open(day: date) -> QuerySet[Key]:
    """The keys in force that day whose holder has not left, and the last of the administration."""
    rows = keys_with_departures(Key.objects.filter(on(day)))
    last = Q(role__in=KEEPERS) & ~Exists(keepers_staying(day))
    return rows.filter(_stays(day) | last)


def keepers_staying(day: date) -> QuerySet[Key]:
    """Keys of the administration that somebody uses who has not left: of an open account, whose
    password was chosen."""
    rows = Key.objects.filter(on(day), role__in=KEEPERS, user__is_active=True)
    rows = rows.exclude(user__password__startswith=UNUSABLE)
    return keys_with_departures(rows).filter(_stays(day))


def _stays(day: date) -> Q:
    return Q(departure=None) | Q(departure__gt=day)


def pole_keys_left(day: date) -> QuerySet[Any]:
    """Keys of the whole pole of who left, in open accounts; `last`: of the administration, which
    opens until another is given."""
    rows: QuerySet[Any] = keys_with_departures(Key.objects.filter(on(day), organisation=None))
    gone = rows.filter(user__is_active=True, left_there__lte=day).select_related("user")
    return with_last(gone, day).order_by("user__name", "pk")


def with_last(rows: QuerySet[Any], day: date) -> QuerySet[Any]:
    """These keys, with `last`: of the administration, that opens because nobody else holds it."""
    last = Q(role__in=KEEPERS) & ~Exists(keepers_staying(day))
    told: QuerySet[Any] = rows.annotate(last=Case(When(last, then=True), default=False))
    return told


def untied(day: date) -> QuerySet[User]:
    """Open accounts with a key of a house and no card: such a key follows no departure."""
    held = Key.objects.filter(on(day), user=OuterRef("pk"), organisation__isnull=False)
    rows = User.objects.filter(Exists(held), person=None, is_active=True, erased_on=None)
    return rows.order_by("name")


def untied_with_a_card(day: date) -> list[User]:
    """Those of them whose card is known by its address, or by its name in their house."""
    rows = list(untied(day))
    return [one for one, found in zip(rows, cards_like(rows), strict=True) if found]


def cards_like(users: Iterable[User]) -> list[list[Person]]:
    """For each account, the cards of its address or of its name that no account is tied to."""
    wanted = list(users)
    free = Person.objects.filter(user=None, erased_on=None).only("pk", "name", "email", "search")
    return [[one for one in _near(free, user) if is_alike(one, user)] for user in wanted]


def _near(free: QuerySet[Person], user: User) -> QuerySet[Person]:
    alike = Q(search__contains=f" {normalise(user.name)} ") | Q(email__iexact=user.email)
    return free.filter(alike).order_by("name", "pk")


def is_alike(card: Person, user: User) -> bool:
    return card.email.lower() == user.email.lower() or same_name(card, user)


def same_name(card: Person, user: User) -> bool:
    """« Zoé N'Diaye » is « ZOE N’DIAYE »."""
    return normalise(card.name) == normalise(user.name)


def card_by_address(user: User) -> Person | None:
    """The card that closes the keys of an account that is tied to none."""
    found = card_at(user.email.lower(), untied=True)
    return Person.objects.filter(pk__in=found).first() if user.person_id is None else None


def account_by_address(person: Person) -> User | None:
    """The account of a card: tied to it, else the untied one that bears its address, when the card
    is alone to bear it."""
    if tied := User.objects.filter(person=person).first():
        return tied
    if not person.email or not card_at(person.email.lower()).filter(one=person.pk).exists():
        return None
    return User.objects.filter(person=None, email__iexact=person.email, erased_on=None).first()
