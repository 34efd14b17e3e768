"""Under /api/ : no cookie is read, no body is too long, and every no is told as a problem."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from phares.steering.opendata.api.problems import KIND, told
from phares.steering.opendata.rules.problems import LARGEST_BODY, of_status

ROOT = "/api/"


class NoCookiesMiddleware:
    """What a browser holds opens nothing here: only a token does."""

    def __init__(self, respond: Callable[[Any], HttpResponseBase]) -> None:
        self.respond = respond

    def __call__(self, request: Any) -> HttpResponseBase:
        if not request.path.startswith(ROOT) or request.path == ROOT:
            return self.respond(request)
        request.COOKIES.clear()
        request.META.pop("HTTP_COOKIE", None)
        return self.respond(request)


class ProblemsMiddleware:
    """What is too long is told before it is read; every no in the language of whoever asks."""

    def __init__(self, respond: Callable[[Any], HttpResponseBase]) -> None:
        self.respond = respond

    def __call__(self, request: Any) -> HttpResponseBase:
        if not request.path.startswith(ROOT) or request.path == ROOT:
            return self.respond(request)
        if request.method == "HEAD":  # the server keeps its body back
            request.method = "GET"
        if _length(request) > LARGEST_BODY:
            return told(of_status(413))
        response = self.respond(request)
        response.headers["Cache-Control"] = "private, no-store"
        if response.status_code >= 400 and response.headers.get("Content-Type") != KIND:
            return _problem(response)
        return response


def _length(request: Any) -> int:
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isdecimal() else 0


def _problem(response: HttpResponseBase) -> HttpResponse:
    """The same status, as a program reads it."""
    kept = {
        name: response.headers[name]
        for name in ("Allow", "Retry-After", "Cache-Control")
        if name in response
    }
    answer = told(of_status(response.status_code))
    for name, value in kept.items():
        answer.headers[name] = value
    return answer
