"""Whom structures serve, and where: the pole’s own lists of publics and territories."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from phares.common.web.audience import for_roles
from phares.common.web.filling import Task, sent
from phares.common.web.pages import done, page
from phares.common.web.requests import Request
from phares.kernel.actor import INSIDE, KEEPERS, Actor
from phares.kernel.refusal import Refused
from phares.people.directory import actions, forms
from phares.people.directory.models import Public, Territory
from phares.people.directory.queries.vocabulary import publics_with_use, territories_with_use
from phares.people.directory.rules.kinds import TerritoryKind
from phares.people.directory.rules.permissions import may_keep
from phares.people.directory.views.filling import filled


@for_roles(*INSIDE)
@require_safe
def lists(request: Request) -> HttpResponse:
    """With how many structures each."""
    return _listed(request)


def _listed(request: Request, refusal: str = "", status: int = 200) -> HttpResponse:
    territories = [(one, TerritoryKind(one.kind).label) for one in territories_with_use()]
    context: dict[str, Any] = {"publics": publics_with_use(), "territories": territories}
    context |= {"keeps": may_keep(request.actor), "refusal": refusal}
    return page(request, "directory/lists.html", context, status=status)


@for_roles(*KEEPERS)
def add_public(request: Request) -> HttpResponse:
    """One more public."""
    task = _task(_("Ajouter un public"), _("Ajouter ce public"))
    form = forms.PublicForm(sent(request))
    return filled(request, form, task, partial(_add_public, request.actor))


def _add_public(by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    name = cleaned["name"]
    return _added(actions.add_public(code=slugify(name)[:60], name=name, by=by))


@for_roles(*KEEPERS)
def add_territory(request: Request) -> HttpResponse:
    """One more territory."""
    task = _task(_("Ajouter un territoire"), _("Ajouter ce territoire"))
    form = forms.TerritoryForm(sent(request))
    return filled(request, form, task, partial(_add_territory, request.actor))


def _add_territory(by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    return _added(actions.add_territory(**cleaned, by=by))


def _added(one: Public | Territory) -> tuple[str, str]:
    return _("« %(name)s » est ajouté.") % {"name": one.name}, _back()


@for_roles(*KEEPERS)
@require_POST
def withdraw_public(request: Request, pk: int) -> HttpResponse:
    """One that no structure serves."""
    found = get_object_or_404(Public, pk=pk)
    return _withdrawn(request, found.name, partial(actions.withdraw_public, found))


@for_roles(*KEEPERS)
@require_POST
def withdraw_territory(request: Request, pk: int) -> HttpResponse:
    """One that nothing names."""
    found = get_object_or_404(Territory, pk=pk)
    return _withdrawn(request, found.name, partial(actions.withdraw_territory, found))


def _withdrawn(request: Request, name: str, withdraw: Callable[..., None]) -> HttpResponse:
    try:
        withdraw(by=request.actor)
    except Refused as refusal:
        return _listed(request, refusal.reason.sentence, 422)
    return done(request, _back(), _("« %(name)s » est retiré.") % {"name": name})


def _task(title: str, submit: str) -> Task:
    return Task(title, submit, _("Publics et territoires"), _back())


def _back() -> str:
    return resolve_url("directory:lists")
