"""One action: its words, its place, who takes part, its removal."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from phares.common.web.audience import for_roles
from phares.common.web.filling import Task, sent
from phares.common.web.pages import done
from phares.common.web.requests import Request
from phares.cooperative.projects import actions, forms, queries
from phares.cooperative.projects.models import Action, Participation
from phares.cooperative.projects.views.filling import filled, year_page
from phares.cooperative.projects.views.years import listed, over
from phares.kernel.actor import KEEPERS, Actor
from phares.kernel.refusal import Refused


@for_roles(*KEEPERS)
def reword(request: Request, pk: int) -> HttpResponse:
    """One action in other words, in the report or out of it."""
    action = _action(pk)
    now = {"title": action.title, "text": action.text, "in_report": action.in_report}
    told = *over(action.year), str(action.axis)
    task = Task(_("Réécrire une action"), _("Enregistrer"), *told, corrects=action)
    form = forms.WordingForm(sent(request), initial=now)
    return filled(request, form, task, partial(_reword, action, request.actor))


def _reword(action: Action, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    kept = actions.reword_action(action, by=by, **cleaned)
    return _("L’action est réécrite."), year_page(kept.year, kept)


@for_roles(*KEEPERS)
def place(request: Request, pk: int) -> HttpResponse:
    """Under another axis, in a programme or out of it, led from another action."""
    action = _action(pk)
    follow = _("%(action)s. Ses parties la suivent.") % {"action": action}
    lead = follow if action.parts.exists() else str(action)
    told = *over(action.year), lead
    task = Task(_("Ranger une action"), _("Ranger ici"), *told, corrects=action)
    initial = forms.place_initial(action)
    form = forms.PlaceForm(sent(request), year=action.year, action=action, initial=initial)
    return filled(request, form, task, partial(_place, action, request.actor))


def _place(action: Action, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    kept = actions.place_action(action, by=by, **cleaned)
    said = _("« %(action)s » est rangée sous l’axe %(axis)s.")
    return said % {"action": kept, "axis": kept.axis}, year_page(kept.year, kept)


@for_roles(*KEEPERS)
@require_POST
def move_up(request: Request, pk: int) -> HttpResponse:
    """Told a place earlier."""
    return _shifted(request, pk, up=True)


@for_roles(*KEEPERS)
@require_POST
def move_down(request: Request, pk: int) -> HttpResponse:
    """Told a place later."""
    return _shifted(request, pk, up=False)


def _shifted(request: Request, pk: int, *, up: bool) -> HttpResponse:
    action = _action(pk)
    try:
        actions.shift_action(action, up=up, by=request.actor)
    except Refused as refusal:
        return _refused(request, action, refusal)
    said = _("« %(action)s » monte d’un rang.") if up else _("« %(action)s » descend d’un rang.")
    return done(request, year_page(action.year, action), said % {"action": action})


@for_roles(*KEEPERS)
@require_POST
def remove(request: Request, pk: int) -> HttpResponse:
    """Told by mistake; what others hang from stays, with a sentence."""
    action = _action(pk)
    try:
        actions.remove_action(action, by=request.actor)
    except Refused as refusal:
        return _refused(request, action, refusal)
    said = _("« %(action)s » est retirée.") % {"action": action}
    return done(request, year_page(action.year), said)


@for_roles(*KEEPERS)
def take_part(request: Request, pk: int) -> HttpResponse:
    """One more structure takes part."""
    action = _action(pk)
    task = Task(_("Ajouter une structure"), _("Ajouter"), *over(action.year), str(action))
    form = forms.TakePartForm(sent(request))
    return filled(request, form, task, partial(_take_part, action, request.actor))


def _take_part(action: Action, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    part = actions.take_part(action=action, by=by, **cleaned)
    said = _("%(name)s prend part à « %(action)s ».")
    return said % {"name": part.organisation, "action": action}, year_page(action.year, action)


@for_roles(*KEEPERS)
@require_POST
def withdraw_part(request: Request, pk: int) -> HttpResponse:
    """A structure noted by mistake."""
    rows = Participation.objects.select_related("action", "organisation")
    part = get_object_or_404(rows, pk=pk)
    actions.withdraw_part(part, by=request.actor)
    said = _("%(name)s n’est plus notée dans « %(action)s ».")
    words = {"name": part.organisation, "action": part.action}
    return done(request, year_page(part.action.year, part.action), said % words)


def _action(pk: int) -> Action:
    return get_object_or_404(Action.objects.select_related("axis"), pk=pk)


def _refused(request: Request, action: Action, refusal: Refused) -> HttpResponse:
    """The year as it was, with the reason."""
    return listed(request, action.year, queries.years_told(), refusal.reason.sentence, 422)
