"""An account from elsewhere, joined to one of ours; it opens what its holder may open already."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from phares.common.audit.actions import record
from phares.common.notices.actions import write_notice
from phares.common.notices.rules.kinds import OUTSIDER_JOINED
from phares.kernel.actor import Actor
from phares.kernel.refusal import Refused, insist
from phares.people.accounts.actions.keeping import day_of, locked
from phares.people.accounts.models import OutsideAccount, User
from phares.people.accounts.queries import account_at, actor_of, outside_account, reader_of
from phares.people.accounts.rules import keys
from phares.people.accounts.rules import openid as rules
from phares.people.accounts.rules.openid import Outsider


@transaction.atomic
def recognise(outsider: Outsider, *, now: datetime) -> User:
    """The account it is joined to; else the one of that address, if the provider checked it.

    Whoever was invited and chose no password yet opens their invitation first.
    """
    if known := outside_account(outsider):
        insist(None if known.user.is_active else rules.UNKNOWN)
        return known.user
    user = account_at(outsider.email) if outsider.verified and outsider.email else None
    if user is None:
        raise Refused(rules.UNKNOWN)
    _join(user, outsider, actor_of(user, day_of(now)), now)
    return user


@transaction.atomic
def join_outsider(
    user: User, outsider: Outsider, *, current: str, by: Actor, now: datetime
) -> None:
    """By the person, signed in, who knows the password; asked twice, it is joined once."""
    _insist_on_own(user.pk, by)
    insist(None if locked(user).check_password(current) else keys.WRONG_PASSWORD)
    _join(user, outsider, by, now)


def _join(user: User, outsider: Outsider, by: Actor, now: datetime) -> None:
    """The person is told: it opens their account from here on."""
    user, known = locked(user), outside_account(outsider)
    has_one = OutsideAccount.objects.filter(user=user, issuer=outsider.issuer).exists()
    owner = None if known is None else known.user_id
    insist(rules.why_not_join(user.pk, owner=owner, has_one=has_one))
    if known is None:
        OutsideAccount.objects.create(
            user=user,
            issuer=outsider.issuer,
            subject=outsider.subject,
            name=outsider.words[:200],
            joined_at=now,
        )
        record("account.outsider_joined", user, by=by, email=outsider.words)
        write_notice(
            OUTSIDER_JOINED,
            key=f"{OUTSIDER_JOINED.code}:{uuid4()}",
            to=reader_of(user, user.email),
            said={"called": outsider.words},
            now=now,
        )


@transaction.atomic
def part_outsider(account: OutsideAccount, *, by: Actor) -> None:
    """It opens nothing here any more."""
    _insist_on_own(account.user_id, by)
    account.delete()
    record("account.outsider_parted", account.user, by=by, email=account.name)


def _insist_on_own(user_id: int, by: Actor) -> None:
    if user_id != by.user_id:
        raise Refused(keys.NOT_A_KEEPER)
