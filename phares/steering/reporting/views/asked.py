"""What every page of this app reads from the request."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404
from django.utils import timezone

from phares.common.web.requests import Request
from phares.steering.reporting.models import ReportYear
from phares.steering.reporting.queries import report_of


def today_of(request: Request) -> date:
    return timezone.localdate(request.now)


def asked(request: Request) -> dict[str, Any]:
    """Who acts and when, for an action."""
    return {"by": request.actor, "now": request.now}


def report_or_404(year: int) -> ReportYear:
    report = report_of(year)
    if report is None:
        raise Http404
    return report
