"""Links that open one thing once: made with their letter, used under a lock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from secrets import token_urlsafe

from django.urls import reverse

from phares.common.notices.actions import erase_notices, write_notice
from phares.common.notices.rules.kinds import (
    ADDRESS_TO_CONFIRM,
    INVITATION,
    PASSWORD_RESET,
    Kind,
)
from phares.common.notices.rules.readers import Reader
from phares.common.parameters.queries import value_of
from phares.kernel.actor import Actor
from phares.kernel.refusal import Refused, insist
from phares.people.accounts.actions.keeping import day_of, locked
from phares.people.accounts.models import OneTimeLink, User
from phares.people.accounts.queries import digest_of, reader_of
from phares.people.accounts.rules.links import DEAD, Purpose, why_not_use

KINDS: dict[Purpose, Kind] = {
    Purpose.INVITATION: INVITATION,
    Purpose.PASSWORD: PASSWORD_RESET,
    Purpose.ADDRESS: ADDRESS_TO_CONFIRM,
}


def lifetime(purpose: Purpose, now: datetime) -> timedelta:
    """How long a link made now holds: parameters of the pole."""
    day = day_of(now)
    match purpose:
        case Purpose.INVITATION:
            return timedelta(days=value_of("account.invitation", day))
        case Purpose.PASSWORD:
            return timedelta(minutes=value_of("account.reset", day))
    return timedelta(hours=value_of("account.address", day))


def make_link(
    user: User,
    purpose: Purpose,
    *,
    address: str,
    said: Mapping[str, object] | None,
    by: Actor,
    now: datetime,
    expires_at: datetime,
) -> str:
    """A new link and its letter; gives its path. The one before opens nothing any more, and the
    user is locked.

    With nothing to say, no letter is written: the link is one that nobody holds.
    """
    withdraw_links(user, purpose, now=now)
    token = token_urlsafe(32)
    link = OneTimeLink.objects.create(
        user_id=user.pk,
        purpose=purpose.value,
        digest=digest_of(token),
        address=address,
        made_at=now,
        made_by_name=by.name,
        expires_at=expires_at,
    )
    path = reverse("accounts:open_link", args=[token])
    if said is not None:
        _write_letter(link, to=reader_of(user, address), said={"path": path, **said})
    return path


def _write_letter(link: OneTimeLink, *, to: Reader, said: Mapping[str, object]) -> None:
    write_notice(
        KINDS[Purpose(link.purpose)],
        key=_key(link),
        to=to,
        said=said,
        now=link.made_at,
        expires_at=link.expires_at,
    )


def withdraw_links(user: User, *purposes: Purpose, now: datetime) -> int:
    """What was written for these opens nothing any more; what had not left does not leave."""
    codes = [purpose.value for purpose in purposes]
    waiting = OneTimeLink.objects.filter(user_id=user.pk, purpose__in=codes, used_at=None)
    waiting = waiting.filter(withdrawn_at=None)
    erase_notices([_key(link) for link in waiting])
    return waiting.update(withdrawn_at=now)


def use_link(token: str, purpose: Purpose, *, now: datetime) -> tuple[User, OneTimeLink]:
    """The account it opens, locked; used twice at once, the second is refused."""
    found = OneTimeLink.objects.filter(digest=digest_of(token), purpose=purpose.value).first()
    if found is None:
        raise Refused(DEAD)
    user = locked(found.user)
    found.refresh_from_db()
    insist(
        why_not_use(
            expires_at=found.expires_at, over=found.over, account_open=user.is_active, now=now
        )
    )
    found.used_at = now
    found.save(update_fields=["used_at"])
    erase_notices([_key(found)])
    return user, found


def _key(link: OneTimeLink) -> str:
    return f"account.link:{link.digest}"
