"""From an account to an actor."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from phares.kernel.actor import VISITOR, Actor, Role
from phares.people.accounts.models import Key, User


def keys_in_force(user: User, day: date) -> list[Key]:
    """The keys held that day: a person who left has none from the day of leaving."""
    lasts = Q(ends_on__isnull=True) | Q(ends_on__gt=day)
    return list(user.keys.filter(lasts, starts_on__lte=day))


def actor_of(user: User | AnonymousUser, day: date) -> Actor:
    """Whoever signed in, with the roles of that day."""
    if not isinstance(user, User):
        return VISITOR
    keys = keys_in_force(user, day)
    roles = frozenset(Role(key.role) for key in keys)
    parties = frozenset(key.organisation_id for key in keys if key.organisation_id)
    return Actor(user.pk, user.name, roles, parties)
