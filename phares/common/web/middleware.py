"""What every answer carries, and what a refusal that no view caught becomes."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from phares.common.web.errors import not_found, refused, wrong_way
from phares.common.web.language import SPOKEN
from phares.kernel.refusal import Refused
from phares.kernel.spaces import spaced
from phares.kernel.tongue import FRENCH

PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in "accelerometer camera display-capture geolocation microphone payment usb".split()
)

LARGEST_KEY = 2**63 - 1

type Respond = Callable[[HttpRequest], HttpResponseBase]


class HeadersMiddleware:
    """Adds the protections that Django does not: no sensors, no embedding, no shared cache.

    What was made for somebody stays on no disk: who goes back after signing out sees nothing.
    """

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.respond(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        kept = "no-store" if settings.SESSION_COOKIE_NAME in request.COOKIES else "no-cache"
        response.headers.setdefault("Cache-Control", f"private, {kept}")
        return response


class SpacesMiddleware:
    """French spaces on every page in French, once for all: see `spaces`."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.respond(request)
        french = response.headers.get(SPOKEN, FRENCH) == FRENCH
        if french and isinstance(response, HttpResponse) and _is_page(response):
            response.content = spaced(response.content.decode()).encode()
            if "Content-Length" in response.headers:  # a no-break space is longer than a plain one
                response.headers["Content-Length"] = str(len(response.content))
        return response


def _is_page(response: HttpResponse) -> bool:
    kind = response.headers.get("Content-Type", "")
    return kind.startswith("text/html") and "Content-Disposition" not in response.headers


class RefusalMiddleware:
    """A `Refused` that escapes a view becomes a page with its sentence, status 422.

    A number in the address too large for any table is a page that does not exist. An address that
    only takes a form says so to whoever opens it.
    """

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.respond(request)
        if response.status_code == 405 and not getattr(response, "content", b""):
            return wrong_way(request, response.headers["Allow"])
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Refused):
            return refused(request, error)
        if isinstance(error, OverflowError) and _beyond_any_key(request):
            return not_found(request, error)
        return None


def _beyond_any_key(request: HttpRequest) -> bool:
    match = request.resolver_match
    numbers = match.kwargs.values() if match else ()
    return any(isinstance(number, int) and number > LARGEST_KEY for number in numbers)
