"""The component page, the theme switch, the offline page and its service worker."""

from __future__ import annotations

from hashlib import sha256

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_POST

from phares.common.web import samples
from phares.common.web.audience import public
from phares.common.web.errors import ERRORS, error_page
from phares.common.web.pages import wanted_page
from phares.common.web.tables import table_response
from phares.common.web.theme import COOKIE, THEMES

A_YEAR = 365 * 24 * 3600
KEPT = (
    "web/css/phares.css",
    "web/fonts/atkinson-next.woff2",
    "web/fonts/bricolage.woff2",
    "web/icons/phares.svg",
)


@public
def interface(request: HttpRequest) -> HttpResponseBase:
    """Every component, by day and by night; it shows nothing of anyone."""
    return table_response(
        request, samples.TABLE, samples.ROWS, "web/interface.html", samples.context(ERRORS)
    )


@public
def error(request: HttpRequest, status: int) -> HttpResponse:
    """An error page to look at."""
    if status not in ERRORS:
        raise Http404
    return error_page(request, status)


@public
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keeps the chosen colours in a cookie, then comes back."""
    response, chosen = redirect(wanted_page(request)), request.POST.get("theme", "")
    if chosen in THEMES:
        response.set_cookie(COOKIE, chosen, max_age=A_YEAR, httponly=True, samesite="Lax")
    return response


@public
def offline(request: HttpRequest) -> HttpResponse:
    """What the browser shows when the network is lost."""
    return render(request, "web/offline.html")


@public
def service_worker(request: HttpRequest) -> HttpResponse:
    """Its name changes with the files it keeps, so that a new version replaces the old."""
    kept = [static(path) for path in KEPT]
    version = sha256("".join(kept).encode()).hexdigest()[:12]
    context = {"kept": kept, "version": version, "lost": reverse("web:offline")}
    response = render(request, "web/sw.js", context, content_type="text/javascript")
    response["Cache-Control"] = "no-cache"
    return response
