"""My own card: how I am called, and where to call me."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _

from phares.common.web.audience import ones_own, signed_in
from phares.common.web.filling import Task, filled, sent
from phares.common.web.requests import Request
from phares.people.accounts import actions
from phares.people.accounts.forms import OwnCardForm, OwnNameForm
from phares.people.accounts.models import User
from phares.people.accounts.views.accounts import account_of

PLACES = {"phone": ("phone",), "no-name": ("name", "given_name")}


@ones_own
@signed_in
def own_card(request: Request) -> HttpResponse:
    """Joined to a card, that card is corrected; else the name of the account alone."""
    user = account_of(request)
    found = user.person or user
    kind: Any = OwnCardForm if user.person else OwnNameForm
    act = partial(actions.correct_own_card if user.person else actions.correct_own_name, user)
    back, lead = resolve_url("accounts:mine"), _lead(user)
    task = Task(
        _("Mon nom et mon téléphone"), _("Enregistrer"), user.name, back, lead, corrects=found
    )
    form = kind(sent(request), initial={key: getattr(found, key) for key in kind.base_fields})
    return filled(request, form, task, partial(_correct, act, request, back), PLACES)


def _lead(user: User) -> str:
    if user.person is None:
        return _(
            "Votre compte n’est relié à aucune fiche de l’annuaire : votre nom se lit sur ce que "
            "vous faites."
        )
    return _(
        "C’est votre fiche dans l’annuaire : votre structure et l’équipe du pôle la lisent. "
        "L’adresse se change depuis « Mon compte »."
    )


def _correct(act: Any, request: Request, back: str, cleaned: dict[str, Any]) -> tuple[str, str]:
    act(**cleaned, by=request.actor)
    return _("Votre fiche est à jour."), back
