"""One template per page; htmx asks for one of its parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from inspect import getclosurevars, isfunction
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import Resolver404, resolve
from django.utils.cache import patch_vary_headers
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django_htmx.http import HttpResponseClientRedirect

from phares.common.removals.actions import last_taken
from phares.common.removals.rules.coming_back import may_put_back


def wants_part(request: HttpRequest) -> bool:
    """Whether htmx asked for a part; going back in history asks for the whole page again."""
    headers = request.headers
    return "HX-Request" in headers and "HX-History-Restore-Request" not in headers


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    part: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole page, or only its `{% partialdef part %}` when htmx asked."""
    if part and wants_part(request):
        template = f"{template}#{part}"
    response = render(request, template, dict(context or {}), status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def done(request: HttpRequest, to: str, said: str = "", **params: object) -> HttpResponse:
    """After an act: says the result, then moves to a page (a URL name or a path)."""
    if said:
        messages.success(request, _with_way_back(request, said))
    target = resolve_url(to, **params)
    if "HX-Request" not in request.headers:
        return redirect(target)
    moved = HttpResponseClientRedirect(target)
    if _only_scrolls(request, target):
        moved.headers["HX-Refresh"] = "true"
    return moved


def _with_way_back(request: HttpRequest, said: str) -> str:
    """Beside what is said of a withdrawal, the way to put it back, for who may."""
    actor = getattr(request, "actor", None)
    if actor is None or (taken := last_taken(actor)) is None or not may_put_back(actor):
        return said
    link = '{} <a href="{}">{}</a>'
    return format_html(link, said, resolve_url("audit:put_back", taken), gettext("Remettre"))


def _only_scrolls(request: HttpRequest, target: str) -> bool:
    """Whether a browser would take this for another place on the page it shows."""
    here, there = _parts(request.headers.get("HX-Current-URL", "")), urlsplit(target)
    return bool(there.fragment) and (here.path, here.query) == (there.path, there.query)


def wanted_page(request: HttpRequest, otherwise: str = "/") -> str:
    """The address `next` asks for, when it is a path of ours; a word or another site is not."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if _is_ours(request, wanted) and wanted.startswith("/") else otherwise


def page_before(request: HttpRequest, otherwise: str) -> str:
    """The page of ours that a form was sent from; another when the browser does not say."""
    before = request.headers.get("Referer", "")
    return path_of(before) if before and _is_ours(request, before) else otherwise


def path_of(address: str) -> str:
    """`/habitants/?q=quai`, without the machine."""
    parts = _parts(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path or "/"


def _parts(address: str) -> SplitResult:
    """What a browser says of where it is; what is no address is nowhere."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def can_be_read(address: str) -> bool:
    """Whether the address leads to a page, not to what only takes a form."""
    try:
        view = resolve(urlsplit(address).path).func
    except Resolver404:
        return False
    return "GET" in methods_of(view)


def methods_of(view: Callable[..., Any]) -> Sequence[str]:
    """What `require_POST` and its like let through, as they keep it; everything without them."""
    layer: Any = view
    while isfunction(layer):
        if allowed := getclosurevars(layer).nonlocals.get("request_method_list"):
            return list(allowed)
        layer = getattr(layer, "__wrapped__", None)
    return ["GET", "POST"]


def _is_ours(request: HttpRequest, address: str) -> bool:
    return url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure())
