"""Inviting somebody: the letter, who has not answered yet, again, and taken back."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from phares.common.web.audience import for_roles
from phares.common.web.errors import error_page
from phares.common.web.filling import Task, filled, sent
from phares.common.web.pages import done
from phares.common.web.requests import Request
from phares.common.web.tables import table_response
from phares.kernel.words import of
from phares.people.accounts import actions
from phares.people.accounts.forms import InvitationForm
from phares.people.accounts.models import User
from phares.people.accounts.queries import invitations_pending
from phares.people.accounts.rules.keys import KEEPERS
from phares.people.accounts.tables import INVITATIONS
from phares.people.accounts.views.accounts import PLACES
from phares.people.accounts.views.trying import asks_too_often
from phares.people.directory.models import Person
from phares.people.directory.queries.people import houses_of


@for_roles(*KEEPERS)
@require_safe
def invitations(request: Request) -> HttpResponseBase:
    """Who was invited and has not opened their account."""
    context = {"now": timezone.now()}
    rows = invitations_pending()
    return table_response(request, INVITATIONS, rows, "accounts/invitations.html", context)


@for_roles(*KEEPERS)
def invite(request: Request) -> HttpResponse:
    """A letter to somebody new, with a first key."""
    over = _("Comptes"), resolve_url("accounts:users")
    lead = _("La personne reçoit un courrier et choisit elle-même son mot de passe.")
    task = Task(_("Inviter une personne"), _("Envoyer l’invitation"), *over, lead)
    form = InvitationForm(sent(request), initial=_known(request.GET.get("personne", "")))
    return filled(request, form, task, partial(_invite, request, form), PLACES)


BIGGEST = 18
"""Digits of the numbers that a table can hold."""


def _known(asked: str) -> dict[str, Any]:
    """From the page of a person: nobody types her name again."""
    known = asked.isdecimal() and len(asked) < BIGGEST
    found = Person.objects.filter(pk=int(asked)).first() if known else None
    if found is None:
        return {}
    houses = list(houses_of(found, timezone.localdate()))
    house = houses[0] if len(houses) == 1 else None
    return {"name": found.name, "email": found.email, "organisation": house}


def _invite(request: Request, form: InvitationForm, _cleaned: dict[str, Any]) -> tuple[str, str]:
    invited = actions.invite(**form.given, by=request.actor, now=timezone.now())
    said = _("L’invitation %(of_who)s est écrite.") % {"of_who": of(invited.name)}
    return said, resolve_url("accounts:invitations")


@for_roles(*KEEPERS)
@require_POST
def again(request: Request, pk: int) -> HttpResponse:
    """A new link; the one before opens nothing any more."""
    account = get_object_or_404(User, pk=pk)
    if asks_too_often(account, "invitation"):
        return error_page(request, 429)
    actions.invite_again(account, by=request.actor, now=timezone.now())
    said = _("Une nouvelle invitation est écrite à %(name)s.") % {"name": account.name}
    return done(request, "accounts:invitations", said)


@for_roles(*KEEPERS)
@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    """The link opens nothing any more."""
    account = get_object_or_404(User, pk=pk)
    actions.withdraw_invitation(account, by=request.actor, now=timezone.now())
    said = _("L’invitation %(of_who)s est retirée.") % {"of_who": of(account.name)}
    return done(request, "accounts:invitations", said)
