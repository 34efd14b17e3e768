"""The pole itself: what it stands by, what happened to it, what surrounds it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _

from phares.common.web.audience import for_roles
from phares.common.web.filling import Task, sent
from phares.common.web.pages import page
from phares.common.web.requests import Request
from phares.kernel.actor import INSIDE, KEEPERS, Actor
from phares.people.directory import actions, forms
from phares.people.directory.models import Pole
from phares.people.directory.queries import facts_until, home_pole, other_poles
from phares.people.directory.queries.pages import statements_by_key
from phares.people.directory.queries.pole import context_figures
from phares.people.directory.rules.permissions import may_keep
from phares.people.directory.views.filling import filled


@for_roles(*INSIDE)
def pole(request: Request) -> HttpResponse:
    """Texts in force, dated facts with their sources, other poles, figures on the territory."""
    found, today = home_pole(), request.now.date()
    context = {
        "ours": found,
        "keeps": may_keep(request.actor),
        "statements": statements_by_key(found, today) if found else [],
        "facts": facts_until(found, today) if found else [],
        "others": other_poles(),
        "figures": context_figures(today.year),
    }
    return page(request, "directory/pole.html", context)


@for_roles(*KEEPERS)
def describe(request: Request) -> HttpResponse:
    """What the pole says of itself; the first time, it is born."""
    found = home_pole()
    title = _("Modifier la fiche du pôle") if found else _("Décrire le pôle")
    task = Task(
        title, _("Enregistrer"), _("Le pôle"), resolve_url("directory:pole"), corrects=found
    )
    initial = {key: getattr(found, key) for key in forms.PoleForm.base_fields} if found else {}
    form = forms.PoleForm(sent(request), initial=initial)
    return filled(request, form, task, partial(_describe, found, request.actor))


def _describe(found: Pole | None, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    if found is None:
        actions.add_pole(is_home=True, **cleaned, by=by)
    else:
        actions.describe_pole(found, **cleaned, by=by)
    return _("La fiche du pôle est à jour."), resolve_url("directory:pole")
