"""The strands of the strategy, under which the actions are told."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from phares.common.web.audience import for_roles
from phares.common.web.filling import Task, sent
from phares.common.web.forms import MistakeForm
from phares.common.web.requests import Request
from phares.cooperative.projects import actions, queries
from phares.cooperative.projects.forms import AxisForm, axis_initial
from phares.cooperative.projects.models import Axis
from phares.cooperative.projects.views.filling import filled, year_page
from phares.cooperative.projects.views.years import over, year_of
from phares.kernel.actor import KEEPERS, Actor
from phares.people.directory.models import Pole


@for_roles(*KEEPERS)
def add(request: Request) -> HttpResponse:
    """One more strand, after the others."""
    pole, year = get_object_or_404(Pole, is_home=True), year_of(request)
    task = Task(_("Ajouter un axe"), _("Ajouter l’axe"), *over(year))
    last = queries.axes().aggregate(last=Max("number"))["last"] or 0
    form = AxisForm(sent(request), initial={"number": last + 1})
    return filled(request, form, task, partial(_add, pole, year, request.actor))


def _add(pole: Pole, year: int, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    added = actions.write_axis(pole=pole, by=by, **cleaned)
    return _("L’axe « %(name)s » est ajouté.") % {"name": added.name}, _at(year, added)


@for_roles(*KEEPERS)
def reword(request: Request, pk: int) -> HttpResponse:
    """The same strand in other words; its actions of every year stay under it."""
    axis, year = get_object_or_404(Axis, pk=pk), year_of(request)
    lead = _("Ses actions de toutes les années restent sous lui.")
    task = Task(_("Réécrire un axe"), _("Enregistrer"), *over(year), lead, corrects=axis)
    form = AxisForm(sent(request), initial=axis_initial(axis))
    return filled(request, form, task, partial(_reword, axis, year, request.actor))


def _reword(axis: Axis, year: int, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    kept = actions.reword_axis(axis, by=by, **cleaned)
    return _("L’axe « %(name)s » est réécrit.") % {"name": kept.name}, _at(year, kept)


@for_roles(*KEEPERS)
def remove(request: Request, pk: int) -> HttpResponse:
    """An axis written by mistake."""
    axis, year = get_object_or_404(Axis, pk=pk), year_of(request)
    lead = _("Pour une erreur seulement. Un axe qui porte des actions ou des paroles reste.")
    task = Task(_("Retirer « %s »") % axis.name, _("Retirer l’axe"), *over(year), lead)
    act = partial(_remove, axis, year, request.actor)
    return filled(request, MistakeForm(sent(request)), task, act)


def _remove(axis: Axis, year: int, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    actions.remove_axis(axis, **cleaned, by=by)
    return _("L’axe « %(name)s » est retiré.") % {"name": axis.name}, year_page(year)


def _at(year: int, axis: Axis) -> str:
    return f"{year_page(year)}#axe-{axis.number}"
