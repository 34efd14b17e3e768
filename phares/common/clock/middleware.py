from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from phares.common.clock.queries import now


class NowMiddleware:
    """Gives every request its moment, read once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.now = now()  # type: ignore[attr-defined]
        return self.get_response(request)
