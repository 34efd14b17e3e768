"""Seeing the house as another account: the one place that makes it so, and keeps it to looking.

While it lasts, the request is that of the account seen: its user, its actor, its rights. Nothing
but « Revenir à moi » and signing out may be sent, and what is the person’s alone stays closed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import rotate_token
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from phares.common.web.errors import Words, error_page, refused
from phares.kernel.actor import Named
from phares.kernel.refusal import Reason, Refused
from phares.people.accounts.actions import end_viewing
from phares.people.accounts.backend import KeyringBackend
from phares.people.accounts.models import User, Viewing
from phares.people.accounts.queries import actor_of, viewing_at
from phares.people.accounts.rules.viewing import ONLY_LOOK, why_over

SEES_AS = "voir_comme"
"""Where the session keeps the key of the viewing."""
LOOKING = frozenset({"GET", "HEAD", "OPTIONS"})
WAYS_OUT = frozenset({"accounts:leave_viewing", "accounts:sign_out"})
OWN = Words(
    gettext_noop("Cette page est à la personne seule"),
    gettext_noop("Son compte et ses données personnelles ne se voient pas à sa place."),
    gettext_noop("Revenez à vous, en haut de la page, ou continuez ailleurs."),
)


@dataclass(frozen=True, slots=True)
class Sight:
    """What the bar at the top says."""

    row: Viewing
    name: str
    until: datetime
    leave_url: str


class ViewingMiddleware:
    """Puts the account seen in the place of the one that looks, for this request."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.respond = respond

    def __call__(self, request: Any) -> HttpResponseBase:
        request.viewing, request.viewing_over = None, None
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            _look(request)
        return self.respond(request)

    def process_view(
        self, request: Any, view: Any, _args: object, _named: object
    ) -> HttpResponse | None:
        """Only looks are let through; a form sent when the time is over does not act either."""
        over = request.viewing_over
        if over is not None:
            rotate_token(request)
        if request.viewing is None and over is None:
            return None
        if request.method not in LOOKING:
            going = request.resolver_match.view_name in WAYS_OUT
            return None if going else refused(request, Refused(over or ONLY_LOOK))
        return error_page(request, 403, words=OWN) if request.viewing and _own(view) else None


def _own(view: Any) -> bool:
    """The pages of one’s account, and those that say so."""
    return getattr(view, "ones_own", False) or view.__module__.startswith("phares.people.accounts.")


def _look(request: Any) -> None:
    """Who is signed in, and as whom they see the house, if they do."""
    pk = request.session.get(SEES_AS)
    if pk is None or not isinstance(viewer := request.user, User):
        return
    row, now = viewing_at(pk, viewer), timezone.now()
    if row is None:
        del request.session[SEES_AS]
        return
    day = timezone.localdate(now)
    account = KeyringBackend().get_user(row.seen_id)
    seen = actor_of(account or User(is_active=False), day)
    over = why_over(
        actor_of(viewer, day), seen, ended=row.ended_at is not None, until=row.until, now=now
    )
    if over is not None:
        _stop(request, row, over, now)
        return
    request.user = account
    request.actor = seen.seen_by(Named(row.viewer_id, row.viewer.name))
    leave_url = reverse("accounts:leave_viewing")
    request.viewing = Sight(row, row.seen.name, row.until, leave_url)


def _stop(request: Any, row: Viewing, over: Reason, now: datetime) -> None:
    """Oneself again, with a sentence."""
    del request.session[SEES_AS]
    end_viewing(row, now=now)
    said = _("Vous ne voyez plus le pôle comme %(name)s. %(why)s")
    sentence = said % {"name": row.seen.name, "why": over.sentence}
    messages.warning(request, sentence)
    request.viewing_over = Reason(over.code, sentence)
