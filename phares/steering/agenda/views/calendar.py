"""The pages of the calendar."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from phares.common.web.audience import for_roles
from phares.common.web.pages import page
from phares.common.web.requests import Request
from phares.steering.agenda.gathering import day_by_day, everything_in
from phares.steering.agenda.rules.choosing import Wanted, choices_of, wanted_in
from phares.steering.agenda.rules.permissions import READERS
from phares.steering.agenda.rules.views import Stretch, View, asked_day, asked_view


@for_roles(*READERS)
@require_safe
def agenda(request: Request) -> HttpResponse:
    """A day, a week, a month or a list of what is dated and the reader may know."""
    today = timezone.localdate(request.now)
    view = asked_view(request.GET.get("vue", ""))
    stretch = Stretch(view, asked_day(request.GET.get("jour", ""), today))
    wanted = wanted_in(request.GET)
    told = everything_in(stretch.shown, request.actor)
    shown = [one for one in told if wanted.takes(one)]
    context = _around(stretch, wanted) | {
        "days": day_by_day(shown, stretch),
        "found": bool(shown),
        "choices": choices_of(told, wanted),
        "today": today,
        "this_one": address(Stretch(view, today), wanted),
    }
    return page(request, "agenda/agenda.html", context)


def _around(stretch: Stretch, wanted: Wanted) -> dict[str, Any]:
    return {
        "stretch": stretch,
        "wanted": wanted,
        "views": [(view, address(Stretch(view, stretch.day), wanted)) for view in View],
        "before": address(Stretch(stretch.view, stretch.before), wanted),
        "after": address(Stretch(stretch.view, stretch.after), wanted),
        "day_query": urlencode(wanted.kept),
        "everything": address(stretch, Wanted()),
    }


def address(stretch: Stretch, wanted: Wanted) -> str:
    """The same choices on other days, or seen otherwise."""
    asked = {"vue": stretch.view.value, "jour": stretch.day.isoformat()}
    return f"?{urlencode(asked | wanted.kept)}"
