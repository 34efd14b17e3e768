"""What the pole tells of itself: its history, the texts it stands by, figures around it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from phares.common.web.audience import for_roles
from phares.common.web.filling import Task, sent
from phares.common.web.pages import done
from phares.common.web.requests import Request
from phares.kernel.actor import KEEPERS, Actor
from phares.kernel.dating import Dated
from phares.people.directory import actions, forms
from phares.people.directory.models import ContextFigure, DatedFact, Pole, Statement
from phares.people.directory.views.filling import filled


@for_roles(*KEEPERS)
def record_fact(request: Request) -> HttpResponse:
    """Something that happened; two sources that differ are two facts."""
    lead = _("Deux sources qui diffèrent font deux faits, côte à côte.")
    task = _task(_("Noter un fait daté"), _("Noter le fait"), lead)
    form = forms.FactForm(sent(request), initial={"when": Dated(request.now.date())})
    return filled(request, form, task, partial(_record_fact, _ours(), request.actor))


def _record_fact(pole: Pole, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    noted = actions.record_fact(pole=pole, **cleaned, by=by)
    return _("Le fait est noté (%(when)s).") % {"when": noted.beginning}, _page("histoire")


@for_roles(*KEEPERS)
@require_POST
def strike_fact(request: Request, pk: int) -> HttpResponse:
    """A fact noted by mistake."""
    actions.strike_fact(get_object_or_404(DatedFact, pk=pk), by=request.actor)
    return done(request, _page("histoire"), _("Le fait est rayé."))


@for_roles(*KEEPERS)
def state_text(request: Request) -> HttpResponse:
    """A mission, an aim, a value, a line of the charter."""
    task = _task(_("Ajouter un texte de référence"), _("Ajouter le texte"))
    form = forms.StatementForm(sent(request), initial={"since": Dated(request.now.date())})
    return filled(request, form, task, partial(_state_text, _ours(), request.actor))


def _state_text(pole: Pole, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    actions.state_text(pole=pole, **cleaned, by=by)
    return _("Le texte est ajouté."), _page("textes")


@for_roles(*KEEPERS)
def correct_text(request: Request, pk: int) -> HttpResponse:
    """What was written wrong, or until when it held."""
    found = get_object_or_404(Statement, pk=pk)
    submit = _("Enregistrer la correction")
    task = _task(_("Corriger un texte de référence"), submit, corrects=found)
    form = forms.StatementForm(sent(request), initial=forms.statement_initial(found))
    return filled(request, form, task, partial(_correct_text, found, request.actor))


def _correct_text(found: Statement, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    kept = actions.correct_text(found, **cleaned, by=by)
    said = _("Le texte est corrigé.")
    if kept.ending:
        said = _("Le texte vaut jusqu’à : %(until)s.") % {"until": kept.ending}
    return said, _page("textes")


@for_roles(*KEEPERS)
def cite_context(request: Request) -> HttpResponse:
    """A figure on the territory, by somebody else."""
    lead = _("Donné par d’autres : il ne se mêle pas aux chiffres du pôle.")
    task = _task(_("Citer un chiffre du territoire"), _("Citer ce chiffre"), lead)
    form = forms.ContextForm(sent(request), initial={"year": request.now.year - 1})
    return filled(request, form, task, partial(_cite_context, request.actor))


def _cite_context(by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    actions.cite_context(**cleaned, by=by)
    return _("Le chiffre est cité."), _page("contexte")


@for_roles(*KEEPERS)
@require_POST
def withdraw_context(request: Request, pk: int) -> HttpResponse:
    """A figure that says nothing any more."""
    actions.withdraw_context(get_object_or_404(ContextFigure, pk=pk), by=request.actor)
    return done(request, _page("contexte"), _("Le chiffre est retiré."))


def _ours() -> Pole:
    return get_object_or_404(Pole, is_home=True)


def _task(title: str, submit: str, lead: str = "", corrects: object = None) -> Task:
    over = _("Le pôle"), resolve_url("directory:pole")
    return Task(title, submit, *over, lead, corrects=corrects)


def _page(part: str) -> str:
    """The page of the pole, at what was just written."""
    return f"{resolve_url('directory:pole')}#{part}"
