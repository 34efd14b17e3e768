"""Who shows a token, and as whom it acts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from phares.kernel.actor import Actor
from phares.people.accounts.models import ApiToken, Key, User
from phares.people.accounts.queries import actor_of, digest_of, needs_second_step, with_factor
from phares.people.accounts.queries.leaving import keys_with_departures
from phares.people.accounts.rules.tokens import PREFIX


def tokens_of(user: User) -> QuerySet[ApiToken]:
    """All of one account, the last made first."""
    return ApiToken.objects.filter(user=user).select_related("organisation")


def standing_tokens(user: User, now: datetime) -> QuerySet[ApiToken]:
    return tokens_of(user).filter(revoked_at=None, expires_at__gt=now)


def bearer_of(secret: str, now: datetime) -> tuple[ApiToken, Actor] | None:
    """The token that opens, and whoever it acts as; None for any other text: two queries.

    It acts with the keys of that day: with none left, with the account closed, or while a second
    step is due, it opens nothing. Follows the real calendar, like keys.
    """
    if not secret.startswith(PREFIX):
        return None
    rows = ApiToken.objects.filter(digest=digest_of(secret), user__is_active=True)
    token = rows.filter(revoked_at=None, expires_at__gt=now).first()
    return None if token is None else _acting(token, now)


def _acting(token: ApiToken, now: datetime) -> tuple[ApiToken, Actor] | None:
    keys = Key.objects.filter(user_id=token.user_id).select_related("user", "organisation")
    keyring: list[Any] = list(with_factor(keys_with_departures(keys), "user_id"))
    if not keyring:
        return None
    token.user = user = keyring[0].user
    user.keyring, user.has_factor = keyring, keyring[0].guarded
    day = timezone.localdate(now)
    actor = actor_of(user, day)
    if token.organisation_id is not None:
        house = actor.house(token.organisation_id)
        if house is None:
            return None
        actor = actor.speaking_for(house)
    due = user.factor_due_on is not None and user.factor_due_on <= day
    late = due and not user.has_factor and needs_second_step(user, day)
    return None if late or not actor.keys else (token, actor)


def within(limit: int, minute: datetime) -> Q:
    """Tokens that may still ask something in that minute."""
    return Q(minute=None) | ~Q(minute=minute) | Q(asked__lt=limit)
