"""What may be booked, and when the house is open."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _

from phares.activities.bookings import actions
from phares.activities.bookings.forms import CloseForm, HoursForm, OfferForm
from phares.activities.bookings.rules.permissions import ARRANGES
from phares.common.web.audience import for_roles
from phares.common.web.filling import Task, filled, sent
from phares.common.web.requests import Request

PLACES = {"no-unit": ("units",), "unnamed": ("name",), "lengths": ("longest_minutes",)}


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
def hours(request: Request) -> HttpResponse:
    """When the house is open, from a day on."""
    form = HoursForm(sent(request), initial={"start": timezone.localdate(request.now)})

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
        return _("La fermeture est notée."), resolve_url("bookings:day")

    task = _task(_("Fermer quelques jours"), _("Fermer"))
    return filled(request, CloseForm(sent(request)), task, act)
