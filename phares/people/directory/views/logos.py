"""The logo of a structure: chosen, taken away, shown."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from phares.common.pictures.rules.taking import UNTAKEN, why_not_weight
from phares.common.pictures.serving import picture_response
from phares.common.web.audience import for_roles, public
from phares.common.web.filling import Task, filled, pressed, sent
from phares.common.web.requests import Request
from phares.kernel.actor import INSIDE, Actor
from phares.kernel.refusal import insist
from phares.people.directory import actions
from phares.people.directory.forms.structures import LogoForm
from phares.people.directory.models import Organisation
from phares.people.directory.queries.organisations import public_organisations
from phares.people.directory.views.organisations import EDITS, editable


@for_roles(*EDITS)
def choose(request: Request, pk: int) -> HttpResponse:
    """Looked into, drawn again, then shown on its page and in the public directory."""
    found, back = editable(request, pk), resolve_url("directory:organisation", pk)
    lead = _("Il paraît sur sa fiche et, si elle y est, dans l’annuaire public.")
    task = Task(_("Choisir un logo"), _("Choisir ce logo"), found.name, back, lead)
    form = LogoForm(sent(request), request.FILES if request.method == "POST" else None)
    act = partial(_choose, found, request.actor, back)
    return filled(request, form, task, act, {code: ["file"] for code in UNTAKEN})


def _choose(found: Organisation, by: Actor, back: str, given: dict[str, Any]) -> tuple[str, str]:
    insist(why_not_weight(given["file"].size or 0))
    actions.choose_logo(found, content=given["file"].read(), by=by)
    return _("Le logo est choisi."), back


@for_roles(*EDITS)
@require_POST
def take_away(request: Request, pk: int) -> HttpResponse:
    found, back = editable(request, pk), resolve_url("directory:organisation", pk)

    def act() -> tuple[str, str]:
        actions.take_logo_away(found, by=request.actor)
        return _("Le logo est retiré."), back

    return pressed(request, act)


@for_roles(*INSIDE)
@require_safe
def show(request: Request, pk: int) -> HttpResponse:
    rows = Organisation.objects.select_related("logo")
    return picture_response(get_object_or_404(rows, pk=pk).logo)


@public
@require_safe
def show_to_all(request: Request, pk: int) -> HttpResponse:
    """Of the structures that everybody may see, and of no other."""
    return picture_response(get_object_or_404(public_organisations(request.now.date()), pk=pk).logo)
