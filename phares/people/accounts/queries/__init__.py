"""Accounts, their keys, and the actor that a request becomes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from phares.common.facts import on
from phares.common.notices.rules.readers import Reader
from phares.kernel.actor import MEMBERS, VISITOR, Actor, Held, Named, Role
from phares.kernel.dating import Dated
from phares.kernel.time import Period
from phares.kernel.tongue import say
from phares.people.accounts.models import (
    Attempts,
    Factor,
    Key,
    OneTimeLink,
    Opened,
    OpenSession,
    OutsideAccount,
    RecoveryCode,
    User,
    Viewing,
)
from phares.people.accounts.queries.leaving import (
    keepers_staying,
    keys_that_open,
    keys_with_departures,
    with_last,
)
from phares.people.accounts.rules.factors import demanded
from phares.people.accounts.rules.keys import KEEPERS, has_left
from phares.people.accounts.rules.links import Purpose, why_not_use
from phares.people.accounts.rules.opened import KEPT
from phares.people.accounts.rules.openid import Outsider
from phares.people.directory.models import Function, Organisation, Person
from phares.people.directory.queries import home_pole
from phares.people.directory.rules.names import normalise


def keys_in_force(user: User, day: date) -> list[Key]:
    """What the person was given and nobody took back, with those that a departure closed."""
    rows = user.keys.filter(on(day)).select_related("organisation")
    return list(with_last(keys_with_departures(rows), day))


def actor_of(user: User | AnonymousUser, day: date) -> Actor:
    """Whoever signed in, with the roles of that day; a closed account is a visitor."""
    if not isinstance(user, User) or not user.is_active:
        return VISITOR
    every = keys_with_departures(user.keys.select_related("organisation"))
    keyring = list(every) if user.keyring is None else user.keyring
    keys = [key for key in keyring if day in Period(key.starts_on, key.ends_on)]
    keys = [key for key in keys if not has_left(key.left_on, day) or _is_last_keeper(key, day)]
    held = frozenset((Role(key.role), key.organisation_id) for key in keys)
    houses = {Named(key.organisation.pk, key.organisation.name) for key in keys if key.organisation}
    return Actor(user.pk, user.name, held, tuple(sorted(houses, key=lambda one: one.name)))


def _is_last_keeper(key: Key, day: date) -> bool:
    """The pole is never locked: who left keeps the administration until another holds it."""
    return key.role in KEEPERS and not keepers_staying(day).exists()


def users_with_keys(day: date) -> QuerySet[User]:
    """Every account, with `current_keys` as of that day, and `guarded`: by a second step."""
    keys = keys_that_open(day).select_related("organisation")
    rows = with_factor(User.objects.all(), "pk")
    return rows.prefetch_related(Prefetch("keys", keys, to_attr="current_keys"))


def held_by(user: User, day: date) -> set[Held]:
    """The roles held that day, each with its organisation."""
    keys = user.keys.filter(on(day)).values_list("role", "organisation_id")
    return {(Role(role), organisation) for role, organisation in keys}


def keepers_besides(user: User, day: date) -> int:
    """How many other open accounts hold a key of the administration that opens."""
    keys = keys_that_open(day).filter(role__in=KEEPERS, user__is_active=True)
    return keys.exclude(user=user).values("user").distinct().count()


def reader_of(user: User, address: str) -> Reader:
    """Somebody with an account, at one of their addresses, in their language."""
    return Reader(
        address, user.name, user_id=user.pk, party_id=user.person_id, language=user.speaks
    )


def whom_to_ask() -> str:
    """Where the administration is reached: « 01 48 20 00 00, contact@pole.fr »; or nothing."""
    pole = home_pole()
    return ", ".join(filter(None, (pole.phone, pole.email))) if pole else ""


def keepers_to_write() -> list[Reader]:
    """The administration: whoever holds its key today, to be written to."""
    held = keys_that_open(timezone.localdate()).filter(role__in=KEEPERS, user__is_active=True)
    users = User.objects.filter(pk__in=held.values("user")).order_by("name", "pk")
    return [reader_of(user, user.email) for user in users if user.has_usable_password()]


def contacts_of(organisations: Iterable[int]) -> dict[int, list[Reader]]:
    """Who signs in today as the contact of these structures; keys follow the real calendar."""
    found = defaultdict[int, list[Reader]](list)
    today = timezone.localdate()
    keys = keys_that_open(today).filter(role=Role.MEMBER_CONTACT.value, user__is_active=True)
    keys = keys.filter(organisation_id__in=list(organisations)).select_related("user")
    for key in keys.order_by("user__name"):
        user, house = key.user, key.organisation_id
        reader = reader_of(user, user.email)
        found[house or 0].append(reader)
    return found


def holders_for(organisations: Iterable[int], day: date) -> QuerySet[Any]:
    """The keys of these structures that are held that day; `invited_until`, while its holder has
    not answered the invitation."""
    asked = OneTimeLink.objects.filter(
        user=OuterRef("user"), purpose=Purpose.INVITATION.value, used_at=None, withdrawn_at=None
    )
    roles = [role.value for role in MEMBERS]
    keys = Key.objects.filter(on(day), role__in=roles, organisation_id__in=list(organisations))
    found = keys.filter(user__is_active=True).select_related("user")
    told: QuerySet[Any] = found.annotate(invited_until=Subquery(asked.values("expires_at")[:1]))
    return told.order_by("role", "user__name", "pk")


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


def address_pending(user: User, now: datetime) -> OneTimeLink | None:
    """The address that this account waits to have confirmed."""
    waits = user.links.filter(purpose=Purpose.ADDRESS.value, used_at=None, withdrawn_at=None)
    return waits.filter(expires_at__gt=now).first()


def invitations_pending() -> QuerySet[OneTimeLink]:
    """Invitations that were neither accepted nor withdrawn, expired or not."""
    rows = OneTimeLink.objects.filter(purpose=Purpose.INVITATION.value, user__is_active=True)
    return rows.filter(used_at=None, withdrawn_at=None).select_related("user")


def account_at(address: str) -> User | None:
    """The open account with this address whose holder once chose a password."""
    user = User.objects.filter(email__iexact=address.strip(), is_active=True).first()
    return user if user and user.has_usable_password() else None


def is_taken(address: str, *, besides: int | None = None) -> bool:
    """Whether an account has this address, closed ones included."""
    return User.objects.filter(~Q(pk=besides), email__iexact=address.strip()).exists()


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


def opened_by(user_id: int) -> list[str]:
    """What somebody opened, the last first."""
    rows = Opened.objects.filter(user=user_id).order_by("-at", "-pk")[:KEPT]
    return list(rows.values_list("subject", flat=True))


def outside_account(outsider: Outsider) -> OutsideAccount | None:
    """What this account from elsewhere opens here."""
    rows = OutsideAccount.objects.filter(issuer=outsider.issuer, subject=outsider.subject)
    return rows.select_related("user").first()


def viewings_of(user: User) -> QuerySet[Viewing]:
    """Who saw the house as this account, and why; the last one first."""
    return Viewing.objects.filter(seen=user).select_related("viewer")


def viewing_at(pk: int, viewer: User) -> Viewing | None:
    """What one started to see, over or not."""
    rows = Viewing.objects.filter(pk=pk, viewer=viewer)
    return rows.select_related("viewer", "seen").first()


def organisations_to_choose() -> QuerySet[Organisation]:
    """As French sorts them: neither accents nor capitals count."""
    return Organisation.objects.order_by("search", "pk")


def persons_to_join(user: User) -> QuerySet[Person]:
    """Cards that no account is joined to yet, of who is or was in a house this account has a key
    of, or of its name or address."""
    houses = user.keys.exclude(organisation=None).values("organisation")
    alike = Q(search__contains=f" {normalise(user.name)} ") | Q(email__iexact=user.email)
    near = Q(pk__in=Function.objects.filter(organisation__in=houses).values("person")) | alike
    rows = Person.objects.filter(near, erased_on=None).filter(Q(user=None) | Q(user=user))
    return rows.order_by("name")


def person_of(name: str, email: str) -> Person | None:
    """The one card of this address and name that no account is joined to; names are compared as
    search does, without accents, apostrophes nor capitals."""
    rows = Person.objects.filter(email__iexact=email, erased_on=None, user=None)
    found = [one for one in rows if normalise(one.name) == normalise(name)]
    return found[0] if len(found) == 1 else None


def accounts_are_kept(day: date) -> bool:
    """Whether an open account holds a key of the administration that day, or none was opened."""
    keys = keys_that_open(day).filter(role__in=KEEPERS, user__is_active=True)
    return keys.exists() or not User.objects.exists()


def last_administrator(day: date) -> int | None:
    """The only account that holds a key of the administration that day, if it is alone."""
    keys = keys_that_open(day).filter(role__in=KEEPERS, user__is_active=True)
    holders = list(keys.values_list("user_id", flat=True).distinct()[:2])
    return holders[0] if len(holders) == 1 else None


def accounts_of_both(one: int, other: int) -> list[tuple[int, str]]:
    """The accounts of two persons when each has one: « Inès Caron, ines@exemple.fr, ouvert »."""
    rows = list(User.objects.filter(person__in=[one, other]).order_by("pk"))
    if len(rows) < 2:
        return []
    return [(user.pk, _told(user)) for user in rows]


def _told(user: User) -> str:
    last = user.last_login
    seen = say("vu le {day}", day=Dated(timezone.localdate(last))) if last else ""
    state = say("ouvert") if user.is_active else say("fermé")
    return ", ".join(filter(None, (user.name, user.email, state, seen)))


def accounts_of(accounts: list[int]) -> QuerySet[User]:
    """These accounts, with all the keys they ever held."""
    return User.objects.filter(pk__in=accounts).prefetch_related("keys")


def with_factor(rows: QuerySet[Any], account: str) -> QuerySet[Any]:
    """These rows, with `guarded`: whether the account in that column has a second step."""
    held = Factor.objects.filter(user_id=OuterRef(account))
    told: QuerySet[Any] = rows.annotate(guarded=Exists(held))
    return told


def is_guarded(user: User) -> bool:
    """Whether a second step guards this account."""
    if user.has_factor is None:
        user.has_factor = user.factors.exists()
    return user.has_factor


def codes_left(user: User) -> int:
    """How many recovery codes have not served."""
    return RecoveryCode.objects.filter(user=user, used_at=None).count()


def passkeys_of(user: User) -> list[str]:
    """What its passkeys are known by."""
    held = Factor.objects.filter(user=user, credential_id__isnull=False)
    return [str(one) for one in held.values_list("credential_id", flat=True)]


def needs_second_step(user: User, day: date) -> bool:
    """Whether the keys held that day ask for one. A demonstration, whose passwords are on its door,
    asks nobody."""
    return settings.SECOND_STEP_ASKED and demanded(actor_of(user, day))
