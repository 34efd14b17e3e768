"""The pole's own list of activities."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from phares.common.web.audience import for_roles
from phares.common.web.filling import Task, sent
from phares.common.web.pages import done, page
from phares.common.web.requests import Request
from phares.kernel.actor import INSIDE, KEEPERS, Actor
from phares.kernel.refusal import Refused
from phares.people.directory import actions, forms
from phares.people.directory.models import Category
from phares.people.directory.queries.vocabulary import categories_with_use
from phares.people.directory.rules.permissions import may_keep
from phares.people.directory.views.filling import filled


@for_roles(*INSIDE)
def categories(request: Request) -> HttpResponse:
    """In the order of the report, with how many structures each."""
    return _listed(request)


def _listed(request: Request, refusal: str = "", status: int = 200) -> HttpResponse:
    context = {
        "categories": categories_with_use(),
        "keeps": may_keep(request.actor),
        "refusal": refusal,
    }
    return page(request, "directory/categories.html", context, status=status)


@for_roles(*KEEPERS)
def add(request: Request) -> HttpResponse:
    """A new activity, after the others."""
    task = _task(_("Ajouter une catégorie"), _("Ajouter la catégorie"))
    form = forms.CategoryForm(sent(request))
    return filled(request, form, task, partial(_add, request.actor))


def _add(by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    added = actions.add_category(**cleaned, by=by)
    return _("« %(name)s » est ajoutée.") % {"name": added.name}, _back()


@for_roles(*KEEPERS)
def rename(request: Request, pk: int) -> HttpResponse:
    """Another name for the same activity."""
    found = get_object_or_404(Category, pk=pk)
    lead = _("Ses structures la gardent.")
    task = _task(_("Renommer la catégorie"), _("Renommer"), lead, corrects=found)
    initial = {"name": found.name, "short_name": found.short_name}
    form = forms.CategoryForm(sent(request), initial=initial)
    return filled(request, form, task, partial(_rename, found, request.actor))


def _rename(found: Category, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    renamed = actions.rename_category(found, **cleaned, by=by)
    return _("« %(before)s » devient « %(name)s ».") % {
        "before": found.name,
        "name": renamed.name,
    }, _back()


@for_roles(*KEEPERS)
@require_POST
def move_up(request: Request, pk: int) -> HttpResponse:
    """Named a place earlier."""
    return _shifted(request, pk, up=True)


@for_roles(*KEEPERS)
@require_POST
def move_down(request: Request, pk: int) -> HttpResponse:
    """Named a place later."""
    return _shifted(request, pk, up=False)


def _shifted(request: Request, pk: int, *, up: bool) -> HttpResponse:
    found = get_object_or_404(Category, pk=pk)
    try:
        actions.shift_category(found, up=up, by=request.actor)
    except Refused as refusal:
        return _listed(request, refusal.reason.sentence, 422)
    said = _("« %(name)s » monte d’un rang.") if up else _("« %(name)s » descend d’un rang.")
    return done(request, _back(), said % {"name": found.name})


@for_roles(*KEEPERS)
@require_POST
def delete(request: Request, pk: int) -> HttpResponse:
    """One that no structure carries goes away; the others stay, with a sentence."""
    found = get_object_or_404(Category, pk=pk)
    try:
        actions.delete_category(found, by=request.actor)
    except Refused as refusal:
        return _listed(request, refusal.reason.sentence, 422)
    return done(request, _back(), _("« %(name)s » est supprimée.") % {"name": found.name})


def _task(title: str, submit: str, lead: str = "", corrects: object = None) -> Task:
    return Task(title, submit, _("Catégories d’activité"), _back(), lead, corrects=corrects)


def _back() -> str:
    return resolve_url("directory:categories")
