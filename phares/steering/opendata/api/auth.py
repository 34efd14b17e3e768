"""Who asks: a token, its scopes, and how often it may."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from phares.common.parameters.queries import value_of
from phares.kernel.actor import Actor, Role
from phares.people.accounts.actions import count_use
from phares.people.accounts.models import ApiToken
from phares.people.accounts.queries.tokens import bearer_of
from phares.people.accounts.rules.tokens import Scope, scopes_in
from phares.steering.opendata.actions import Told
from phares.steering.opendata.rules.problems import NO_SCOPE, Problem, of_status


class Asking(HttpRequest):
    """A request that came with a token; `now` is that of the demonstration, when there is one."""

    actor: Actor
    token: ApiToken
    now: datetime
    came_at: datetime
    """By the real clock."""


class Token(HttpBearer):
    """Authorization: Bearer, and nothing else: neither a cookie nor an address opens anything."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        now = timezone.now()
        found = bearer_of(token, now)
        if found is None:
            return None
        known, actor = found
        limit = value_of("api.rate", timezone.localdate(now))
        if not count_use(known, limit, now):
            raise Told(of_status(429, **{"Retry-After": str(60 - now.second)}))
        request.actor, request.token = actor, known  # type: ignore[attr-defined]
        request.came_at = now  # type: ignore[attr-defined]
        return known


def allow(request: Asking, scope: Scope, *roles: Role) -> None:
    """The token opens it, and its holder may: the same roles as on the pages."""
    if scope not in scopes_in(request.token.scopes):
        raise Told(Problem(403, "scope", NO_SCOPE, {"scope": scope.value}))
    if not request.actor.is_(*roles):
        raise Told(of_status(403))
