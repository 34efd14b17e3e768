"""Seeing the house as another account, and back."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import get_object_or_404, redirect, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from phares.common.web.audience import for_roles, signed_in
from phares.common.web.filling import Task, filled, sent
from phares.common.web.pages import done
from phares.common.web.requests import Request
from phares.kernel.refusal import insist
from phares.people.accounts import actions
from phares.people.accounts.forms import ViewingForm
from phares.people.accounts.models import User
from phares.people.accounts.queries import actor_of
from phares.people.accounts.rules.keys import KEEPERS
from phares.people.accounts.rules.viewing import why_not_view
from phares.people.accounts.viewing import SEES_AS

PLACES = {"no-reason": ("reason",)}


@for_roles(*KEEPERS)
def view_as(request: Request, pk: int) -> HttpResponse:
    """The reason first; then the house as this account sees it."""
    seen = get_object_or_404(User, pk=pk)
    insist(why_not_view(request.actor, actor_of(seen, timezone.localdate())))
    lead = _("Vous verrez ses pages, sans rien changer. Son compte et ses données restent clos.")
    over, back = seen.name, resolve_url("accounts:user", pk)
    task = Task(_("Voir comme cette personne"), _("Voir comme elle"), over, back, lead)
    return filled(request, ViewingForm(sent(request)), task, partial(_view, request, seen), PLACES)


def _view(request: Request, seen: User, cleaned: dict[str, Any]) -> tuple[str, str]:
    viewing = actions.start_viewing(seen, **cleaned, by=request.actor, now=timezone.now())
    request.session[SEES_AS] = viewing.pk
    rotate_token(request)
    return "", resolve_url(settings.LOGIN_REDIRECT_URL)


@signed_in
@require_POST
def leave(request: Request) -> HttpResponse:
    """Oneself again, on the page of the account one saw."""
    if request.viewing is None:
        return redirect(settings.LOGIN_REDIRECT_URL)
    row = request.viewing.row
    actions.end_viewing(row, now=timezone.now())
    request.session.pop(SEES_AS, None)
    rotate_token(request)
    said = _("Vous ne voyez plus le pôle comme %(name)s.") % {"name": row.seen.name}
    return done(request, resolve_url("accounts:user", row.seen_id), said)
