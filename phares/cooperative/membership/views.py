"""The register of associates: who holds shares, and what is written in it."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from phares.common.web.audience import for_roles
from phares.common.web.filling import Task, filled, sent
from phares.common.web.requests import Request
from phares.common.web.tables import table_response
from phares.cooperative.membership import actions, forms, queries
from phares.cooperative.membership.models import Associate, AssociateCategory, College
from phares.cooperative.membership.rules.permissions import READERS, may_keep_register
from phares.cooperative.membership.rules.voices import voices
from phares.cooperative.membership.tables import associates_table, first_act
from phares.kernel.actor import KEEPERS, Actor
from phares.kernel.dating import Dated
from phares.people.directory.models import Organisation

PLACES = {
    "already-associate": ("party", "since"),
    "category-closed": ("category",),
    "other-cooperative": ("category", "categories"),
    "ends-before-start": ("until",),
    "already-ended": ("until",),
    "still-held": ("until",),
    "no-name": ("name",),
    "name-taken": ("name",),
    "no-category": ("categories",),
}


@for_roles(*READERS)
@require_safe
def associates(request: Request) -> HttpResponseBase:
    """Who is associate today, by category, and how they vote."""
    today, keeps = request.now.date(), may_keep_register(request.actor)
    told = _register(today, keeps)
    rows, spec = queries.associates_on(today), associates_table(keeps, told["first"])
    return table_response(request, spec, rows, "membership/associates.html", told)


def _register(today: date, keeps: bool) -> dict[str, Any]:
    """All that stands beside the list."""
    categories, colleges = queries.categories_from(today), queries.colleges_from(today)
    cooperative = queries.cooperative()
    return {
        "today": today,
        "keeps": keeps,
        "first": first_act(
            keeps,
            cooperative,
            categories,
            structures=cooperative is not None or Organisation.objects.exists(),
        ),
        "voices": voices(queries.associate_ids(None, today)),
        "colleges": colleges,
        "apart": any(today in one.period for one in colleges),
        "categories": categories,
        "coming": queries.coming_associates(today),
        "former": queries.former_associates(today),
    }


@for_roles(*KEEPERS)
def admit(request: Request) -> HttpResponse:
    """A structure or a person enters the cooperative."""
    lead = _("Chaque associé a une voix, quels que soient sa taille et son apport.")
    task = Task(_("Admettre un associé"), _("Noter l’admission"), *_over(), lead)
    form = forms.AdmitForm(sent(request), initial={"since": Dated(request.now.date())})
    return filled(request, form, task, partial(_admit, request.actor), PLACES)


def _admit(by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    admitted = actions.admit_associate(**cleaned, by=by)
    said = _("%(name)s : admission notée (%(since)s).")
    return said % {"name": admitted.party.name, "since": admitted.beginning}, _back()


@for_roles(*KEEPERS)
def correct(request: Request, pk: int) -> HttpResponse:
    """What was written wrong of an associate."""
    found = _associate(pk)
    lead = _(
        "Pour ce qui a été mal noté. Si sa catégorie change un jour, notez sa sortie, "
        "puis admettez de nouveau."
    )
    submit = _("Enregistrer la correction")
    task = Task(found.party.name, submit, *_over(), lead, corrects=found)
    form = forms.CorrectForm(sent(request), initial=forms.association_initial(found))
    return filled(request, form, task, partial(_correct, found, request.actor), PLACES)


def _correct(found: Associate, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    actions.correct_association(found, **cleaned, by=by)
    return _("%(name)s : l’admission est corrigée.") % {"name": found.party.name}, _back()


@for_roles(*KEEPERS)
def leave(request: Request, pk: int) -> HttpResponse:
    """An associate leaves the cooperative."""
    found, today = _associate(pk), request.now.date()
    lead = _("%(category)s, %(since)s. Ce qui est écrit au registre y reste.") % {
        "category": capfirst(found.category.name),
        "since": found.beginning.onwards,
    }
    task = Task(found.party.name, _("Noter la sortie"), *_over(), lead)
    form = forms.LeaveForm(sent(request), initial={"until": Dated(max(today, found.starts_on))})
    return filled(request, form, task, partial(_leave, found, request.actor), PLACES)


def _leave(found: Associate, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    ended = actions.end_association(found, **cleaned, by=by)
    said = _("%(name)s : sortie notée (%(until)s).")
    return said % {"name": found.party.name, "until": ended.ending}, _back()


@for_roles(*KEEPERS)
def add_category(request: Request) -> HttpResponse:
    """The statutes know one more kind of associate."""
    lead = _("Elle dit à quel titre on est associé. Un collège dit avec qui l’on vote.")
    task = Task(_("Créer une catégorie d’associés"), _("Créer la catégorie"), *_over(), lead)
    form = forms.CategoryForm(sent(request), initial={"since": Dated(request.now.date())})
    return filled(request, form, task, partial(_add_category, _ours(), request.actor), PLACES)


def _add_category(ours: Organisation, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    added = actions.found_category(cooperative=ours, **cleaned, by=by)
    return _("La catégorie « %s » est créée.") % added, _back()


@for_roles(*KEEPERS)
def add_college(request: Request) -> HttpResponse:
    """Categories vote together from a day on."""
    lead = _("Sans collège, tous les associés votent ensemble.")
    task = Task(_("Créer un collège"), _("Créer le collège"), *_over(), lead)
    form = forms.CollegeForm(sent(request), initial={"since": Dated(request.now.date())})
    return filled(request, form, task, partial(_add_college, _ours(), request.actor), PLACES)


def _add_college(ours: Organisation, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    added = actions.found_college(cooperative=ours, **cleaned, by=by)
    return _("Le collège « %s » est créé.") % added, _back()


@for_roles(*KEEPERS)
def reword_category(request: Request, pk: int) -> HttpResponse:
    """Another name for the same kind of associate."""
    found = get_object_or_404(queries.categories(), pk=pk)
    over = *_over(), _("Ses associés la gardent.")
    title = _("Renommer la catégorie d’associés")
    task = Task(title, _("Renommer"), *over, corrects=found)
    form = forms.RewordCategoryForm(sent(request), initial={"name": found.name})
    return filled(request, form, task, partial(_reword_category, found, request.actor), PLACES)


def _reword_category(
    found: AssociateCategory, by: Actor, cleaned: dict[str, Any]
) -> tuple[str, str]:
    kept = actions.reword_category(found, **cleaned, by=by)
    return _("La catégorie s’appelle « %s ».") % kept, _back()


@for_roles(*KEEPERS)
def end_category(request: Request, pk: int) -> HttpResponse:
    """The statutes know it no more."""
    found = get_object_or_404(queries.categories(), pk=pk)
    lead = _("Plus personne n’y entre ensuite. Ce qui est écrit au registre y reste.")
    task = Task(capfirst(found.name), _("Mettre fin à la catégorie"), *_over(), lead)
    act = partial(_end_category, found, request.actor)
    return filled(request, forms.LeaveForm(sent(request)), task, act, PLACES)


def _end_category(found: AssociateCategory, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    kept = actions.end_category(found, **cleaned, by=by)
    said = _("« %(name)s » : fin notée (%(until)s).")
    return said % {"name": kept, "until": kept.ending}, _back()


@for_roles(*KEEPERS)
def reword_college(request: Request, pk: int) -> HttpResponse:
    """Another name, or other categories."""
    found = get_object_or_404(queries.colleges(), pk=pk)
    task = Task(_("Modifier le collège"), _("Enregistrer"), *_over(), corrects=found)
    initial = {"name": found.name, "categories": list(found.categories.all())}
    form = forms.RewordCollegeForm(sent(request), initial=initial)
    return filled(request, form, task, partial(_reword_college, found, request.actor), PLACES)


def _reword_college(found: College, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    kept = actions.reword_college(found, **cleaned, by=by)
    return _("Le collège « %s » est à jour.") % kept, _back()


@for_roles(*KEEPERS)
def end_college(request: Request, pk: int) -> HttpResponse:
    """Its categories vote with the others again."""
    found = get_object_or_404(queries.colleges(), pk=pk)
    lead = _("Ses catégories votent ensuite avec les autres.")
    task = Task(capfirst(found.name), _("Mettre fin au collège"), *_over(), lead)
    act = partial(_end_college, found, request.actor)
    return filled(request, forms.LeaveForm(sent(request)), task, act, PLACES)


def _end_college(found: College, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    kept = actions.end_college(found, **cleaned, by=by)
    said = _("« %(name)s » : fin notée (%(until)s).")
    return said % {"name": kept, "until": kept.ending}, _back()


def _associate(pk: int) -> Associate:
    return get_object_or_404(queries.associates(), pk=pk)


def _ours() -> Organisation:
    """The cooperative that carries our pole, once it is known."""
    return get_object_or_404(Organisation, carried_poles__is_home=True)


def _over() -> tuple[str, str]:
    return _("Associés"), _back()


def _back() -> str:
    return resolve_url("membership:associates")
