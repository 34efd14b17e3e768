"""Preparing a report: its texts, its gaps, its silences; reviewing it, freezing it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from phares.common.web.audience import for_roles
from phares.common.web.filling import (
    AS_IT_STANDS,
    Task,
    accepted,
    filled,
    pressed,
    sent,
    sent_once,
    status_of,
)
from phares.common.web.pages import done, page
from phares.common.web.requests import Request
from phares.kernel.actor import STEERS
from phares.people.directory.rules.permissions import may_keep
from phares.steering.reporting import actions, queries
from phares.steering.reporting.exports import KEPT
from phares.steering.reporting.forms import CoverForm, FreezeForm, ReviewForm, TextForm
from phares.steering.reporting.models import ReportSection, ReportYear
from phares.steering.reporting.preparation import preparation
from phares.steering.reporting.rules.texts import HINTS
from phares.steering.reporting.views.asked import (
    asked,
    report_or_404,
    today_of,
)


@for_roles(*STEERS)
@require_POST
def open_one(request: Request, year: int) -> HttpResponse:
    """Begins the report of a year."""
    return pressed(request, partial(_open, year, request))


def _open(year: int, request: Request) -> tuple[str, str]:
    actions.open_year(year, **asked(request))
    return _("Le bilan %(year)s est ouvert.") % {"year": year}, _back(year)


@for_roles(*STEERS)
def prepare(request: Request, year: int) -> HttpResponse:
    """What is done, what remains."""
    queries.insist_on_year(year, today=today_of(request))
    report = queries.report_of(year)
    note = report.missing_note if report else ""
    return _prepared(request, year, ReviewForm(initial={"missing_note": note}))


def _prepared(request: Request, year: int, form: ReviewForm) -> HttpResponse:
    today = today_of(request)
    context = {"year": year, "plan": preparation(year, today=today), "form": form}
    context |= {"running": year >= today.year, "declares": may_keep(request.actor)}
    return page(request, "reporting/prepare.html", context, status=status_of(form))


@for_roles(*STEERS)
def cover(request: Request, year: int) -> HttpResponse:
    """The title and the few lines under the year."""
    report = report_or_404(year)
    initial = {"title": report.title, "cover": report.cover}
    over = _("Préparer le bilan %(year)s") % {"year": year}
    task = Task(_("Titre et chapeau"), _("Enregistrer"), over, _back(year), corrects=report)
    return filled(
        request,
        CoverForm(sent(request), initial=initial),
        task,
        partial(_write_cover, report, request),
    )


@for_roles(*STEERS)
def text(request: Request, year: int, key: str) -> HttpResponse:
    """One text: writing it, or confirming it, is reading it again."""
    section = get_object_or_404(report_or_404(year).sections, key=key)
    form = TextForm(sent(request), initial={"title": section.title, "text": section.text})
    act = partial(_write_section, section, request)
    return filled(request, form, _reading(section, HINTS.get(key, "")), act)


def _reading(section: ReportSection, lead: str = "") -> Task:
    title, year = section.title, section.report.year
    over = _("Préparer le bilan %(year)s") % {"year": year}
    said, other = _("Enregistrer et marquer relu"), _("Enregistrer sans marquer relu")
    return Task(title, said, over, _back(year), lead, other, corrects=section)


def _write_cover(report: ReportYear, request: Request, cleaned: dict[str, Any]) -> tuple[str, str]:
    actions.write_cover(report, **cleaned, **asked(request))
    return _("Le chapeau est écrit."), _back(report.year)


def _write_section(
    section: ReportSection, request: Request, cleaned: dict[str, Any]
) -> tuple[str, str]:
    reread = AS_IT_STANDS not in request.POST
    actions.write_section(section, **cleaned, reread=reread, **asked(request))
    said = _("« %(title)s » est relu.") if reread else _("« %(title)s » est gardé, à relire.")
    return said % {"title": cleaned["title"]}, _back(section.report.year)


def _back(year: int) -> str:
    return resolve_url("reporting:prepare", year)


@for_roles(*STEERS)
@require_POST
def review(request: Request, year: int) -> HttpResponse:
    """Everything was read; or the sentence on silences is kept, and nothing else."""
    report, form = report_or_404(year), ReviewForm(request.POST)
    act = sent_once(request, partial(_review, report, request, form))
    if form.is_valid() and (result := accepted(form, act)):
        said, to = result
        return done(request, to, said)
    return _prepared(request, year, form)


def _review(report: ReportYear, request: Request, form: ReviewForm) -> tuple[str, str]:
    kept = AS_IT_STANDS in request.POST
    act = actions.account_for_silence if kept else actions.mark_reviewed
    act(report, **form.cleaned_data, **asked(request))
    said = _("La phrase est gardée.") if kept else _("Le bilan est relu.")
    return said, _back(report.year)


@for_roles(*STEERS)
@require_POST
def reopen(request: Request, year: int) -> HttpResponse:
    """Back to a draft."""
    return pressed(request, partial(_reopen, report_or_404(year), request))


def _reopen(report: ReportYear, request: Request) -> tuple[str, str]:
    actions.reopen(report, **asked(request))
    return _("Le bilan est rouvert."), _back(report.year)


@for_roles(*STEERS)
def freeze(request: Request, year: int) -> HttpResponse:
    """Asks first: a frozen report changes no more."""
    report, plan = report_or_404(year), preparation(year, today=today_of(request))
    form = (FreezeForm if plan.thin and not plan.why_not_freeze else Form)(sent(request))
    if request.method == "POST" and form.is_valid():
        sent_once(request, partial(_freeze, report, request))()
        kept = actions.keep_edition(year, by=request.actor)
        whole = _("Le bilan est figé.")
        waits = _("Le bilan est figé ; les fichiers se préparent.")
        return done(
            request, "reporting:report", whole if len(kept) == len(KEPT) else waits, year=year
        )
    context = {"year": year, "plan": plan, "form": form}
    return page(request, "reporting/freeze.html", context, status=status_of(form))


def _freeze(report: ReportYear, request: Request) -> tuple[str, str]:
    actions.freeze_year(report, **asked(request))
    return "", ""
