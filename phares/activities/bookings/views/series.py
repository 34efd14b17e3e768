"""Series: asked for, seen before they are written, read, retried, changed, cancelled."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from phares.activities.bookings import actions, forms
from phares.activities.bookings.forms.series import ONE
from phares.activities.bookings.models import Booking, Occurrence, Series
from phares.activities.bookings.queries.series import (
    coming_days,
    counted,
    dates_shown,
    hours_of,
    series_for,
)
from phares.activities.bookings.rules.kinds import WEEKDAYS
from phares.activities.bookings.rules.permissions import (
    BOOKS,
    SEES_THE_CALENDAR,
    may_change,
    may_read,
)
from phares.activities.bookings.tables import series_table
from phares.activities.bookings.views.bookings import PLACES
from phares.activities.bookings.views.calendar import asked_day
from phares.common.web.audience import for_roles
from phares.common.web.drafts import CSRF, PAGE
from phares.common.web.filling import Task, accepted, allow, filled, pressed, sent
from phares.common.web.pages import page
from phares.common.web.requests import Request
from phares.common.web.tables import table_response
from phares.kernel.dating import Dated
from phares.kernel.tongue import say_plural

SURE, AGAIN = "sure", "again"
OURS = {CSRF, PAGE, SURE, AGAIN}
SERIES_PLACES = PLACES | {
    "no-end": ("last",), "dates": ("last",), "too-many-dates": ("last",), "no-date": ("last",),
    "closed": ("offer",), "outside-hours": ("start",), "past": ("day",), "too-soon": ("day",),
    "rules": ("offer",), "clock": ("start",),
}  # fmt: skip


@for_roles(*SEES_THE_CALENDAR)
@require_safe
def all_series(request: Request) -> HttpResponseBase:
    """Every series; a member’s own."""
    rows, context = counted(series_for(request.actor)), {"books": request.actor.is_(*BOOKS)}
    return table_response(request, series_table(), rows, "bookings/all_series.html", context)


@for_roles(*BOOKS)
def book_series(request: Request) -> HttpResponse:
    """Said in plain words; the dates are shown, then written."""
    day = asked_day(request)
    task = Task(_("Réserver plusieurs dates"), _("Voir les dates"), _("Séries"),
                resolve_url("bookings:all_series"))  # fmt: skip
    initial = {"day": day, "start": "09:00", "end": "10:00", "key": str(uuid4()),
               "offer": request.GET.get("offre")}  # fmt: skip
    form = forms.SeriesForm(sent(request), actor=request.actor, today=day, initial=initial)
    if request.method == "POST" and SURE not in request.POST and form.is_valid():
        return _before_writing(request, form, task)
    return filled(request, form, task, partial(_book, request, form), SERIES_PLACES)


def _before_writing(request: Request, form: forms.SeriesForm, task: Task) -> HttpResponse:
    """The dates, those that cannot be had with why; or the form again, to be put right."""
    seen = None
    if AGAIN not in request.POST:
        foresee = partial(actions.foresee_series, form.plan, by=request.actor, now=request.now)
        seen = accepted(form, foresee, SERIES_PLACES)
    if not seen:
        status = 422 if form.errors else 200
        return page(request, "web/task.html", {"form": form, "task": task}, status=status)
    return page(request, "bookings/series_preview.html", _seen(request, form, task, seen))


def _seen(
    request: Request, form: forms.SeriesForm, task: Task, seen: Sequence[actions.Foreseen]
) -> dict[str, Any]:
    """What the page shows of the dates, and what was typed, to be sent again."""
    sent_lists = request.POST.lists()
    free = sum(one.reason is None for one in seen)
    return {
        "plan": form.plan,
        "dates": [(f"{WEEKDAYS[one.day.weekday()]} {Dated(one.day)}", one.reason) for one in seen],
        "free": free,
        "missing": len(seen) - free,
        "typed": [(name, one) for name, many in sent_lists if name not in OURS for one in many],
        "task": task,
    }


def _book(request: Request, form: forms.SeriesForm, told: dict[str, Any]) -> tuple[str, str]:
    made = actions.book_series(
        form.plan, by=request.actor, now=request.now, request_key=told["key"]
    )
    had = made.dates.filter(booking__isnull=False).count()
    said = say_plural("{count} date réservée.", "{count} dates réservées.", had)
    return said.format(count=had), resolve_url("bookings:series", pk=made.pk)


def own_series(request: Request, pk: int) -> Series:
    """One that this person may change; 403 for another’s."""
    found = found_series(pk)
    allow(may_change(request.actor, found.party_id))
    return found


def found_series(pk: int) -> Series:
    return get_object_or_404(Series.objects.select_related("offer", "party"), pk=pk)


@for_roles(*SEES_THE_CALENDAR)
@require_safe
def series(request: Request, pk: int) -> HttpResponse:
    """Its dates, each with what became of it and why."""
    found = found_series(pk)
    allow(may_read(request.actor, found.party_id))
    dates = dates_shown(found, request.now)
    context = {
        "series": found,
        "hours": hours_of(found, None),
        "dates": dates,
        "had": sum(not one.missing and one.booking is not None for one in dates),
        "coming": coming_days(found, request.now),
        "changes": may_change(request.actor, found.party_id),
    }
    return page(request, "bookings/series.html", context)


@for_roles(*BOOKS)
@require_POST
def retry(request: Request, pk: int) -> HttpResponse:
    """A date that was not had is asked for again."""
    rows = Occurrence.objects.select_related("series")
    found = get_object_or_404(rows, pk=pk)
    allow(may_change(request.actor, found.series.party_id))

    def act() -> tuple[str, str]:
        actions.retry_occurrence(found, by=request.actor, now=request.now)
        return _("Date réservée."), resolve_url("bookings:series", pk=found.series_id)

    return pressed(request, act)


def _task_on(found: Series, title: str, submit: str, lead: str) -> Task:
    back = resolve_url("bookings:series", pk=found.pk)
    return Task(title, submit, str(found), back, lead)


@for_roles(*BOOKS)
def cancel(request: Request, pk: int) -> HttpResponse:
    """One date, this one and the following, or all that is to come: asked first."""
    found = own_series(request, pk)
    days = coming_days(found, request.now)
    initial = {"day": request.GET.get("date"), "which": ONE}
    form = forms.CancelSeriesForm(sent(request), days=days, initial=initial)
    lead = _("Ce qui est annulé redevient libre pour les autres, et reste dans la liste.")
    task = _task_on(found, _("Annuler des dates"), _("Annuler ces dates"), lead)
    return filled(request, form, task, partial(_cancel, request, found, form))


def _cancel(
    request: Request, found: Series, form: forms.CancelSeriesForm, told: dict[str, Any]
) -> tuple[str, str]:
    facts = {"by": request.actor, "now": request.now, "reason": told["reason"]}
    count = 1
    if told["which"] == ONE:
        one = get_object_or_404(Booking, occurrence__series=found, occurrence__day=told["day"])
        actions.cancel_booking(one, **facts)
    else:
        count = actions.cancel_series(found, since=form.since, **facts)
    said = say_plural("{count} date annulée.", "{count} dates annulées.", count)
    return said.format(count=count), resolve_url("bookings:series", pk=found.pk)


@for_roles(*BOOKS)
def change(request: Request, pk: int) -> HttpResponse:
    """Other hours or another end, from a date on."""
    found = own_series(request, pk)
    days = coming_days(found, request.now)
    initial = {
        "day": request.GET.get("date"), "which": "all", "last": found.last_on,
        "start": f"{found.start // 60:02d}:{found.start % 60:02d}",
        "end": f"{found.end // 60:02d}:{found.end % 60:02d}",
    }  # fmt: skip
    form = forms.ChangeSeriesForm(sent(request), days=days, initial=initial)
    lead = _("Une date dont les nouvelles heures sont prises garde les siennes, et dit pourquoi.")
    task = _task_on(found, _("Changer la série"), _("Changer"), lead)
    return filled(request, form, task, partial(_change, request, found, form), SERIES_PLACES)


def _change(
    request: Request, found: Series, form: forms.ChangeSeriesForm, told: dict[str, Any]
) -> tuple[str, str]:
    start, end = (told[name].hour * 60 + told[name].minute for name in ("start", "end"))
    changed = actions.change_series(
        found, since=form.since, start=start, end=end, last=told["last"], by=request.actor,
        now=request.now,
    )  # fmt: skip
    return _("La série est changée."), resolve_url("bookings:series", pk=changed.pk)
