"""Each request has a number, in its answer and in every line that is written for it."""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

CURRENT: ContextVar[str] = ContextVar("request", default="")
HEADER = "X-Request-ID"
access = logging.getLogger("phares.access")


class RequestIdMiddleware:
    """The number is ours: what a visitor sends under that name is not believed."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        number, started = secrets.token_hex(6), time.monotonic()
        was = CURRENT.set(number)
        try:
            response = self.respond(request)
            response.headers[HEADER] = number
            _tell(request, response, time.monotonic() - started)
            return response
        finally:
            CURRENT.reset(was)


def _tell(request: HttpRequest, response: HttpResponseBase, seconds: float) -> None:
    """One line a page when settings.toml asks for it; never who, never what was asked for."""
    if not access.isEnabledFor(logging.INFO) or request.path.startswith(settings.STATIC_URL):
        return
    known = {
        "method": request.method,
        "path": request.path,
        "status": response.status_code,
        "ms": round(seconds * 1000),
    }
    access.info("%(method)s %(path)s %(status)s %(ms)s ms", known, extra=known)
