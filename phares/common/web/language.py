"""In which language a page is said: the account's, then the cookie's, then the browser's."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers

from phares.kernel.tongue import FRENCH, LANGUAGES, Interpreter

COOKIE = "langue"
SPOKEN = "Content-Language"


def spoken() -> str:
    """The language in force; French where none is."""
    return (translation.get_language() or FRENCH)[:2]


def _translate(words: str) -> str:
    return words if spoken() == FRENCH or not words else translation.gettext(words)


def _plural(one: str, many: str, number: float) -> str:
    return translation.ngettext(one, many, 1 if abs(number) == 1 else 2)


INTERPRETER = Interpreter(_translate, _plural, spoken, translation.override)


def language_of(request: HttpRequest) -> str:
    """A visitor without a session costs no query."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES and hasattr(request, "user"):
        kept = getattr(request.user, "language", "")
        if kept in LANGUAGES:
            return str(kept)
    chosen = request.COOKIES.get(COOKIE, "")
    return chosen if chosen in LANGUAGES else translation.get_language_from_request(request)[:2]


class LanguageMiddleware:
    """Every answer says in which language it is."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language = language_of(request)
        with translation.override(language):
            response = self.respond(request)
        response.headers.setdefault(SPOKEN, language)
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        return response
