"""The address for a monitor, and what the clock does."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from phares.common.clock.queries import duties, last_round
from phares.common.health.queries import clock_turns, state_of_the_house
from phares.common.health.tables import DUTIES
from phares.common.web.audience import for_roles, public
from phares.common.web.tables import table_response
from phares.kernel.actor import Role


@public
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """200 while all is well, 503 otherwise; plain text, or JSON for who asks for it."""
    state = state_of_the_house(timezone.now())
    well = all(state.values())
    if request.get_preferred_type(["text/plain", "application/json"]) == "application/json":
        response: HttpResponse = JsonResponse({"ok": well, **state})
    else:
        lines = [f"{name} {'ok' if fine else 'non'}\n" for name, fine in state.items()]
        response = HttpResponse(lines, content_type="text/plain; charset=utf-8")
    response.status_code = 200 if well else 503
    response["Cache-Control"] = "no-store"
    return response


@for_roles(Role.ADMINISTRATOR)
def clock(request: HttpRequest) -> HttpResponseBase:
    """What the clock does, when it last did it, what failed."""
    context = {"seen": last_round(), "turns": clock_turns(timezone.now())}
    return table_response(request, DUTIES, duties(), "health/clock.html", context)
