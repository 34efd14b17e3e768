"""With whom the pole and its structures work."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from phares.common.web.audience import for_roles
from phares.common.web.filling import Task, sent
from phares.common.web.forms import MistakeForm
from phares.common.web.requests import Request
from phares.common.web.tables import table_response
from phares.cooperative.projects import actions, forms, queries
from phares.cooperative.projects.models import Partnership
from phares.cooperative.projects.rules.permissions import READERS, may_tell
from phares.cooperative.projects.rules.telling import year_asked
from phares.cooperative.projects.tables import partners_table
from phares.cooperative.projects.views.filling import filled
from phares.kernel.actor import KEEPERS, Actor
from phares.kernel.dating import Dated


@for_roles(*READERS)
@require_safe
def partners(request: Request) -> HttpResponseBase:
    """With whom the pole and its members work; `?annee=` looks at another year."""
    year, may = _year(request), may_tell(request.actor)
    context = {"year": year, "around": (year - 1, year, year + 1), "may_tell": may}
    spec, rows = partners_table(year, keeps=may), queries.partners_of(year)
    return table_response(request, spec, rows, "projects/partners.html", context)


@for_roles(*KEEPERS)
def note(request: Request) -> HttpResponse:
    """An outside body works with the pole, a structure, or on an action."""
    year = _year(request)
    task = Task(_("Noter un partenariat"), _("Noter le partenariat"), *_over(year))
    initial = {"since": Dated(request.now.date())}
    form = forms.PartnershipForm(sent(request), year=request.now.year, initial=initial)
    return filled(request, form, task, partial(_note, year, request.actor))


def _note(year: int, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    noted = actions.partner_with(by=by, **cleaned)
    return _("Le partenariat avec %(name)s est noté.") % {"name": noted}, _over(year)[1]


@for_roles(*KEEPERS)
def correct(request: Request, pk: int) -> HttpResponse:
    """What was noted wrong of a partnership."""
    found, year = _partnership(pk), _year(request)
    submit = _("Enregistrer la correction")
    task = Task(_("Corriger le partenariat"), submit, *_over(year), corrects=found)
    initial = forms.partnership_initial(found)
    form = forms.PartnershipForm(sent(request), year=request.now.year, initial=initial)
    return filled(request, form, task, partial(_correct, found, year, request.actor))


def _correct(found: Partnership, year: int, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    kept = actions.correct_partnership(found, by=by, **cleaned)
    return _("Le partenariat avec %(name)s est corrigé.") % {"name": kept}, _over(year)[1]


@for_roles(*KEEPERS)
def end(request: Request, pk: int) -> HttpResponse:
    """They work together no more."""
    found, year = _partnership(pk), _year(request)
    words = {"name": found, "since": found.beginning.onwards}
    lead = _("%(name)s, %(since)s. Il reste dans les bilans passés.") % words
    task = Task(_("Terminer le partenariat"), _("Noter la fin"), *_over(year), lead)
    form = forms.EndPartnershipForm(sent(request), initial={"until": Dated(request.now.date())})
    return filled(request, form, task, partial(_end, found, year, request.actor))


def _end(found: Partnership, year: int, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    ended = actions.end_partnership(found, by=by, **cleaned)
    said = _("Le partenariat avec %(name)s est noté fini (%(until)s).")
    return said % {"name": ended, "until": ended.ending}, _over(year)[1]


@for_roles(*KEEPERS)
def remove(request: Request, pk: int, frozen: Callable[[], Collection[int]]) -> HttpResponse:
    """A partnership noted by mistake; one that ends is ended."""
    found, year = _partnership(pk), _year(request)
    lead = _("%(name)s. Pour une erreur seulement : ce qui s’arrête se termine.") % {"name": found}
    task = Task(_("Retirer le partenariat"), _("Retirer"), *_over(year), lead)
    act = partial(_remove, found, year, frozen, request.actor)
    return filled(request, MistakeForm(sent(request)), task, act)


def _remove(
    found: Partnership,
    year: int,
    frozen: Callable[[], Collection[int]],
    by: Actor,
    cleaned: dict[str, Any],
) -> tuple[str, str]:
    actions.remove_partnership(found, **cleaned, frozen=frozen(), by=by)
    return _("Le partenariat avec %(name)s est retiré.") % {"name": found}, _over(year)[1]


def _year(request: Request) -> int:
    return year_asked(request.GET.get("annee", ""), [], request.now.year)


def _over(year: int) -> tuple[str, str]:
    where = f"{reverse('projects:partners')}?annee={year}"
    return _("Partenaires en %(year)s") % {"year": year}, where


def _partnership(pk: int) -> Partnership:
    return get_object_or_404(Partnership.objects.select_related("partner"), pk=pk)
