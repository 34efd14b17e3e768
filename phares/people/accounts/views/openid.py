"""In with an account from elsewhere, where the pole named a provider; joined, and parted."""

from __future__ import annotations

from dataclasses import astuple
from functools import partial
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from phares.common.web.audience import public, signed_in
from phares.common.web.errors import error_page
from phares.common.web.filling import Task, filled, sent
from phares.common.web.pages import can_be_read, done, wanted_page
from phares.common.web.requests import Request
from phares.people.accounts import actions
from phares.people.accounts.forms import OwnPasswordForm
from phares.people.accounts.gateways.openid import from_provider, to_provider
from phares.people.accounts.models import OutsideAccount
from phares.people.accounts.rules.openid import Outsider
from phares.people.accounts.views.accounts import account_of
from phares.people.accounts.views.second_step import come_in
from phares.people.accounts.views.trying import asks_too_often

PLACES = {"wrong-password": ("current",)}
ONWARD, MET = "ailleurs_ensuite", "ailleurs"
"""In the session: where one was going, and whom the provider told, until it is joined."""


@public
@never_cache
@require_safe
def start(request: Request) -> HttpResponse:
    """To the provider, and back to `callback`."""
    _insist_on_provider()
    request.session[ONWARD] = wanted_page(request, resolve_url(settings.LOGIN_REDIRECT_URL))
    return to_provider(request, request.build_absolute_uri(reverse("accounts:openid_callback")))


@public
@never_cache
@require_safe
def callback(request: Request) -> HttpResponse:
    """In, for who is known, by the second step of who has one; who is in already is asked first."""
    _insist_on_provider()
    outsider = from_provider(request)
    if request.actor.signed_in:
        request.session[MET] = astuple(outsider)
        return redirect("accounts:join_outsider")
    onward = request.session.pop(ONWARD, "")
    user = actions.recognise(outsider, now=timezone.now())
    return come_in(request, user, onward if can_be_read(onward) else settings.LOGIN_REDIRECT_URL)


@signed_in
@sensitive_post_parameters("current")
def join(request: Request) -> HttpResponse:
    """One says whether the account the provider told is one’s own: a page never joins by itself."""
    if MET not in request.session:
        return redirect("accounts:mine")
    if request.method == "POST" and asks_too_often(account_of(request), "password"):
        return error_page(request, 429)
    outsider, back = Outsider(*request.session[MET]), resolve_url("accounts:mine")
    lead = _("« %(name)s » ouvrira votre compte du pôle, sans mot de passe.")
    lead %= {"name": outsider.words}
    task = Task(_("Relier ce compte au vôtre"), _("Relier"), _("Mon compte"), back, lead)
    form, act = OwnPasswordForm(sent(request)), partial(_join, request, outsider, back)
    return filled(request, form, task, act, PLACES)


def _join(
    request: Request, outsider: Outsider, back: str, cleaned: dict[str, Any]
) -> tuple[str, str]:
    person = account_of(request)
    actions.join_outsider(person, outsider, **cleaned, by=request.actor, now=timezone.now())
    request.session.pop(MET, None)
    return _("« %(name)s » ouvre désormais votre compte.") % {"name": outsider.words}, back


@signed_in
@require_POST
def part(request: Request, pk: int) -> HttpResponse:
    """One of one’s own; somebody else’s is not found."""
    found = get_object_or_404(OutsideAccount, pk=pk, user=account_of(request))
    actions.part_outsider(found, by=request.actor)
    said = _("« %(name)s » n’ouvre plus votre compte.") % {"name": found.name}
    return done(request, "accounts:mine", said)


def _insist_on_provider() -> None:
    if settings.OPENID is None:
        raise Http404
