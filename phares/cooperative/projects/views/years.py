"""The actions of a year: the list, one more, those that go on."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from phares.common.web.audience import for_roles
from phares.common.web.filling import Task, sent
from phares.common.web.pages import page
from phares.common.web.requests import Request
from phares.cooperative.projects import actions, queries
from phares.cooperative.projects.forms import CarryOnForm, TellForm
from phares.cooperative.projects.rules.permissions import READERS, may_tell
from phares.cooperative.projects.rules.telling import year_asked, years_offered
from phares.cooperative.projects.views.filling import filled, year_page
from phares.kernel.actor import KEEPERS, Actor


@for_roles(*READERS)
@require_safe
def actions_of_year(request: Request) -> HttpResponse:
    """What was done in a year, axis by axis; `?annee=` chooses it, the last year told if not."""
    years = queries.years_told()
    year = year_asked(request.GET.get("annee", ""), years, request.now.year - 1)
    return listed(request, year, years)


def listed(
    request: Request, year: int, years: list[int], refusal: str = "", status: int = 200
) -> HttpResponse:
    """The page of a year; with the sentence of what was refused there."""
    may = may_tell(request.actor)
    context = {
        **_told(year),
        "year": year,
        "years": years_offered(years, year, request.now.year),
        "may_tell": may,
        "going_on": queries.going_on_into(year).count() if may else 0,
        "opened": request.GET.get("ouverte", ""),
        "refusal": refusal,
    }
    return page(request, "projects/actions.html", context, status=status)


def _told(year: int) -> dict[str, Any]:
    told = queries.told_year(year)
    reported = sum(axis.reported for axis in told)
    return {"told": told, "any_told": any(axis.items for axis in told), "reported": reported}


@for_roles(*KEEPERS)
def tell(request: Request) -> HttpResponse:
    """One more action of the year, under the axis one came from."""
    year = year_of(request)
    task = Task(_("Raconter une action"), _("Raconter l’action"), *over(year))
    initial = {"axis": request.GET.get("axe"), "in_report": True}
    form = TellForm(sent(request), year=year, initial=initial)
    return filled(request, form, task, partial(_tell, year, request.actor))


def _tell(year: int, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    told = actions.tell_action(year=year, by=by, **cleaned)
    return _("« %(action)s » est racontée.") % {"action": told}, year_page(year, told)


@for_roles(*KEEPERS)
def carry_on(request: Request) -> HttpResponse:
    """Which actions of the year before go on in this one."""
    year = year_of(request)
    title = _("Reprendre des actions de %(year)s") % {"year": year - 1}
    lead = _("L’intitulé et le récit sont repris, puis se réécrivent. Qui y prend part se note.")
    if not queries.going_on_into(year).exists():
        context = {"year": year, "before": year - 1, "back": year_page(year)}
        return page(request, "projects/nothing_goes_on.html", context, part="form")
    task = Task(title, _("Reprendre"), *over(year), lead)
    form = CarryOnForm(sent(request), year=year)
    return filled(request, form, task, partial(_carry_on, year, request.actor))


def _carry_on(year: int, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    taken = len(actions.carry_on(cleaned["origins"], year=year, by=by))
    said = ngettext(
        "%(count)s action est reprise.", "%(count)s actions sont reprises.", taken
    )  # fmt: skip
    return said % {"count": taken}, year_page(year)


def year_of(request: Request) -> int:
    """The year the address names; last year if it names none."""
    return year_asked(request.GET.get("annee", ""), [], request.now.year - 1)


def over(year: int) -> tuple[str, str]:
    """The page one came from."""
    return _("Actions de %(year)s") % {"year": year}, year_page(year)
