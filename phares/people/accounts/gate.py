"""Who must have a second step and has none: told until when, then led to the page that sets it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django_htmx.http import HttpResponseClientRedirect

from phares.common.web.audience import PUBLIC
from phares.kernel.actor import VISITOR
from phares.people.accounts.actions import ask_second_factor
from phares.people.accounts.models import User
from phares.people.accounts.queries import is_guarded, needs_second_step

type View = Callable[..., HttpResponseBase]


def before_second_step[V: View](view: V) -> V:
    """A page that stays open to whoever must set a second step first."""
    view.before_second_step = True  # type: ignore[attr-defined]
    return view


class SecondStepMiddleware:
    """Past the day told to them, they read the public pages as a visitor and set their second step.

    `request.second_step_due` is that day, for the reminder that the other pages bear; None when
    nothing is asked. Follows the real calendar, like keys.
    """

    def __init__(self, respond: View) -> None:
        self.respond = respond

    def __call__(self, request: Any) -> HttpResponseBase:
        request.second_step_due = None
        return self.respond(request)

    def process_view(
        self, request: Any, view: View, _args: object, _words: object
    ) -> HttpResponse | None:
        if getattr(view, "before_second_step", False):
            due_of(request)
            return None
        if getattr(view, "audience", PUBLIC) == PUBLIC:
            inside = request.actor
            request.actor = SimpleLazyObject(lambda: VISITOR if is_late(request) else inside)
            return None
        request.second_step_due = due_of(request)
        return to_second_step(request) if is_late(request) else None


def due_of(request: HttpRequest) -> date | None:
    """The day from which the password alone opens nothing; written down when it is first asked.

    Whoever looks as somebody else came in with a second step of their own.
    """
    if getattr(request, "viewing", None) is not None:
        return None
    user, today = request.user, timezone.localdate()
    if not isinstance(user, User) or not needs_second_step(user, today) or is_guarded(user):
        return None
    user.factor_due_on = user.factor_due_on or ask_second_factor(user, now=timezone.now())
    return user.factor_due_on


def is_late(request: HttpRequest) -> bool:
    due = due_of(request)
    return due is not None and due <= timezone.localdate()


def to_second_step(request: HttpRequest) -> HttpResponse:
    where = redirect("accounts:second_step")
    return HttpResponseClientRedirect(where.url) if "HX-Request" in request.headers else where
