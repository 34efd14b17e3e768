"""What every page of this app reads from the request."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.forms import BaseForm
from django.http import Http404
from django.utils import timezone

from phares.common.web.forms import show_refusal
from phares.common.web.requests import Request
from phares.kernel.refusal import Refused
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


def accepted(form: BaseForm, act: Callable[[], object]) -> bool:
    """Whether the rules let it be done; their refusal is put on the form."""
    try:
        act()
    except Refused as refusal:
        show_refusal(form, refusal)
        return False
    return True


def status_of(form: BaseForm) -> int:
    return 422 if form.is_bound and not form.is_valid() else 200
