"""Who comes: registered, given up, ticked, counted."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from phares.activities.events import actions, forms
from phares.activities.events.formats.sheet import attendance_sheet
from phares.activities.events.models import Registration, Session
from phares.activities.events.queries.events import on_the_list
from phares.activities.events.rules.asking import Guest
from phares.activities.events.rules.kinds import RegistrationState
from phares.activities.events.rules.permissions import READERS, WELCOMES, may_welcome
from phares.activities.events.views.events import at, session_of, task_on
from phares.common.web.audience import for_roles, hide_unless
from phares.common.web.filling import filled, pressed, sent
from phares.common.web.language import spoken
from phares.common.web.pages import page
from phares.common.web.requests import Request

PLACES = {"email": ("email",), "name": ("name",), "organisation": ("organisation",)}


@for_roles(*WELCOMES)
def register(request: Request, pk: int) -> HttpResponse:
    """The desk registers somebody."""
    found = session_of(pk)
    form = forms.GuestForm(sent(request), today=request.now.date())
    task = task_on(found.event, _("Inscrire quelqu’un"), _("Inscrire"))

    def act(told: dict[str, Any]) -> tuple[str, str]:
        made = actions.register(
            found, form.guest, organisation=told["organisation"], by=request.actor, now=request.now
        )
        return _said(made), at(found.event)

    return filled(request, form, task, act, PLACES)


@for_roles(*READERS)
def come(request: Request, pk: int) -> HttpResponse:
    """I come."""
    found, actor = session_of(pk), request.actor
    form = forms.ComeForm(sent(request), actor=actor)
    task = task_on(found.event, _("M’inscrire"), _("M’inscrire"))

    def act(told: dict[str, Any]) -> tuple[str, str]:
        email = str(request.user.email)  # type: ignore[union-attr]
        made = actions.register(
            found, Guest(actor.name, email, language=spoken()),
            organisation=told["organisation"], by=actor, now=request.now, oneself=True,
        )  # fmt: skip
        return _said(made), at(found.event)

    return filled(request, form, task, act, PLACES | {"email": ("organisation",)})


@for_roles(*READERS)
@require_POST
def give_up(request: Request, pk: int) -> HttpResponse:
    """A place is given back: one’s own, or by the desk."""
    rows = Registration.objects.select_related("session__event")
    found = get_object_or_404(rows, pk=pk)
    hide_unless(may_welcome(request.actor) or found.user_id == request.actor.user_id)

    def does() -> tuple[str, str]:
        actions.give_up(found, by=request.actor, now=request.now)
        return _("L’inscription est annulée."), at(found.session.event)

    return pressed(request, does)


def _said(made: Registration) -> str:
    if made.state == RegistrationState.WAITING.value:
        return _("Il n’y a plus de place : c’est noté sur la liste d’attente.")
    return _("L’inscription est notée.")


@for_roles(*WELCOMES)
def attendance(request: Request, pk: int) -> HttpResponse:
    """The list to tick, with or without a script."""
    found = session_of(pk)
    if request.method == "POST":
        came = [int(one) for one in request.POST.getlist("came") if one.isdecimal()][:9999]

        def does() -> tuple[str, str]:
            actions.note_attendance(found, came, by=request.actor, now=request.now)
            return _("Les présences sont notées."), at(found.event)

        return pressed(request, does)
    return page(request, "events/attendance.html", _listed(found))


def _listed(found: Session) -> dict[str, Any]:
    held = [one for one in on_the_list(found) if one.state == RegistrationState.HELD.value]
    return {"session": found, "event": found.event, "people": held}


@for_roles(*WELCOMES)
@require_safe
def sheet(request: Request, pk: int) -> HttpResponse:
    """The same list on paper, to sign."""
    found = session_of(pk)
    pdf = attendance_sheet(found, _listed(found)["people"])
    response = HttpResponse(pdf, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="emargement-{found.pk}.pdf"'
    return response


@for_roles(*WELCOMES)
def heads(request: Request, pk: int) -> HttpResponse:
    """People who came without being on the list."""
    found = session_of(pk)
    form = forms.HeadsForm(sent(request), today=request.now.date())
    task = task_on(found.event, _("Compter des personnes venues"), _("Compter"))

    def act(told: dict[str, Any]) -> tuple[str, str]:
        actions.count_heads(
            found, told["organisation"], told["people"], by=request.actor, now=request.now
        )
        return _("Les personnes sont comptées."), at(found.event)

    return filled(request, form, task, act)
