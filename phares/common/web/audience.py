"""Each view says who it is for. One that says nothing fails an architecture test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import resolve
from django_htmx.http import HttpResponseClientRedirect

from phares.common.web.drafts import hold
from phares.common.web.meanwhile import held_record
from phares.common.web.pages import page_before, path_of
from phares.kernel.actor import ROLE_LABELS, Actor, Role

type View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Audience:
    """Who a page welcomes: everyone, whoever signed in, or the holders of one of these roles."""

    kind: str
    roles: frozenset[Role] = frozenset()

    def welcomes(self, actor: Actor) -> bool:
        match self.kind:
            case "public":
                return True
            case "signed_in":
                return actor.signed_in
        return actor.signed_in and actor.is_(*self.roles)

    def __str__(self) -> str:
        match self.kind:
            case "public":
                return "tout le monde"
            case "signed_in":
                return "toute personne connectée"
            case "bearer":
                return "tout programme qui a un jeton"
        return ", ".join(str(ROLE_LABELS[role]) for role in Role if role in self.roles)


PUBLIC = Audience("public")
SIGNED_IN = Audience("signed_in")
BEARER = Audience("bearer")
"""A program with a token: nobody whom a session brought in."""


def public[V: View](view: V) -> V:
    """Shown to everyone."""
    view.audience = PUBLIC  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """Shown to whoever signed in."""
    return _guarded(view, SIGNED_IN)


def for_roles(*roles: Role) -> Callable[[View], View]:
    """Shown to the holders of one of these roles, and to nobody else."""
    if not roles:
        raise ValueError("for_roles needs at least one role")
    return lambda view: _guarded(view, Audience("roles", frozenset(roles)))


def ones_own(view: View) -> View:
    """For the person alone: nobody else sees it in their place."""
    view.ones_own = True  # type: ignore[attr-defined]
    return view


def opens(url: str, actor: Actor) -> bool:
    """Whether the page at this address of ours welcomes this person: its view says so."""
    view = resolve(urlsplit(url).path).func
    return bool(view.audience.welcomes(actor))  # type: ignore[attr-defined]


def hide_unless(allowed: bool) -> None:
    """404, not 403, where the existence of the thing is itself a secret."""
    if not allowed:
        raise Http404


def _guarded(view: View, audience: Audience) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        actor: Actor = request.actor  # type: ignore[attr-defined]
        if not actor.signed_in:
            return _to_sign_in(request)
        if not audience.welcomes(actor):
            raise PermissionDenied
        with held_record(request):
            return view(request, *args, **kwargs)

    guarded.audience = audience  # type: ignore[attr-defined]
    return guarded


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page and back, to a page that can be read.

    That is the form itself, with what was typed in it, when this can be kept; the page it was sent
    from otherwise. htmx is told to move the whole window.
    """
    door = resolve_url(settings.LOGIN_URL)
    if hold(request):
        return _moved(request, redirect_to_login(request.get_full_path(), door).url)
    if "HX-Request" in request.headers:
        here = path_of(request.headers.get("HX-Current-URL", ""))
        return _moved(request, redirect_to_login(here, door).url)
    if request.method in ("GET", "HEAD"):
        return redirect_to_login(request.get_full_path(), door)
    return redirect_to_login(page_before(request, resolve_url(settings.LOGIN_REDIRECT_URL)), door)


def _moved(request: HttpRequest, to: str) -> HttpResponse:
    if "HX-Request" in request.headers:
        return HttpResponseClientRedirect(to)
    return HttpResponseRedirect(to)
