"""What the pole does with a booking: yes or no, ready, come or not."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from phares.activities.bookings import actions, forms
from phares.activities.bookings.models import Booking
from phares.activities.bookings.queries.asked import to_decide
from phares.activities.bookings.rules.lifecycle import why_not_say
from phares.activities.bookings.rules.permissions import APPROVES, BOOKS, BOOKS_FOR_ANYBODY
from phares.activities.bookings.views.bookings import found_booking, own_booking, task_on
from phares.activities.bookings.views.saying import said_of
from phares.common.web.audience import for_roles
from phares.common.web.filling import AS_IT_STANDS, Task, filled, pressed, sent
from phares.common.web.pages import page
from phares.common.web.requests import Request
from phares.kernel.refusal import insist


@for_roles(*APPROVES)
@require_POST
def approve(request: Request, pk: int) -> HttpResponse:
    """Yes."""
    does = partial(actions.approve_booking, by=request.actor)
    return _pressed(request, pk, does, _("Réservation confirmée."))


@for_roles(*APPROVES)
def refuse(request: Request, pk: int) -> HttpResponse:
    """No, with a reason that will be read."""
    found = found_booking(pk)

    def act(told: dict[str, Any]) -> tuple[str, str]:
        actions.refuse_booking(found, reason=told["reason"], by=request.actor, now=request.now)
        return _("Réservation refusée : la place est libre."), resolve_url("bookings:bookings")

    form, task = forms.DecideForm(sent(request)), task_on(found, _("Refuser"), _("Refuser"))
    return filled(request, form, task, act, {"unsaid": ("reason",)})


@for_roles(*APPROVES)
def answer(request: Request) -> HttpResponse:
    """Several requests at once: yes to those that are ticked, or no with a reason."""
    waiting = to_decide(request.now).select_related("offer", "party")
    form = forms.AnswerForm(sent(request), waiting=waiting)
    back = resolve_url("bookings:bookings")
    if not form.is_bound and not waiting.exists():
        return page(request, "bookings/answered.html", {"back": back})
    task = Task(
        _("Répondre aux demandes"), _("Confirmer celles cochées"), _("Réservations"), back,
        lead=_("La place est gardée en attendant. Chaque personne reçoit sa réponse."),
        other=_("Refuser celles cochées"),
    )  # fmt: skip
    return filled(request, form, task, partial(_answer, request, form), {"unsaid": ("reason",)})


def _answer(request: Request, form: forms.AnswerForm, told: dict[str, Any]) -> tuple[str, str]:
    """The second button says no."""
    no = AS_IT_STANDS in request.POST
    insist(why_not_say(form.said) if no else None)
    because = form.said if no else ""
    ways: dict[str, Any] = {"by": request.actor, "now": request.now}
    done = actions.answer_several(told["bookings"], no_because=because, **ways)
    return said_of(done, no=no), resolve_url("bookings:answer")


@for_roles(*BOOKS)
@require_POST
def come(request: Request, pk: int) -> HttpResponse:
    """Somebody is there."""
    own_booking(request, pk)
    does = partial(actions.check_in, by=request.actor, now=request.now)
    return _pressed(request, pk, does, _("Bienvenue : la salle est à vous."))


@for_roles(*BOOKS_FOR_ANYBODY)
@require_POST
def absent(request: Request, pk: int) -> HttpResponse:
    """Nobody came."""
    does = partial(actions.note_absence, by=request.actor, now=request.now)
    return _pressed(request, pk, does, _("C’est noté : la salle est libre."))


@for_roles(*BOOKS_FOR_ANYBODY)
@require_POST
def honoured(request: Request, pk: int) -> HttpResponse:
    """They came after all."""
    does = partial(actions.note_presence, by=request.actor)
    return _pressed(request, pk, does, _("C’est noté : on est venu."))


@for_roles(*BOOKS_FOR_ANYBODY)
@require_POST
def prepared(request: Request, pk: int) -> HttpResponse:
    """The room is ready."""
    does = partial(actions.note_prepared, by=request.actor, now=request.now)
    return _pressed(request, pk, does, _("C’est noté : la salle est prête."))


def _pressed(
    request: Request, pk: int, does: Callable[[Booking], Booking], said: str
) -> HttpResponse:
    found = found_booking(pk)

    def act() -> tuple[str, str]:
        does(found)
        return said, resolve_url("bookings:booking", pk=pk)

    return pressed(request, act)
