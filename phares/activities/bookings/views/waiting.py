"""What one waits for: kept for a while, taken or left."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from phares.activities.bookings import actions
from phares.activities.bookings.models_waiting import WaitlistEntry
from phares.activities.bookings.queries.waiting import waits_of
from phares.activities.bookings.rules.permissions import BOOKS, may_change
from phares.activities.bookings.rules.waiting import WaitState
from phares.activities.bookings.views.saying import planning_of, said_booked, when
from phares.common.web.audience import for_roles, hide_unless
from phares.common.web.filling import pressed
from phares.common.web.pages import page
from phares.common.web.requests import Request


@for_roles(*BOOKS)
@require_safe
def waits(request: Request) -> HttpResponse:
    """What is kept for me first, then what I wait for."""
    told = [
        {"one": one, "when": when(one), "kept": one.state == WaitState.OFFERED.value,
         "own": may_change(request.actor, one.party_id)}
        for one in waits_of(request.actor, request.now)[:200]
    ]  # fmt: skip
    return page(request, "bookings/waits.html", {"told": told})


@for_roles(*BOOKS)
@require_POST
def take(request: Request, pk: int) -> HttpResponse:
    """What is kept becomes a booking."""
    found = _own_wait(request, pk)

    def does() -> tuple[str, str]:
        booking = actions.take_offered(found, by=request.actor, now=request.now)
        return said_booked(booking), planning_of(booking)

    return pressed(request, does)


@for_roles(*BOOKS)
@require_POST
def leave(request: Request, pk: int) -> HttpResponse:
    """Does not wait any more."""
    found = _own_wait(request, pk)

    def does() -> tuple[str, str]:
        actions.leave_waitlist(found, by=request.actor, now=request.now)
        return _("Vous n’attendez plus cette place."), resolve_url("bookings:waits")

    return pressed(request, does)


def _own_wait(request: Request, pk: int) -> WaitlistEntry:
    found = get_object_or_404(WaitlistEntry.objects.select_related("offer", "party"), pk=pk)
    hide_unless(may_change(request.actor, found.party_id))
    return found
