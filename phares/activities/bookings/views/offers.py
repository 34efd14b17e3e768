"""What may be booked, and when the house is open."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from phares.activities.bookings import actions
from phares.activities.bookings.forms import (
    CapForm,
    CloseForm,
    HoursForm,
    OfferForm,
    WaysForm,
    WithdrawForm,
)
from phares.activities.bookings.models import DaysOff, Offer
from phares.activities.bookings.queries.arranged import booked_between, closures_from, hours_on
from phares.activities.bookings.rules.permissions import ARRANGES
from phares.common.web.audience import for_roles
from phares.common.web.filling import Task, filled, pressed, sent
from phares.common.web.pages import page
from phares.common.web.requests import Request
from phares.kernel.tongue import say_plural

PLACES = {
    "no-hours": ("opens_0",),
    "no-unit": ("units",),
    "unnamed": ("name",),
    "lengths": ("longest_minutes",),
}

WAYS = tuple(WaysForm.base_fields)


def _task(title: str, submit: str, lead: str = "") -> Task:
    return Task(title, submit, _("Salles"), resolve_url("bookings:day"), lead)


@for_roles(*ARRANGES)
def offer(request: Request) -> HttpResponse:
    """A place or a thing is opened for booking."""
    form = OfferForm(sent(request), initial={"start": timezone.localdate(request.now)})

    def act(told: dict[str, Any]) -> tuple[str, str]:
        made = actions.offer_place(units=list(told["units"]), by=request.actor, **form.told)
        return _("C’est ouvert à la réservation."), resolve_url("bookings:place", pk=made.pk)

    return filled(request, form, _task(_("Ouvrir à la réservation"), _("Ouvrir")), act, PLACES)


@for_roles(*ARRANGES)
def change(request: Request, pk: int) -> HttpResponse:
    """Other ways to book it; what is booked stays."""
    found = get_object_or_404(Offer, pk=pk)
    form = WaysForm(sent(request), initial={name: getattr(found, name) for name in WAYS})

    def act(told: dict[str, Any]) -> tuple[str, str]:
        actions.change_offer(found, by=request.actor, **told)
        return _("C’est changé."), resolve_url("bookings:place", pk=pk)

    task = _task_on(found, _("Changer la façon de réserver"), _("Enregistrer"), corrects=found)
    return filled(request, form, task, act, PLACES)


@for_roles(*ARRANGES)
def withdraw(request: Request, pk: int) -> HttpResponse:
    """It is not booked any more after a day."""
    found = get_object_or_404(Offer, pk=pk)

    def act(told: dict[str, Any]) -> tuple[str, str]:
        actions.withdraw_offer(found, last_day=told["last_day"], by=request.actor)
        return _("Il ne se réservera plus ensuite."), resolve_url("bookings:day")

    task = _task_on(found, _("Ne plus réserver"), _("Ne plus réserver"))
    return filled(request, WithdrawForm(sent(request)), task, act, {"dates": ("last_day",)})


def _task_on(found: Offer, title: str, submit: str, corrects: Any = None) -> Task:
    back = resolve_url("bookings:place", pk=found.pk)
    return Task(title, submit, found.name, back, corrects=corrects)


@for_roles(*ARRANGES)
def cap(request: Request) -> HttpResponse:
    """How much of everything one may book, from a day on."""
    form = CapForm(sent(request), initial={"start": timezone.localdate(request.now)})

    def act(told: dict[str, Any]) -> tuple[str, str]:
        actions.set_cap(form.cap, start=told["start"], by=request.actor)
        return _("Le plafond est noté."), resolve_url("bookings:day")

    lead = _("Il vaut pour tout ce qui se réserve, et ne lie pas l’équipe.")
    return filled(request, form, _task(_("Plafonner"), _("Plafonner"), lead), act)


@for_roles(*ARRANGES)
def hours(request: Request) -> HttpResponse:
    """When the house is open, from a day on."""
    today = timezone.localdate(request.now)
    form = HoursForm(sent(request), initial={"start": today, **hours_on(today)})

    def act(told: dict[str, Any]) -> tuple[str, str]:
        actions.set_hours(form.hours, start=told["start"], by=request.actor)
        return _("Les horaires sont notés."), resolve_url("bookings:day")

    lead = _("On réserve à l’intérieur de ces heures. Laissez vide un jour de fermeture.")
    return filled(request, form, _task(_("Horaires du pôle"), _("Enregistrer"), lead), act)


@for_roles(*ARRANGES)
def close(request: Request) -> HttpResponse:
    """The house is closed for some days."""

    def act(told: dict[str, Any]) -> tuple[str, str]:
        label, first, last = told["label"], told["first"], told["last"]
        actions.close_days(label=label, first=first, last=last, by=request.actor)
        return _said_closed(booked_between(first, last)), resolve_url("bookings:closures")

    task = _task(_("Fermer quelques jours"), _("Fermer"))
    return filled(request, CloseForm(sent(request)), task, act)


def _said_closed(standing: int) -> str:
    if not standing:
        return _("La fermeture est notée.")
    said = say_plural(
        "La fermeture est notée. {count} réservation y tient encore : déplacez-la ou annulez-la.",
        "La fermeture est notée. {count} réservations y tiennent encore : déplacez-les ou "
        "annulez-les.",
        standing,
    )
    return said.format(count=standing)


@for_roles(*ARRANGES)
@require_safe
def closures(request: Request) -> HttpResponse:
    """Those that last or are to come."""
    rows = closures_from(timezone.localdate(request.now))
    return page(request, "bookings/closures.html", {"closures": rows})


@for_roles(*ARRANGES)
@require_POST
def reopen(request: Request, pk: int) -> HttpResponse:
    """A closure that will not be."""
    found = get_object_or_404(DaysOff, pk=pk)

    def act() -> tuple[str, str]:
        actions.reopen_days(found, by=request.actor)
        return _("C’est rouvert."), resolve_url("bookings:closures")

    return pressed(request, act)
