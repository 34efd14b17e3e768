"""Inviting somebody to open their account, again if need be, and taking that back."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from phares.common.audit.actions import record
from phares.kernel.actor import ROLE_LABELS, Actor, Role
from phares.kernel.refusal import insist
from phares.kernel.tongue import LANGUAGES
from phares.kernel.words import listed
from phares.people.accounts.actions.keeping import claiming, give_key, locked, set_password
from phares.people.accounts.actions.links import lifetime, make_link, use_link, withdraw_links
from phares.people.accounts.actions.speaking import UNKNOWN as UNKNOWN_LANGUAGE
from phares.people.accounts.models import User
from phares.people.accounts.queries import (
    actor_of,
    is_taken,
    keys_in_force,
    person_of,
    whom_to_ask,
)
from phares.people.accounts.rules import keys, links
from phares.people.accounts.rules.links import Purpose
from phares.people.directory.models import Organisation
from phares.people.directory.queries import home_pole


@transaction.atomic
def invite(
    *,
    email: str,
    name: str,
    role: Role,
    organisation: Organisation | None = None,
    language: str = "",
    by: Actor,
    now: datetime,
) -> User:
    """An account with its first key and no password yet: whoever reads that address chooses it."""
    insist(keys.why_not_keep(by))
    insist(None if language in ("", *LANGUAGES) else UNKNOWN_LANGUAGE)
    address = email.strip().lower()
    insist(keys.KNOWN_ADDRESS if is_taken(address) else None)
    known = person_of(name.strip(), address)
    user = User(email=address, name=name.strip(), person=known, language=language)
    user.set_unusable_password()
    with claiming():
        user.save()
    give_key(user, role=role, organisation=organisation, by=by, now=now)
    _write(user, by, now)
    record("account.invited", user, by=by, email=user.email)
    return user


@transaction.atomic
def invite_again(user: User, *, by: Actor, now: datetime) -> None:
    """A new link; the one before opens nothing any more."""
    insist(keys.why_not_keep(by))
    user = locked(user)
    insist(None if user.is_active else keys.CLOSED)
    insist(links.NOT_INVITED if user.has_usable_password() else None)
    _write(user, by, now)
    record("account.invited_again", user, by=by, email=user.email)


@transaction.atomic
def withdraw_invitation(user: User, *, by: Actor, now: datetime) -> None:
    """The link opens nothing any more, and the account that nobody opened is closed."""
    insist(keys.why_not_keep(by))
    user = locked(user)
    insist(None if withdraw_links(user, Purpose.INVITATION, now=now) else links.NOT_PENDING)
    user.is_active = False
    user.save(update_fields=["is_active"])
    record("account.invitation_withdrawn", user, by=by)


@transaction.atomic
def accept_invitation(token: str, *, password: str, now: datetime) -> User:
    """The password is chosen by whoever reads that address: the account opens."""
    user, _link = use_link(token, Purpose.INVITATION, now=now)
    set_password(user, password)
    record("account.invitation_accepted", user, by=actor_of(user, timezone.localdate(now)))
    return user


def _keys_of(user: User, day: date) -> list[str]:
    """« Contact d’une structure, Le Quai partagé » for each key that waits."""
    labels = [(ROLE_LABELS[Role(key.role)], key.organisation) for key in keys_in_force(user, day)]
    return [f"{label}, {house}" if house else str(label) for label, house in labels]


def _write(user: User, by: Actor, now: datetime) -> None:
    expires_at = now + lifetime(Purpose.INVITATION, now)
    last = timezone.localtime(expires_at - timedelta(seconds=1)).date()
    pole = home_pole()
    said: dict[str, object] = {"pole": pole.name if pole else "", "by": by.name, "until": last}
    said |= {"whom": whom_to_ask(), "keys": listed(_keys_of(user, timezone.localdate(now)))}
    make_link(
        user,
        Purpose.INVITATION,
        address=user.email,
        said=said,
        by=by,
        now=now,
        expires_at=expires_at,
    )
