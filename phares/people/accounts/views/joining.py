"""Which card of the directory an account is of."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.translation import gettext as _

from phares.common.web.audience import for_roles
from phares.common.web.filling import Task, filled, sent
from phares.common.web.requests import Request
from phares.people.accounts import actions
from phares.people.accounts.forms import JoinForm
from phares.people.accounts.models import User
from phares.people.accounts.rules.keys import KEEPERS

PLACES = {"forgotten": ("person",), "joined": ("person",)}


@for_roles(*KEEPERS)
def join_person(request: Request, pk: int) -> HttpResponse:
    """Whoever leaves a house then loses its key on the day."""
    account, back = get_object_or_404(User, pk=pk), resolve_url("accounts:user", pk)
    task = Task(_("Relier à une fiche"), _("Relier"), account.name, back)
    form = JoinForm(sent(request), account=account)
    return filled(request, form, task, partial(_join, request, account, back), PLACES)


def _join(request: Request, account: User, back: str, cleaned: dict[str, Any]) -> tuple[str, str]:
    actions.join_person(account, **cleaned, by=request.actor)
    if person := cleaned["person"]:
        return _("Ce compte est celui de la fiche « %(name)s ».") % {"name": person.name}, back
    return _("Ce compte n’est plus relié à une fiche."), back
