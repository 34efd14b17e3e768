"""Figures a structure gives of itself, on its card."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from phares.common.web.audience import for_roles
from phares.common.web.filling import Task, allow, sent
from phares.common.web.pages import done
from phares.common.web.requests import Request
from phares.kernel.actor import Actor
from phares.kernel.dating import Dated
from phares.people.directory import actions, forms
from phares.people.directory.models import Claim, Organisation
from phares.people.directory.rules.permissions import may_edit
from phares.people.directory.views.filling import filled
from phares.people.directory.views.organisations import EDITS, editable


@for_roles(*EDITS)
def cite(request: Request, pk: int) -> HttpResponse:
    """With its date and its source: shown, never summed."""
    found, back = editable(request, pk), resolve_url("directory:organisation", pk)
    lead = _("Donné par elle, à sa date. Le pôle ne l’additionne pas.")
    task = Task(_("Citer un chiffre"), _("Citer ce chiffre"), found.name, back, lead)
    form = forms.ClaimForm(sent(request), initial={"as_of": Dated(request.now.date())})
    return filled(request, form, task, partial(_cite, found, request.actor, back))


def _cite(found: Organisation, by: Actor, back: str, cleaned: dict[str, Any]) -> tuple[str, str]:
    cited = actions.cite_claim(organisation=found, **cleaned, by=by)
    return _("« %(claim)s » est cité.") % {"claim": cited}, f"{back}#cites"


@for_roles(*EDITS)
@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    """A figure that was wrong, or says nothing any more."""
    claim = get_object_or_404(Claim.objects.select_related("organisation"), pk=pk)
    allow(may_edit(request.actor, claim.organisation_id))
    actions.withdraw_claim(claim, by=request.actor)
    said = _("« %(claim)s » est retiré.") % {"claim": claim}
    return done(request, "directory:organisation", said, pk=claim.organisation_id)
