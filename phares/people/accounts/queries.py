"""Accounts, their keys, and the actor that a request becomes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from hashlib import sha256

from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.models import Session
from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from phares.common.facts import on
from phares.common.notices.rules.readers import Reader
from phares.kernel.actor import VISITOR, Actor, Held, Role
from phares.kernel.time import Period
from phares.people.accounts.models import Attempts, Key, OneTimeLink, OpenSession, User
from phares.people.accounts.rules.keys import KEEPERS
from phares.people.accounts.rules.links import Purpose, why_not_use
from phares.people.directory.models import Organisation


def keys_in_force(user: User, day: date) -> list[Key]:
    """What the person may do that day."""
    return list(user.keys.filter(on(day)).select_related("organisation"))


def actor_of(user: User | AnonymousUser, day: date) -> Actor:
    """Whoever signed in, with the roles of that day; a closed account is a visitor."""
    if not isinstance(user, User) or not user.is_active:
        return VISITOR
    keyring = user.keys.all() if user.keyring is None else user.keyring
    keys = [key for key in keyring if day in Period(key.starts_on, key.ends_on)]
    held = frozenset((Role(key.role), key.organisation_id) for key in keys)
    return Actor(user.pk, user.name, held)


def users_with_keys(day: date) -> QuerySet[User]:
    """Every account, with `current_keys` as of that day."""
    keys = Key.objects.filter(on(day)).select_related("organisation")
    return User.objects.prefetch_related(Prefetch("keys", keys, to_attr="current_keys"))


def held_by(user: User, day: date) -> set[Held]:
    """The roles held that day, each with its organisation."""
    keys = user.keys.filter(on(day)).values_list("role", "organisation_id")
    return {(Role(role), organisation) for role, organisation in keys}


def keepers_besides(user: User, day: date) -> int:
    """How many other open accounts hold a key of the administration."""
    keys = Key.objects.filter(on(day), role__in=KEEPERS, user__is_active=True)
    return keys.exclude(user=user).values("user").distinct().count()


def reader_of(user: User, address: str) -> Reader:
    """Somebody with an account, at one of their addresses, in their language."""
    return Reader(
        address, user.name, user_id=user.pk, party_id=user.person_id, language=user.speaks
    )


def contacts_of(organisations: Iterable[int]) -> dict[int, list[Reader]]:
    """Who signs in today as the contact of these structures; keys follow the real calendar."""
    found = defaultdict[int, list[Reader]](list)
    today = timezone.localdate()
    keys = Key.objects.filter(on(today), role=Role.MEMBER_CONTACT.value, user__is_active=True)
    keys = keys.filter(organisation_id__in=list(organisations)).select_related("user")
    for key in keys.order_by("user__name"):
        user, house = key.user, key.organisation_id
        reader = reader_of(user, user.email)
        found[house or 0].append(reader)
    return found


def digest_of(token: str) -> str:
    """What is kept of a link: whoever reads the database cannot use it."""
    return sha256(token.encode()).hexdigest()


def link_of(token: str, now: datetime) -> OneTimeLink | None:
    """The link this text opens, while it does."""
    found = OneTimeLink.objects.filter(digest=digest_of(token)).select_related("user").first()
    if found is None:
        return None
    user = found.user
    reason = why_not_use(
        expires_at=found.expires_at, over=found.over, account_open=user.is_active, now=now
    )
    return None if reason else found


def invitations_pending() -> QuerySet[OneTimeLink]:
    """Invitations that were neither accepted nor withdrawn, expired or not."""
    rows = OneTimeLink.objects.filter(purpose=Purpose.INVITATION.value, user__is_active=True)
    return rows.filter(used_at=None, withdrawn_at=None).select_related("user")


def account_at(address: str) -> User | None:
    """The open account with this address whose holder once chose a password."""
    user = User.objects.filter(email__iexact=address.strip(), is_active=True).first()
    return user if user and user.has_usable_password() else None


def fingerprint_of(email: str, place: str) -> str:
    """What is kept of an address and the place it was tried from."""
    return sha256(f"{email.strip().lower()} {place}".encode()).hexdigest()


def failures(email: str, place: str, now: datetime) -> int:
    """How many wrong passwords in a row, whichever server process took them."""
    rows = Attempts.objects.filter(fingerprint=fingerprint_of(email, place), until__gt=now)
    return rows.values_list("count", flat=True).first() or 0


def sessions_of(user: User, now: datetime) -> QuerySet[OpenSession]:
    """Where this person is signed in; the last one first."""
    alive = Session.objects.filter(expire_date__gt=now).values("session_key")
    return OpenSession.objects.filter(user=user, session_key__in=alive)


def organisations_to_choose() -> QuerySet[Organisation]:
    return Organisation.objects.order_by("name")


def accounts_are_kept(day: date) -> bool:
    """Whether an open account holds a key of the administration that day, or none was opened."""
    keys = Key.objects.filter(on(day), role__in=KEEPERS, user__is_active=True)
    return keys.exists() or not User.objects.exists()


def last_administrator(day: date) -> int | None:
    """The only account that holds a key of the administration that day, if it is alone."""
    keys = Key.objects.filter(on(day), role__in=KEEPERS, user__is_active=True)
    holders = list(keys.values_list("user_id", flat=True).distinct()[:2])
    return holders[0] if len(holders) == 1 else None


def accounts_of(accounts: list[int]) -> QuerySet[User]:
    """These accounts, with all the keys they ever held."""
    return User.objects.filter(pk__in=accounts).prefetch_related("keys")
