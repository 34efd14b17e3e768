"""A lost password, a new address: proved by who reads the letters."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from phares.common.audit.actions import record
from phares.common.notices.actions import carry_preferences, write_notice
from phares.common.notices.rules.kinds import ADDRESS_CHANGED, ADDRESS_WANTED
from phares.kernel.actor import VISITOR, Actor
from phares.kernel.refusal import Refused, insist
from phares.people.accounts.actions.keeping import (
    UNKNOWN_ADDRESS,
    claiming,
    end_all,
    locked,
    part_outsiders,
    set_password,
    tell_replaced,
)
from phares.people.accounts.actions.links import lifetime, make_link, use_link, withdraw_links
from phares.people.accounts.actions.trying import forget_guessing
from phares.people.accounts.models import User
from phares.people.accounts.queries import (
    account_at,
    actor_of,
    is_taken,
    reader_of,
    whom_to_ask,
)
from phares.people.accounts.rules import keys, links
from phares.people.accounts.rules.links import Purpose


class _Undone(Exception):
    """Ends a savepoint whose work was only for the time it takes."""


@transaction.atomic
def ask_password_reset(address: str, *, now: datetime) -> None:
    """A link to whoever has an account; for anybody else the same work is done, and undone.

    Nobody can tell one from the other by the answer or by the time it takes.
    """
    user = account_at(address)
    try:
        with transaction.atomic():
            _write_reset(locked(user) if user else _stand_in(address), now)
            if user is None:
                raise _Undone
    except _Undone:
        pass
    record("account.reset_asked", user or UNKNOWN_ADDRESS, by=VISITOR)


@transaction.atomic
def hand_reset_link(user: User, *, by: Actor, now: datetime) -> str:
    """The path of a link to a new password, for who keeps the machine to hand over; a letter goes
    with it where mail is set."""
    insist(keys.why_not_keep(by))
    user = locked(user)
    insist(None if user.is_active else keys.CLOSED)
    record("account.reset_handed", user, by=by)
    return _write_reset(user, now, by=by)


@transaction.atomic
def reset_password(token: str, *, password: str, now: datetime) -> User:
    """A new password by whoever reads the address; every open session ends, and she is told."""
    user, _link = use_link(token, Purpose.PASSWORD, now=now)
    set_password(user, password)
    withdraw_links(user, Purpose.ADDRESS, now=now)
    tell_replaced(user)
    by = actor_of(user, timezone.localdate(now))
    record("account.password_reset", user, by=by)
    part_outsiders(user, by)
    forget_guessing(user.email)
    return user


@transaction.atomic
def ask_address_change(user: User, *, address: str, current: str, by: Actor, now: datetime) -> None:
    """A link to the new address. Where another account has it, the link goes to nobody, its
    owner is told, and the answer is the same: nobody learns here who has an account."""
    if user.pk != by.user_id:
        raise Refused(keys.NOT_A_KEEPER)
    user, address = locked(user), address.strip().lower()
    insist(None if user.check_password(current) else keys.WRONG_PASSWORD)
    insist(links.SAME_ADDRESS if address == user.email else None)
    hold = lifetime(Purpose.ADDRESS, now)
    owner = User.objects.filter(email__iexact=address).first()
    make_link(
        user,
        Purpose.ADDRESS,
        address=address,
        said=None if owner else {"hours": hold // timedelta(hours=1)},
        by=by,
        now=now,
        expires_at=now + hold,
    )
    if owner is not None and owner.is_active:
        key = f"account.address_wanted:{owner.pk}:{timezone.localdate(now)}"
        to = reader_of(owner, owner.email)
        write_notice(ADDRESS_WANTED, key=key, to=to, said={"whom": whom_to_ask()}, now=now)
    record("account.address_asked", user, by=by, email=address)


@transaction.atomic
def drop_address_change(user: User, *, by: Actor, now: datetime) -> None:
    """The link to the new address opens nothing any more; the address stays as it is."""
    if user.pk != by.user_id:
        raise Refused(keys.NOT_A_KEEPER)
    user = locked(user)
    insist(None if withdraw_links(user, Purpose.ADDRESS, now=now) else links.NO_CHANGE)
    record("account.address_dropped", user, by=by)


@transaction.atomic
def confirm_address(token: str, *, now: datetime) -> User:
    """One signs in with the new address from here on; every open session ends; the old one is
    told."""
    user, link = use_link(token, Purpose.ADDRESS, now=now)
    insist(links.TAKEN if is_taken(link.address, besides=user.pk) else None)
    old, user.email = user.email, link.address
    with claiming(links.TAKEN):
        user.save(update_fields=["email"])
    carry_preferences(old, user.email)
    withdraw_links(user, Purpose.PASSWORD, now=now)
    end_all(user)
    write_notice(
        ADDRESS_CHANGED,
        key=f"account.address_changed:{link.digest}",
        to=reader_of(user, old),
        said={"whom": whom_to_ask()},
        now=now,
    )
    by = actor_of(user, timezone.localdate(now))
    record("account.address_changed", user, by=by, before=old, after=user.email)
    return user


def _write_reset(user: User, now: datetime, *, by: Actor = VISITOR) -> str:
    hold = lifetime(Purpose.PASSWORD, now)
    return make_link(
        user,
        Purpose.PASSWORD,
        address=user.email,
        said={"minutes": hold // timedelta(minutes=1)},
        by=by,
        now=now,
        expires_at=now + hold,
    )


def _stand_in(address: str) -> User:
    """Nobody, for whom the same rows are written and taken back; looked for under a lock too."""
    list(User.objects.select_for_update().filter(pk=0))
    return User(pk=0, email=address.strip().lower()[:254], name="")
