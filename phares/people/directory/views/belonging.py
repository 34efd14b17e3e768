"""Coming in, going out, moving in and out of the premises."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.translation import gettext as _

from phares.common.web.audience import for_roles
from phares.common.web.filling import Task, sent
from phares.common.web.requests import Request
from phares.kernel.actor import KEEPERS, Actor
from phares.kernel.dating import Dated
from phares.kernel.words import listed
from phares.people.directory import actions, forms
from phares.people.directory.actions.belonging import Closing
from phares.people.directory.extras import Parting
from phares.people.directory.models import Belonging, Organisation
from phares.people.directory.queries.belonging import member_besides
from phares.people.directory.queries.people import running_after
from phares.people.directory.views.filling import filled


@for_roles(*KEEPERS)
def enter(request: Request, pk: int) -> HttpResponse:
    """One more way it belongs to the pole."""
    found = get_object_or_404(Organisation, pk=pk)
    back = resolve_url("directory:organisation", pk)
    task = Task(_("Noter une appartenance"), _("Noter l’appartenance"), found.name, back)
    form = forms.EnterForm(sent(request), initial={"since": Dated(request.now.date())})
    return filled(request, form, task, partial(_enter, found, request.actor, back))


def _enter(found: Organisation, by: Actor, back: str, cleaned: dict[str, Any]) -> tuple[str, str]:
    entered = actions.enter_pole(party=found, **cleaned, by=by)
    said = _("%(name)s : appartenance notée %(since)s.")
    return said % {"name": found.name, "since": entered.beginning.onwards}, back


@for_roles(*KEEPERS)
def correct(request: Request, pk: int) -> HttpResponse:
    """What was noted wrong of a belonging."""
    found, back = _belonging(pk)
    lead = _("Une présence qui commence ou finit avec elle suit ses dates.")
    over = found.party.name, back, lead
    submit = _("Enregistrer la correction")
    task = Task(_("Corriger l’appartenance"), submit, *over, corrects=found)
    form = forms.CorrectForm(sent(request), initial=forms.belonging_initial(found))
    return filled(request, form, task, partial(_correct, found, request.actor, back))


def _correct(found: Belonging, by: Actor, back: str, cleaned: dict[str, Any]) -> tuple[str, str]:
    actions.correct_belonging(found, **cleaned, by=by)
    return _("%(name)s : l’appartenance est corrigée.") % {"name": found.party.name}, back


@for_roles(*KEEPERS)
def leave(request: Request, pk: int, partings: tuple[Parting, ...] = ()) -> HttpResponse:
    """It belongs no more: when, why, and what it became."""
    found, back = _belonging(pk)
    lead = _("Elle appartient au pôle %(since)s. Sa fiche et ses chiffres restent.") % {
        "since": found.beginning.onwards
    }
    running = running_of(found, request, partings)
    task = Task(_("Terminer l’appartenance"), _("Noter le départ"), found.party.name, back, lead)
    initial = {"until": Dated(request.now.date()), "closes": True}
    form = forms.LeaveForm(sent(request), initial=initial, running=running)
    closing = [actions.close_functions, *(one.close for one in partings)]
    return filled(request, form, task, partial(_leave, found, request.actor, back, closing))


def running_of(found: Belonging, request: Request, partings: tuple[Parting, ...]) -> str:
    """What runs in its name and would outlive it; nothing when it goes on by another tie."""
    today, pk = request.now.date(), found.party_id
    if member_besides(found, today):
        return ""
    told = [one.running(pk, today, request.actor) for one in partings]
    people = list(dict.fromkeys(one.person.name for one in running_after(pk, today)))
    if people:
        told.append(_("Des personnes y ont une fonction : %s.") % listed(people))
    return " ".join(filter(None, told))


def _leave(
    found: Belonging, by: Actor, back: str, closing: list[Closing], cleaned: dict[str, Any]
) -> tuple[str, str]:
    closes = cleaned.pop("closes", False)
    left = actions.leave_pole(found, **cleaned, closing=closing if closes else (), by=by)
    return _("%(name)s est notée partie (%(until)s).") % {
        "name": found.party.name,
        "until": left.ending,
    }, back


@for_roles(*KEEPERS)
def move_out(request: Request, pk: int) -> HttpResponse:
    """It leaves the premises and still belongs."""
    found, back = _belonging(pk)
    lead = _("Elle quitte les locaux et continue d’appartenir au pôle.")
    task = Task(_("Noter hors les murs"), _("Noter hors les murs"), found.party.name, back, lead)
    form = forms.MoveOutForm(sent(request), initial={"until": Dated(request.now.date())})
    return filled(request, form, task, partial(_move_out, found, request.actor, back))


def _move_out(found: Belonging, by: Actor, back: str, cleaned: dict[str, Any]) -> tuple[str, str]:
    actions.move_out(found, **cleaned, by=by)
    return _("%(name)s est notée hors les murs.") % {"name": found.party.name}, back


@for_roles(*KEEPERS)
def move_in(request: Request, pk: int) -> HttpResponse:
    """It is in the premises from a date on."""
    found, back = _belonging(pk)
    task = Task(_("Noter dans les locaux"), _("Noter dans les locaux"), found.party.name, back)
    form = forms.MoveInForm(sent(request), initial={"since": Dated(request.now.date())})
    return filled(request, form, task, partial(_move_in, found, request, back))


def _move_in(
    found: Belonging, request: Request, back: str, cleaned: dict[str, Any]
) -> tuple[str, str]:
    actions.move_in(found, **cleaned, by=request.actor)
    told = {"name": found.party.name, "since": cleaned["since"].to_come}
    if cleaned["since"].day > request.now.date():
        return _("%(name)s est attendue dans les locaux %(since)s.") % told, back
    return _("%(name)s est notée présente dans les locaux.") % told, back


def _belonging(pk: int) -> tuple[Belonging, str]:
    """The belonging and the page of who belongs."""
    rows = Belonging.objects.select_related("party").filter(party__kind="organisation")
    found = get_object_or_404(rows, pk=pk)
    return found, resolve_url("directory:organisation", found.party_id)
