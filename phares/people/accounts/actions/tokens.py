"""Tokens: made, shown once, counted, taken back. They follow the real calendar, like keys."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from secrets import token_urlsafe

from django.db import transaction
from django.db.models import Case, F, Value, When

from phares.common.audit.actions import record
from phares.common.parameters.queries import value_of
from phares.kernel.actor import THE_POLE, Actor
from phares.kernel.refusal import Reason, Refused, insist
from phares.people.accounts.actions.keeping import day_of, locked
from phares.people.accounts.models import ApiToken, User
from phares.people.accounts.queries import actor_of, digest_of
from phares.people.accounts.queries.tokens import standing_tokens, within
from phares.people.accounts.rules import tokens as rules
from phares.people.accounts.rules.tokens import Scope
from phares.people.directory.models import Organisation


@transaction.atomic
def make_token(
    user: User,
    *,
    name: str,
    scopes: Collection[Scope],
    organisation: Organisation | None = None,
    by: Actor,
    now: datetime,
) -> tuple[ApiToken, str]:
    """A token of one's own, and its text, which nobody can read again.

    `organisation`: it acts with the keys of that one only. It holds for a number of days that the
    pole sets, and as long as the account and its keys.
    """
    insist(None if by is THE_POLE or by.user_id == user.pk else rules.NOT_YOURS)
    user = locked(user)
    insist(None if user.is_active else rules.CLOSED)
    insist(_why_not(user, name, scopes, organisation, now))
    secret = rules.PREFIX + token_urlsafe(32)
    token = ApiToken.objects.create(
        user=user,
        organisation=organisation,
        name=name.strip(),
        digest=digest_of(secret),
        ending=secret[-rules.SHOWN :],
        scopes=rules.written(scopes),
        made_at=now,
        expires_at=now + timedelta(days=value_of("api.token", day_of(now))),
    )
    record("account.token_made", user, by=by, name=token.name, scopes=token.scopes)
    return token, secret


def _why_not(
    user: User,
    name: str,
    scopes: Collection[Scope],
    organisation: Organisation | None,
    now: datetime,
) -> Reason | None:
    return rules.why_not_make(
        actor_of(user, day_of(now)),
        name=name,
        scopes=scopes,
        organisation=None if organisation is None else organisation.pk,
        standing=standing_tokens(user, now).count(),
    )


@transaction.atomic
def revoke_token(token: ApiToken, *, by: Actor, now: datetime) -> None:
    """It opens nothing any more, at once."""
    insist(None if by.user_id == token.user_id else rules.NOT_YOURS)
    token = ApiToken.objects.select_for_update(of=("self",)).get(pk=token.pk)
    if token.revoked_at is not None:
        raise Refused(rules.REVOKED)
    token.revoked_at = now
    token.save(update_fields=["revoked_at"])
    record("account.token_revoked", token.user, by=by, name=token.name)


def count_use(token: ApiToken, limit: int, now: datetime) -> bool:
    """Counted within its minute, in one writing; False once it asked as often as it may."""
    minute = now.replace(second=0, microsecond=0)
    asked = Case(When(minute=minute, then=F("asked") + 1), default=Value(1))
    rows = ApiToken.objects.filter(within(limit, minute), pk=token.pk)
    return bool(rows.update(asked=asked, minute=minute, last_used_at=now))
