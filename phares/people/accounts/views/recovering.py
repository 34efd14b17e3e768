"""What a link from a letter opens; a lost password; another address.

The link leaves the address bar at once, for the session: no log and no history keeps it.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from django.conf import settings
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from phares.common.web.audience import ones_own, public, signed_in
from phares.common.web.errors import error_page
from phares.common.web.filling import Task, accepted, filled, sent, status_of
from phares.common.web.pages import done, page
from phares.common.web.requests import Request, place_of
from phares.people.accounts import actions
from phares.people.accounts.forms import AddressForm, ChosenPasswordForm, LostPasswordForm
from phares.people.accounts.models import OneTimeLink, User
from phares.people.accounts.queries import link_of
from phares.people.accounts.rules.links import Purpose
from phares.people.accounts.views.accounts import account_of
from phares.people.accounts.views.entering import stay_in
from phares.people.accounts.views.second_step import come_in
from phares.people.accounts.views.trying import asks_too_often, count, waits

HELD = "lien"
PLACES = {"weak-password": ("new",)}
ADDRESS_PLACES = {"wrong-password": ("current",), "same-address": ("address",)}


@public
@never_cache
@require_safe
def open_link(request: Request, token: str) -> HttpResponse:
    """From a letter: the link goes into the session, then to the page that uses it."""
    if link_of(token, timezone.now()) is None:
        return page(request, "accounts/dead_link.html", status=404)
    request.session[HELD] = token
    return redirect("accounts:use_link")


@public
@never_cache
@sensitive_post_parameters("new", "again")
def use_link(request: Request) -> HttpResponse:
    """One chooses a password, or confirms an address; a look uses nothing."""
    token = request.session.get(HELD, "")
    link = link_of(token, timezone.now())
    if link is None:
        return page(request, "accounts/dead_link.html", status=404)
    form, who = _form_of(link, request), request.user.pk
    sending = request.method == "POST" and form.is_valid()
    if sending and (user := accepted(form, partial(_use, link, token, form), PLACES)):
        return _came_in(request, user, link, mine=user.pk == who)
    context = {"form": form, "link": link}
    return page(request, "accounts/use_link.html", context, status=status_of(form))


def _form_of(link: OneTimeLink, request: Request) -> Form:
    kind = Form if link.purpose == Purpose.ADDRESS else ChosenPasswordForm
    return kind(sent(request))


def _use(link: OneTimeLink, token: str, form: Form) -> User:
    now = timezone.now()
    match Purpose(link.purpose):
        case Purpose.ADDRESS:
            return actions.confirm_address(token, now=now)
        case Purpose.PASSWORD:
            return actions.reset_password(token, password=form.cleaned_data["new"], now=now)
    return actions.accept_invitation(token, password=form.cleaned_data["new"], now=now)


def _came_in(request: Request, user: User, link: OneTimeLink, *, mine: bool) -> HttpResponse:
    """In with the new password and its second step; with a new address one signs in as usual, or
    stays where one is."""
    request.session.pop(HELD, None)
    if link.purpose == Purpose.ADDRESS:
        if mine:
            stay_in(request, user)
        return done(
            request,
            "accounts:mine",
            _("Votre nouvelle adresse est confirmée. Vos autres sessions sont fermées."),
        )
    said = _("Votre mot de passe est choisi, et votre compte est ouvert.")
    return come_in(request, user, settings.LOGIN_REDIRECT_URL, said)


@public
@never_cache
def lost_password(request: Request) -> HttpResponse:
    """The same answer, whoever asks for whatever address."""
    form = LostPasswordForm(sent(request))
    if not form.is_valid():
        return page(request, "accounts/lost.html", {"form": form}, status=status_of(form))
    address, place = form.cleaned_data["email"], place_of(request)
    asked = f"lost {address}"
    if waits(asked, place):
        return error_page(request, 429)
    count(asked, place)
    actions.ask_password_reset(address, now=timezone.now())
    return page(request, "accounts/lost.html", {"asked": address})


@signed_in
@sensitive_post_parameters("current")
def address(request: Request) -> HttpResponse:
    """Another address to sign in with, once it is confirmed from there."""
    if request.method == "POST" and asks_too_often(account_of(request), "address"):
        return error_page(request, 429)
    lead = _("Un courrier part à la nouvelle adresse ; l’ancienne reste la bonne jusque-là.")
    back = resolve_url("accounts:mine")
    task = Task(_("Changer d’adresse"), _("Demander le changement"), _("Mon compte"), back, lead)
    form = AddressForm(sent(request))
    return filled(request, form, task, partial(_ask_address, request), ADDRESS_PLACES)


def _ask_address(request: Request, cleaned: dict[str, Any]) -> tuple[str, str]:
    person = account_of(request)
    actions.ask_address_change(person, **cleaned, by=request.actor, now=timezone.now())
    said = _("Ouvrez le courrier envoyé à %(address)s pour confirmer.")
    return said % {"address": cleaned["address"]}, resolve_url("accounts:mine")


@ones_own
@signed_in
@require_POST
def drop_address(request: Request) -> HttpResponse:
    """The address that waits is given up."""
    actions.drop_address_change(account_of(request), by=request.actor, now=timezone.now())
    return done(request, "accounts:mine", _("Votre adresse reste la même."))
