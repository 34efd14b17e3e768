"""What everybody may read and come to, without an account."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from phares.activities.events import actions
from phares.activities.events.forms import PublicForm
from phares.activities.events.models import Registration
from phares.activities.events.queries.events import open_to_all, sessions_open_to_all
from phares.activities.events.queries.guests import read_token
from phares.activities.events.rules.asking import Guest
from phares.activities.events.rules.kinds import RegistrationState
from phares.common.web.audience import public
from phares.common.web.filling import accepted, pressed, sent, status_of
from phares.common.web.forms import set_apostrophes
from phares.common.web.language import spoken
from phares.common.web.pacing import Pace, paced
from phares.common.web.pages import done, page
from phares.common.web.requests import Request

ASKED = Pace(10)
"""Registrations a minute from one place: a family, not a program."""


@public
@require_safe
def public_events(request: Request) -> HttpResponse:
    """What is to come, the next first."""
    sessions = list(sessions_open_to_all(request.now)[:100])
    return page(request, "events/public_events.html", {"sessions": sessions})


@public
@paced(ASKED, sent=True)
def public_event(request: Request, pk: int) -> HttpResponse:
    """One event, and the form that asks for a place."""
    found = get_object_or_404(open_to_all(request.now).select_related("organiser"), pk=pk)
    sessions = sessions_open_to_all(request.now).filter(event=found)
    first = {"session": sessions.first()} if request.method != "POST" else {}
    form = PublicForm(sent(request), sessions=sessions, initial=first)
    if request.method == "POST" and form.is_valid():
        set_apostrophes(form)
        if accepted(form, partial(_ask, request, form.cleaned_data), {"email": ("email",)}):
            said = _("Un courriel part à l’adresse donnée : ouvrez son lien, il prend la place.")
            return done(request, resolve_url("events:public_event", pk=pk), said)
    context = {"event": found, "sessions": list(sessions), "form": form}
    return page(request, "events/public_event.html", context, status=status_of(form))


def _ask(request: Request, told: dict[str, Any]) -> bool:
    guest = Guest(told["name"], told["email"], told["from_where"], language=spoken())
    actions.ask_by_mail(told["session"], guest, by=request.actor, now=request.now)
    return True


@public
def mine(request: Request, token: str) -> HttpResponse:
    """From the link of a letter: how it stands; confirms, or gives up. Nobody signs in."""
    found = read_token(token)
    if found is None:
        raise Http404
    if request.method == "POST":
        return pressed(request, partial(_decide, request, found, token))
    session, state = found.session, RegistrationState(found.state)
    told = {"session": session, "event": session.event, "state": state}
    ahead = session.starts_at > request.now
    may = {
        "confirms": state is RegistrationState.TO_CONFIRM and ahead,
        "gives_up": state is not RegistrationState.CANCELLED and ahead,
        "announced": open_to_all(request.now).filter(pk=session.event_id).exists(),
    }
    return page(request, "events/mine.html", told | may)


def _decide(request: Request, found: Registration, token: str) -> tuple[str, str]:
    back = resolve_url("events:mine", token=token)
    if request.POST.get("act") == "confirm":
        kept = actions.confirm_by_mail(found, by=request.actor, now=request.now)
        if kept.state == RegistrationState.WAITING.value:
            return _("Il n’y a plus de place : vous êtes sur la liste d’attente."), back
        return _("Votre place est gardée."), back
    actions.give_up(found, by=request.actor, now=request.now, by_link=True)
    return _("Votre inscription est annulée."), back
