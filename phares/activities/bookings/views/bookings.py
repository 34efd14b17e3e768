"""One booking: asked for, read, moved, corrected, given back."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from phares.activities.bookings import actions, forms
from phares.activities.bookings.models import Booking
from phares.activities.bookings.queries.asked import visible_to
from phares.activities.bookings.queries.instead import WAIT, instead_of, offered_instead
from phares.activities.bookings.queries.planning import changeable_by
from phares.activities.bookings.queries.series import series_of
from phares.activities.bookings.rules.kinds import BookingState, Nature, Setup
from phares.activities.bookings.rules.permissions import (
    BOOKS,
    SEES_THE_CALENDAR,
    leads,
    may_approve,
    may_change,
    reads_all,
)
from phares.activities.bookings.rules.using import why_not_absent, why_not_check_in
from phares.activities.bookings.tables import booking_table
from phares.activities.bookings.views.calendar import asked_day
from phares.activities.bookings.views.pricing import price_first, price_hint
from phares.activities.bookings.views.saying import planning_of, said_booked, when
from phares.common.web.audience import for_roles
from phares.common.web.filling import AS_IT_STANDS, Task, allow, filled, sent
from phares.common.web.pages import page
from phares.common.web.requests import Request
from phares.common.web.tables import table_response
from phares.kernel.refusal import Refused

PLACES = {
    "taken": ("offer",), "not-offered": ("offer",), "closed": ("day",), "outside-hours": ("start",),
    "too-short": ("end",), "too-long": ("end",), "step": ("start",), "past": ("day",),
    "too-soon": ("start",), "too-far": ("day",), "dates": ("end",), "forbidden": ("party",),
    "too-many": ("people", "offer"),
}  # fmt: skip
TOLD = ("purpose", "nature", "people", "setup", "catering", "note")


@for_roles(*SEES_THE_CALENDAR)
@require_safe
def bookings(request: Request) -> HttpResponseBase:
    """All that was booked; a member's own."""
    rows, context = visible_to(request.actor), {"books": request.actor.is_(*BOOKS)}
    spec = booking_table(request.now)
    return table_response(request, spec, rows, "bookings/bookings.html", context)


@for_roles(*BOOKS)
def book(request: Request) -> HttpResponse:
    """A place is asked for; refused, other places and other hours are offered on the form."""
    day = asked_day(request)
    back = f"{resolve_url('bookings:day')}?jour={day.isoformat()}"
    said, other = price_hint(request)
    often = (_("Réserver plusieurs dates"), resolve_url("bookings:book_series"))
    task = Task(_("Réserver une salle"), _("Réserver"), _("Salles"), back, said, other, also=often)
    typed = instead_of(sent(request))
    form = forms.BookForm(
        typed,
        actor=request.actor,
        today=day,
        initial=_asked(request),
        find_instead=partial(offered_instead, actor=request.actor, waits=True),
    )
    return filled(request, form, task, partial(_book, request, form), PLACES)


def _else(request: Request) -> Any:
    """What finds another place or other hours for who asks."""
    return partial(offered_instead, actor=request.actor)


def _asked(request: Request) -> dict[str, Any]:
    """What the cell one pressed says: the place, the day and an hour of it."""
    since = request.GET.get("de", "")
    hour = int(since[:2]) if since[:2].isdecimal() else 9
    start = since if len(since) == 5 else f"{hour:02d}:00"
    own = request.actor.in_name_of
    return {
        "offer": request.GET.get("offre"),
        "day": asked_day(request),
        "start": start,
        "end": f"{min(hour + 1, 23):02d}:{start[3:]}",
        "party": own.pk if own else request.GET.get("structure"),
        "key": str(uuid4()),
    }


def _book(request: Request, form: forms.BookForm, told: dict[str, Any]) -> tuple[str, str]:
    if AS_IT_STANDS in request.POST:
        raise Refused(price_first(told["offer"], told["party"], told["slot"], request.now))
    if request.POST.get("instead") == WAIT:
        return _wait(request, form, told)
    booking = actions.book_room(
        offer=told["offer"], party=told["party"], slot=told["slot"], wish=form.wish,
        by=request.actor, now=request.now, request_key=told["key"],
    )  # fmt: skip
    return said_booked(booking), planning_of(booking)


def _wait(request: Request, form: forms.BookForm, told: dict[str, Any]) -> tuple[str, str]:
    actions.wait_for_room(
        offer=told["offer"], party=told["party"], slot=told["slot"], wish=form.wish,
        by=request.actor, now=request.now,
    )  # fmt: skip
    said = _("C’est noté : un courriel vous préviendra si la place se libère.")
    return said, resolve_url("bookings:waits")


def found_booking(pk: int) -> Booking:
    rows = Booking.objects.select_related("offer", "party", "made_by", "prepared_by", "price")
    return get_object_or_404(rows, pk=pk)


def own_booking(request: Request, pk: int) -> Booking:
    """One that this person may change; 403 for another's."""
    found = found_booking(pk)
    allow(may_change(request.actor, found.party_id))
    return found


@for_roles(*SEES_THE_CALENDAR)
@require_safe
def booking(request: Request, pk: int) -> HttpResponse:
    """Who has what, when, what for; what this person may do with it."""
    found = found_booking(pk)
    context = {
        "booking": found,
        "when": when(found),
        "setup": Setup(found.setup).label,
        "nature": Nature(found.nature).label,
        "back": planning_of(found),
        "series": series_of(found, request.actor),
        "details": may_change(request.actor, found.party_id) or reads_all(request.actor),
    }
    return page(request, "bookings/booking.html", context | _acts(request, found))


def _acts(request: Request, found: Booking) -> dict[str, bool]:
    """What this person may do with it now."""
    actor, now = request.actor, request.now
    confirmed = found.state == BookingState.CONFIRMED.value
    waits = found.state == BookingState.TO_APPROVE.value
    came = why_not_check_in(BookingState(found.state), found.starts_at, found.ends_at, now)
    own, here = may_change(actor, found.party_id), found.checked_in_at is None and confirmed
    return {
        "changes": changeable_by(found, actor, now),
        "decides": waits and found.ends_at > now and may_approve(actor),
        "comes": own and here and came is None,
        "absent": leads(actor) and _missed(found, now),
        "honoured": leads(actor) and found.state == BookingState.NO_SHOW.value,
        "ready": leads(actor) and confirmed and found.prepared_at is None,
    }


def _missed(found: Booking, now: datetime) -> bool:
    state = BookingState(found.state)
    return why_not_absent(state, found.starts_at, found.checked_in_at, now) is None


def task_on(found: Booking, title: str, submit: str) -> Task:
    back = resolve_url("bookings:booking", pk=found.pk)
    return Task(title, submit, str(found), back, corrects=found)


@for_roles(*BOOKS)
def move(request: Request, pk: int) -> HttpResponse:
    """Other hours, another place."""
    found = own_booking(request, pk)
    start, end = timezone.localtime(found.starts_at), timezone.localtime(found.ends_at)
    initial = {"offer": found.offer, "day": start.date(), "start": start.time(), "end": end.time()}
    typed, today = instead_of(sent(request)), start.date()
    form = forms.MoveForm(typed, today=today, initial=initial, find_instead=_else(request))

    def act(told: dict[str, Any]) -> tuple[str, str]:
        to, offer = told["slot"], told["offer"]
        moved = actions.move_booking(found, to, by=request.actor, now=request.now, offer=offer)
        return said_booked(moved), planning_of(moved)

    return filled(request, form, task_on(found, _("Déplacer"), _("Déplacer")), act, PLACES)


@for_roles(*BOOKS)
def correct(request: Request, pk: int) -> HttpResponse:
    """What it is for, and what must be ready."""
    found = own_booking(request, pk)
    initial = {name: getattr(found, name) for name in TOLD}
    form = forms.ChangeForm(sent(request), initial=initial)

    def act(_told: dict[str, Any]) -> tuple[str, str]:
        actions.correct_booking(found, form.wish, by=request.actor, now=request.now)
        return _("C’est noté."), resolve_url("bookings:booking", pk=pk)

    return filled(request, form, task_on(found, _("Corriger"), _("Enregistrer")), act)


@for_roles(*BOOKS)
def cancel(request: Request, pk: int) -> HttpResponse:
    """Asked first; then the place is given back."""
    found = own_booking(request, pk)
    lead = _("{when} : la place redevient libre pour les autres.").format(when=when(found))
    back = resolve_url("bookings:booking", pk=pk)
    task = Task(
        _("Annuler cette réservation ?"), _("Annuler la réservation"), str(found), back, lead
    )

    def act(told: dict[str, Any]) -> tuple[str, str]:
        actions.cancel_booking(found, by=request.actor, now=request.now, reason=told["reason"])
        return _("Réservation annulée : la place est libre."), planning_of(found)

    return filled(request, forms.CancelForm(sent(request)), task, act)
