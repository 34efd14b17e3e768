from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from phares.common.web.audience import for_roles
from phares.common.web.filling import Task, filled, sent
from phares.common.web.pages import page
from phares.common.web.requests import Request
from phares.common.web.tables import table_response
from phares.cooperative.projects import queries
from phares.cooperative.projects.actions import reword_action
from phares.cooperative.projects.forms import WordingForm
from phares.cooperative.projects.models import Action
from phares.cooperative.projects.rules.permissions import READERS, may_tell
from phares.cooperative.projects.rules.telling import year_asked
from phares.cooperative.projects.tables import PARTNERS
from phares.kernel.actor import KEEPERS, Actor

PLACES = {"no-title": ("title",)}


@for_roles(*READERS)
@require_safe
def actions_of_year(request: Request) -> HttpResponse:
    """What was done in a year, axis by axis; `?annee=` chooses it, the last year told if not."""
    years = queries.years_told()
    year = year_asked(request.GET.get("annee", ""), years, request.now.year - 1)
    told = queries.told_year(year)
    context = {
        "year": year,
        "years": years,
        "told": told,
        "any_told": any(axis.items for axis in told),
        "reported": sum(axis.reported for axis in told),
        "may_tell": may_tell(request.actor),
    }
    return page(request, "projects/actions.html", context)


@for_roles(*KEEPERS)
def reword(request: Request, pk: int) -> HttpResponse:
    """One action in other words, in the report or out of it."""
    action = get_object_or_404(Action.objects.select_related("axis"), pk=pk)
    now = {"title": action.title, "text": action.text, "in_report": action.in_report}
    over = _("Actions de %(year)s") % {"year": action.year}
    task = Task(
        _("Réécrire une action"), _("Enregistrer"), over, _year_page(action), str(action.axis)
    )
    form = WordingForm(sent(request), initial=now)
    return filled(request, form, task, partial(_reword, action, request.actor), PLACES)


def _reword(action: Action, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    kept = reword_action(action, by=by, **cleaned)
    return _("L’action est réécrite."), _year_page(kept)


@for_roles(*READERS)
@require_safe
def partners(request: Request) -> HttpResponseBase:
    """With whom the pole and its members work; `?annee=` looks at another year."""
    year = year_asked(request.GET.get("annee", ""), [], request.now.year)
    rows = queries.partners_of(year)
    context: dict[str, Any] = {"year": year, "before": year - 1, "after": year + 1}
    return table_response(request, PARTNERS, rows, "projects/partners.html", context)


def _year_page(action: Action) -> str:
    return f"{reverse('projects:actions')}?annee={action.year}#action-{action.pk}"
