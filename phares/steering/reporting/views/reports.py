"""The reports of the pole, on the web and as files."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase

from phares.common.web.audience import hide_unless, public
from phares.common.web.pages import page
from phares.common.web.requests import Request
from phares.steering.reporting import exports, queries
from phares.steering.reporting.models import ReportYear
from phares.steering.reporting.rules.lifecycle import YearState
from phares.steering.reporting.rules.permissions import (
    may_prepare,
    may_read_report,
    may_see_figures,
)
from phares.steering.reporting.rules.texts import withdrawal
from phares.steering.reporting.shown import readable, shown_sections
from phares.steering.reporting.views.asked import today_of


@public
def reports(request: Request) -> HttpResponse:
    """The years and where each stands; from outside, those that are frozen."""
    actor = request.actor
    known = [one for one in queries.reports() if may_read_report(actor, _state(one))]
    gone = queries.withdrawn_since() if may_prepare(actor) else {}
    context = {
        "reports": [(one, withdrawal(gone.get(one.year, 0))) for one in known],
        "may_prepare": may_prepare(actor),
    }
    if may_prepare(actor):
        context |= _unopened({one.year for one in known}, today_of(request))
    template = "reporting/reports.html" if actor.signed_in else "reporting/reports_public.html"
    return page(request, template, context)


def _unopened(opened: set[int], today: date) -> dict[str, Any]:
    """The years one may begin to tell; the one that is just over first."""
    years = queries.years_with_records(today)
    return {"unopened": [year for year in years if year not in opened], "over": today.year - 1}


@public
def report(request: Request, year: int) -> HttpResponse:
    """The report as a page."""
    actor = request.actor
    state = _readable_state(request, year)
    told = readable(exports.report_of_year(year, now=request.now))
    context = {
        "report": told,
        "sections": shown_sections(told),
        "frozen": state is YearState.FROZEN,
        "prepares": may_prepare(actor),
        "linked": may_see_figures(actor),
    }
    return page(request, "reporting/report.html", context)


@public
def download(request: Request, year: int, suffix: str) -> HttpResponseBase:
    """The report as a file."""
    _readable_state(request, year)
    if suffix not in exports.MEDIA:
        raise Http404
    content = exports.report_file(year, suffix, now=request.now, actor=request.actor)
    response = HttpResponse(content, content_type=exports.MEDIA[suffix])
    name = exports.filename(year, suffix)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _readable_state(request: Request, year: int) -> YearState:
    """404 for whoever may not read it yet: that a draft exists is nobody else’s business."""
    known = queries.report_of(year)
    state = _state(known) if known else YearState.DRAFT
    hide_unless(may_read_report(request.actor, state))
    return state


def _state(report: ReportYear) -> YearState:
    return YearState(report.state)
