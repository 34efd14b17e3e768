"""The planning of the places: a day, a week, one of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, resolve_url
from django.utils import timezone
from django.views.decorators.http import require_safe

from phares.activities.bookings.drawn import Links, day_grid, short_day, week_grid
from phares.activities.bookings.models import Offer
from phares.activities.bookings.queries.asked import to_decide
from phares.activities.bookings.queries.planning import offers_on, planning, units_of
from phares.activities.bookings.queries.preparing import prepared_on
from phares.activities.bookings.queries.prices import prices_of
from phares.activities.bookings.rules.kinds import WEEKDAYS, OfferKind
from phares.activities.bookings.rules.permissions import (
    BOOKS,
    SEES_THE_CALENDAR,
    leads,
    may_approve,
    may_arrange,
)
from phares.common.web.audience import for_roles
from phares.common.web.pages import page
from phares.common.web.requests import Request
from phares.kernel.dating import Dated
from phares.kernel.tongue import say

ON_A_LINE = (OfferKind.MEETING_ROOM, OfferKind.DESK, OfferKind.EQUIPMENT)
REACH = range(1900, 2200)
FORTNIGHT = 14


def asked_day(request: Request) -> date:
    """The day asked for; today when none is, or none that reads."""
    today = timezone.localdate(request.now)
    try:
        day = date.fromisoformat(request.GET.get("jour", ""))
    except ValueError:
        return today
    return day if day.year in REACH else today


def spoken(day: date) -> str:
    """« mardi 1er décembre 2015 »."""
    return f"{WEEKDAYS[day.weekday()]} {Dated(day)}"


def _told_apart(offers: list[Offer]) -> tuple[list[Offer], list[Offer]]:
    """Those that have a line of their own; pools and sets, whose units have theirs, by name."""
    kinds = {kind.value for kind in ON_A_LINE}
    lines = [one for one in offers if one.kind in kinds and not one.any_one]
    return lines, [one for one in offers if one not in lines]


def _books(request: Request) -> Links | None:
    return Links(resolve_url("bookings:book")) if request.actor.is_(*BOOKS) else None


@for_roles(*SEES_THE_CALENDAR)
@require_safe
def day(request: Request) -> HttpResponse:
    """The rooms on one line each, hour by hour."""
    shown, now = asked_day(request), timezone.localtime(request.now)
    lines, others = _told_apart(offers_on(shown))
    rows = planning(lines, shown, 1, request.actor)
    context = _around(request, shown, "day", timedelta(days=1)) | {
        "label": spoken(shown),
        "grid": day_grid(rows, shown, _books(request), now),
        "rows": rows,
        "others": others,
        "prepared": prepared_on(shown) if leads(request.actor) else (),
        "waiting": to_decide(request.now).count() if may_approve(request.actor) else 0,
    }
    return page(request, "bookings/day.html", context)


@for_roles(*SEES_THE_CALENDAR)
@require_safe
def week(request: Request) -> HttpResponse:
    """Seven days, Monday first."""
    asked = asked_day(request)
    first = asked - timedelta(days=asked.weekday())
    lines, others = _told_apart(offers_on(first, days=7))
    rows = planning(lines, first, 7, request.actor)
    today = timezone.localdate(request.now)
    context = _around(request, first, "week", timedelta(days=7)) | {
        "grid": week_grid(rows, first, today, _books(request)),
        "rows": rows,
        "others": others,
        "label": say(
            "{first} – {last}", first=short_day(first), last=spoken(first + timedelta(days=6))
        ),
    }
    return page(request, "bookings/week.html", context)


def _around(request: Request, shown: date, view: str, step: timedelta) -> dict[str, Any]:
    return {
        "shown": shown,
        "view": view,
        "before": shown - step,
        "after": shown + step,
        "books": request.actor.is_(*BOOKS),
        "arranges": may_arrange(request.actor),
        "today": timezone.localdate(request.now),
    }


@for_roles(*SEES_THE_CALENDAR)
@require_safe
def place(request: Request, pk: int) -> HttpResponse:
    """One offer: what it takes, how it is booked, its fortnight."""
    offer = get_object_or_404(Offer, pk=pk)
    shown = asked_day(request)
    (row,) = planning([offer], shown, FORTNIGHT, request.actor)
    context = _around(request, shown, "place", timedelta(days=FORTNIGHT)) | {
        "offer": offer,
        "row": row,
        "days": [
            (day, sorted(row.days[day], key=lambda one: one.start)) for day in sorted(row.days)
        ],
        "units": units_of(offer),
        "prices": prices_of(offer, shown),
    }
    return page(request, "bookings/place.html", context)
