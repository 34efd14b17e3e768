"""Who acts in the tests of this floor."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from phares.kernel.actor import VISITOR, Actor, Role

type Respond = Callable[[HttpRequest], HttpResponseBase]


def actor_of_header(respond: Respond) -> Respond:
    """Who acts, as the test says: « X-Actor: accountant », or « someone » without a role."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        said = request.headers.get("X-Actor")
        keys = set() if said in (None, "someone") else {(Role(said), None)}
        request.actor = Actor(1, "Ada Morel", frozenset(keys)) if said else VISITOR  # type: ignore[attr-defined]
        return respond(request)

    return middleware
