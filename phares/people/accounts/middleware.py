from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from phares.people.accounts.queries import actor_of


class ActorMiddleware:
    """Gives every request its actor, read from the session when first asked.

    Keys follow the real calendar: travelling in a demonstration never locks anybody out.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(  # type: ignore[attr-defined]
            lambda: actor_of(request.user, timezone.localdate())
        )
        return self.get_response(request)
