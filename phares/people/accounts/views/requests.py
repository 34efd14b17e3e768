"""A key asked for a colleague, and the answer of the administration."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from phares.common.web.audience import for_roles
from phares.common.web.filling import Task, filled, pressed, sent
from phares.common.web.requests import Request
from phares.common.web.tables import table_response
from phares.kernel.actor import Role
from phares.kernel.refusal import Refused
from phares.people.accounts import actions
from phares.people.accounts.forms import KeyRefusalForm, KeyRequestForm
from phares.people.accounts.models import KeyRequest
from phares.people.accounts.queries.requests import key_requests as requests_asked
from phares.people.accounts.rules.keys import KEEPERS
from phares.people.accounts.rules.requests import NOT_YOUR_HOUSE, may_ask_for
from phares.people.accounts.tables import KEY_REQUESTS
from phares.people.accounts.views.accounts import account_of
from phares.people.directory.models import Organisation

PLACES = {
    "not-of-a-house": ("role",),
    "has-it": ("role",),
    "no-words": ("words",),
    "already-asked": ("email",),
    "no-reason": ("answer",),
}


@for_roles(Role.MEMBER_CONTACT, Role.ADMINISTRATOR)
def ask(request: Request, pk: int) -> HttpResponse:
    """By the contact of that structure, and of no other; who sees the house as her reads it."""
    house = get_object_or_404(Organisation, pk=pk)
    if not may_ask_for(request.actor, pk):
        raise Refused(NOT_YOUR_HOUSE)
    back = f"{resolve_url('portal:mine')}#structure-{pk}"
    lead = _("L’administration du pôle répond par courrier. D’ici là, cette personne n’ouvre rien.")
    task = Task(_("Demander une clé"), _("Demander"), house.name, back, lead)
    act = partial(_ask, request, house, back)
    return filled(request, KeyRequestForm(sent(request)), task, act, PLACES)


def _ask(
    request: Request, house: Organisation, back: str, cleaned: dict[str, Any]
) -> tuple[str, str]:
    cleaned = cleaned | {"role": Role(cleaned["role"]), "organisation": house}
    user = account_of(request)
    asked = actions.ask_key(user, **cleaned, by=request.actor, now=timezone.now())
    said = _("La clé de %(name)s est demandée : l’administration du pôle va répondre.")
    return said % {"name": asked.name}, back


@for_roles(*KEEPERS)
@require_safe
def key_requests(request: Request) -> HttpResponseBase:
    """Who asks a key for whom, and what was answered."""
    return table_response(request, KEY_REQUESTS, requests_asked(), "accounts/key_requests.html", {})


@for_roles(*KEEPERS)
@require_POST
def accept(request: Request, pk: int) -> HttpResponse:
    """The ordinary invitation leaves."""
    return pressed(request, partial(_accept, request, _asked(pk)))


def _accept(request: Request, asked: KeyRequest) -> tuple[str, str]:
    user = actions.accept_key_request(asked, by=request.actor, now=timezone.now())
    back = resolve_url("accounts:key_requests")
    if user.has_usable_password():
        return _("%(name)s avait un compte : sa clé y est.") % {"name": user.name}, back
    return _("L’invitation est écrite à %(name)s.") % {"name": user.name}, back


@for_roles(*KEEPERS)
def refuse(request: Request, pk: int) -> HttpResponse:
    """With a reason, that whoever asked reads."""
    asked, back = _asked(pk), resolve_url("accounts:key_requests")
    lead = f"{asked.organisation} : {asked.words}"
    title = _("Refuser la clé demandée pour %(name)s") % {"name": asked.name}
    task = Task(title, _("Refuser"), _("Clés demandées"), back, lead)
    act = partial(_refuse, request, asked, back)
    return filled(request, KeyRefusalForm(sent(request)), task, act, PLACES)


def _refuse(
    request: Request, asked: KeyRequest, back: str, cleaned: dict[str, Any]
) -> tuple[str, str]:
    actions.refuse_key_request(asked, **cleaned, by=request.actor, now=timezone.now())
    said = _("La clé est refusée ; %(name)s le lit par courrier.")
    return said % {"name": asked.asked_by.name}, back


def _asked(pk: int) -> KeyRequest:
    found = requests_asked().filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
