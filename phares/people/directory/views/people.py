"""Persons: the list, one of them, and what they do where."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.translation import gettext as _

from phares.common.web.audience import for_roles
from phares.common.web.filling import Task, allow, sent
from phares.common.web.pages import page, wanted_page
from phares.common.web.requests import Request
from phares.common.web.tables import table_response
from phares.kernel.actor import INSIDE, KEEPERS, Actor, Role
from phares.kernel.dating import Dated
from phares.kernel.words import of
from phares.people.directory import actions, forms
from phares.people.directory.extras import PersonSection, drawn_of_person
from phares.people.directory.models import Function, Organisation, Person
from phares.people.directory.queries.pages import functions_told, people_listed
from phares.people.directory.queries.people import (
    consents_of,
    functions_held,
    houses_edited_by,
    houses_of,
)
from phares.people.directory.rules.permissions import (
    may_edit,
    may_engage,
    may_keep,
    may_read_history,
    may_see_address,
    standing,
)
from phares.people.directory.tables import people_table
from phares.people.directory.views.filling import filled
from phares.people.directory.views.merged import follows_merged

EDITS = KEEPERS | {Role.MEMBER_CONTACT}


@for_roles(*INSIDE)
def people(request: Request) -> HttpResponseBase:
    """Who does what in which structure today."""
    today = request.now.date()
    spec = people_table(request.actor, today)
    return table_response(request, spec, people_listed(today), "directory/people.html")


@for_roles(*INSIDE)
@follows_merged("directory:person")
def person(request: Request, pk: int, sections: tuple[PersonSection, ...] = ()) -> HttpResponse:
    """One person: functions held, and how to write to them for those who may."""
    found = get_object_or_404(Person, pk=pk)
    functions, actor = functions_told(found), request.actor
    today = request.now.date()
    context = {"person": found, "functions": functions, "today": today}
    context |= _allowed(functions, actor, today) | _agreed(found, actor)
    if getattr(request.user, "person_id", None) == pk:
        context["reachable"] = True
    if found.erased_on:
        context |= {"edits": False, "engages": False, "keeps": False, "kept": set()}
    context["sections"] = drawn_of_person(sections, found, today, actor)
    return page(request, "directory/person.html", context)


def _allowed(functions: list[Function], actor: Actor, today: date) -> dict[str, Any]:
    """What this person may read and do here, by where the functions are or were."""
    ever = frozenset(one.organisation_id for one in functions)
    now = frozenset(one.organisation_id for one in functions if one.holds(today))
    coming = frozenset(one.organisation_id for one in functions if one.starts_on > today)
    return {
        "reachable": may_see_address(actor, now | coming),
        "engages": may_engage(
            actor, standing([(one.organisation_id, one.ends_on) for one in functions], today)
        ),
        "edits": may_keep(actor) or any(may_edit(actor, house) for house in now),
        "reads_history": may_read_history(actor),
        "kept": {house for house in ever if may_edit(actor, house)},
    }


def _agreed(found: Person, actor: Actor) -> dict[str, Any]:
    """What the person agreed to, for those who keep it."""
    keeps = may_keep(actor)
    return {"keeps": keeps, "consents": consents_of(found) if keeps else ()}


@for_roles(*EDITS)
def introduce(request: Request, pk: int) -> HttpResponse:
    """Somebody of the team of a structure, and what they do there."""
    found = get_object_or_404(Organisation, pk=pk)
    allow(may_edit(request.actor, pk))
    back = resolve_url("directory:organisation", pk)
    task = Task(_("Présenter une personne"), _("Ajouter la personne"), found.name, back)
    today = request.now.date()
    form = forms.IntroduceForm(sent(request), today=today, initial={"since": Dated(today)})
    return filled(request, form, task, partial(_introduce, found, request.actor, back))


def _introduce(
    found: Organisation, by: Actor, back: str, cleaned: dict[str, Any]
) -> tuple[str, str]:
    added = actions.introduce_person(organisation=found, **cleaned, by=by)
    return _("%(who)s rejoint %(where)s.") % {"who": added.name, "where": found.name}, back


@for_roles(*EDITS)
def edit(request: Request, pk: int) -> HttpResponse:
    """Name and addresses of a person."""
    found, today = get_object_or_404(Person, pk=pk), request.now.date()
    houses = houses_of(found, today)
    allow(may_keep(request.actor) or any(may_edit(request.actor, house) for house in houses))
    back = resolve_url("directory:person", pk)
    task = Task(_("Modifier la fiche"), _("Enregistrer"), found.name, back, corrects=found)
    initial = {key: getattr(found, key) for key in forms.PersonForm.base_fields}
    form = forms.PersonForm(sent(request), initial=initial)
    return filled(request, form, task, partial(_edit, found, request, back))


def _edit(found: Person, request: Request, back: str, cleaned: dict[str, Any]) -> tuple[str, str]:
    actions.edit_person(found, **cleaned, by=request.actor, today=request.now.date())
    return _("La fiche est à jour."), back


@for_roles(*EDITS)
def give_function(request: Request, pk: int) -> HttpResponse:
    """Somebody already known does something more, there or elsewhere."""
    found, today = get_object_or_404(Person, pk=pk), request.now.date()
    allow(may_engage(request.actor, standing(functions_held(found), today)))
    back = resolve_url("directory:person", pk)
    task = Task(_("Ajouter une fonction"), _("Ajouter la fonction"), found.name, back)
    houses, initial = houses_edited_by(request.actor), {"since": Dated(today)}
    form = forms.OneMoreFunctionForm(
        sent(request), organisations=houses, today=today, initial=initial
    )
    return filled(request, form, task, partial(_give_function, found, request.actor, back))


def _give_function(found: Person, by: Actor, back: str, cleaned: dict[str, Any]) -> tuple[str, str]:
    given = actions.give_function(person=found, **cleaned, by=by)
    said = _("%(who)s est « %(title)s » %(of_where)s.")
    names = {"who": found.name, "title": given.title, "of_where": of(given.organisation.name)}
    return said % names, back


@for_roles(*EDITS)
def correct_function(request: Request, pk: int) -> HttpResponse:
    """What was wrong of a function, and what the person agrees to show of it."""
    found = _function(request, pk)
    back = wanted_page(request, resolve_url("directory:organisation", found.organisation_id))
    over = found.person.name, back
    task = Task(_("Corriger la fonction"), _("Enregistrer"), *over, corrects=found)
    initial, today = forms.function_initial(found), request.now.date()
    form = forms.CorrectFunctionForm(sent(request), today=today, initial=initial)
    return filled(request, form, task, partial(_correct, found, request.actor, back))


def _correct(found: Function, by: Actor, back: str, cleaned: dict[str, Any]) -> tuple[str, str]:
    actions.correct_function(found, **cleaned, by=by)
    return _("La fonction %(of_who)s est à jour.") % {"of_who": of(found.person.name)}, back


def _function(request: Request, pk: int) -> Function:
    """The function, for those who keep the card of its structure."""
    rows = Function.objects.select_related("person", "organisation")
    found = get_object_or_404(rows, pk=pk)
    allow(may_edit(request.actor, found.organisation_id))
    return found


@for_roles(*EDITS)
def change_function(request: Request, pk: int) -> HttpResponse:
    """A person does something else in the same structure."""
    found = _function(request, pk)
    back = resolve_url("directory:person", found.person_id)
    lead = _("%(held)s Cette fonction s’arrête la veille ; la nouvelle est au même endroit.")
    lead %= {"held": _held(found)}
    task = Task(_("Changer de fonction"), _("Changer de fonction"), found.person.name, back, lead)
    kept = {name: getattr(found, name) for name in ("kind", "public", "public_reach")}
    today = request.now.date()
    initial = {"since": Dated(today), **kept}
    form = forms.ChangeFunctionForm(sent(request), today=today, initial=initial)
    return filled(request, form, task, partial(_change, found, request.actor, back))


def _held(found: Function) -> str:
    """« Directrice, Halage, depuis mars 2014. »"""
    told = (found.title.capitalize(), found.organisation.name, found.beginning.onwards)
    return f"{', '.join(told)}."


def _change(found: Function, by: Actor, back: str, cleaned: dict[str, Any]) -> tuple[str, str]:
    given = actions.change_function(found, **cleaned, by=by)
    said = _("%(who)s est « %(title)s » %(of_where)s, et n’est plus « %(before)s ».")
    names = {"who": given.person.name, "title": given.title, "before": found.title}
    return said % {**names, "of_where": of(found.organisation.name)}, back


@for_roles(*EDITS)
def end_function(request: Request, pk: int) -> HttpResponse:
    """A person does it no more."""
    found = _function(request, pk)
    back = resolve_url("directory:person", found.person_id)
    name = found.person.name
    task = Task(_("Terminer la fonction"), _("Terminer"), name, back, _held(found))
    form = forms.EndFunctionForm(sent(request), initial={"until": Dated(request.now.date())})
    return filled(request, form, task, partial(_end, found, request.actor, back))


def _end(found: Function, by: Actor, back: str, cleaned: dict[str, Any]) -> tuple[str, str]:
    actions.end_function(found, **cleaned, by=by)
    said = _("%(who)s n’est plus « %(title)s » %(of_where)s.")
    names = {"who": found.person.name, "title": found.title}
    return said % {**names, "of_where": of(found.organisation.name)}, back
