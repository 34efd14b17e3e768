"""Works: planned, under way, done."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.translation import gettext as _

from phares.common.web.audience import for_roles
from phares.common.web.filling import Task, sent
from phares.common.web.pages import page
from phares.common.web.requests import Request
from phares.cooperative.premises import actions, forms
from phares.cooperative.premises.models import Building, Works
from phares.cooperative.premises.queries.works import seen_on
from phares.cooperative.premises.rules.kinds import WorksState
from phares.cooperative.premises.rules.permissions import ARRANGES, READS, may_arrange, may_let
from phares.cooperative.premises.views.filling import filled
from phares.kernel.actor import Actor
from phares.kernel.dating import Dated


@for_roles(*READS)
def works(request: Request) -> HttpResponse:
    """Works, the latest first."""
    rows = Works.objects.select_related("building", "funder").prefetch_related("spaces__floor")
    context = {
        "works": seen_on(request.now.date(), rows),
        "arranges": may_arrange(request.actor),
        "built": Building.objects.exists(),
        "lets": may_let(request.actor),
    }
    return page(request, "premises/works.html", context)


@for_roles(*READS)
def works_page(request: Request, pk: int) -> HttpResponse:
    """One works: its spaces, what it closed, what it gained."""
    found = get_object_or_404(Works.objects.select_related("building", "funder"), pk=pk)
    arranges = may_arrange(request.actor)
    (seen,) = seen_on(request.now.date(), [found])
    context = {
        "works": found,
        "seen": seen,
        "spaces": found.spaces.select_related("floor"),
        "closures": found.closures.select_related("space__floor"),
        "today": request.now.date(),
        "late": _late(found, request.now.date()),
        "startable": arranges and found.state == WorksState.PLANNED,
        "finishable": arranges and found.state == WorksState.RUNNING,
    }
    return page(request, "premises/works_page.html", context)


def _late(found: Works, today: Any) -> bool:
    return found.state == WorksState.RUNNING and bool(found.ends_on and found.ends_on <= today)


@for_roles(*ARRANGES)
def plan(request: Request) -> HttpResponse:
    """Works decided."""
    task = Task(
        _("Prévoir des travaux"), _("Enregistrer"), _("Travaux"), resolve_url("premises:works")
    )
    initial = {"start": Dated(request.now.date()), "building": Building.objects.first()}
    form = forms.WorksForm(sent(request), initial=initial)
    return filled(request, form, task, partial(_plan, request.actor))


def _plan(by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    planned = actions.plan_works(**cleaned, by=by)
    return _("%(name)s : c’est prévu.") % {"name": planned.name}, _at(planned)


@for_roles(*ARRANGES)
def start(request: Request, pk: int) -> HttpResponse:
    """Works begin."""
    found = get_object_or_404(Works, pk=pk)
    task = Task(_("Commencer les travaux"), _("Commencer"), found.name, _at(found))
    form = forms.StartForm(sent(request), works=found)
    return filled(request, form, task, partial(_start, found, request.actor))


def _start(found: Works, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    actions.start_works(found, **cleaned, by=by)
    return _("%(name)s : les travaux commencent.") % {"name": found.name}, _at(found)


@for_roles(*ARRANGES)
def finish(request: Request, pk: int) -> HttpResponse:
    """Works end."""
    found = get_object_or_404(Works, pk=pk)
    task = Task(_("Clore les travaux"), _("Clore les travaux"), found.name, _at(found))
    form = forms.FinishForm(sent(request), works=found, initial={"last_day": request.now.date()})
    return filled(request, form, task, partial(_finish, found, request.actor))


def _finish(found: Works, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    last_day = Dated(cleaned.pop("last_day"))
    actions.finish_works(found, last_day=last_day, **cleaned, by=by)
    return _("%(name)s : travaux clos.") % {"name": found.name}, _at(found)


def _at(found: Works) -> str:
    return resolve_url("premises:works_page", found.pk)
