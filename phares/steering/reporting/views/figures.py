"""The catalogue, the figures of a year, one figure with its records."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _

from phares.common.web.audience import for_roles
from phares.common.web.filling import Task, filled, sent
from phares.common.web.pages import page
from phares.common.web.requests import Request
from phares.common.web.tables import table_response
from phares.kernel.actor import INSIDE, STEERS
from phares.kernel.reading import YEARS
from phares.people.directory.rules.permissions import may_keep
from phares.steering.reporting import actions, queries
from phares.steering.reporting.forms import DeclaredForm, GapForm
from phares.steering.reporting.rules.freezing import why_no_year
from phares.steering.reporting.rules.permissions import may_prepare
from phares.steering.reporting.rules.roundings import phrase
from phares.steering.reporting.tables import CATALOGUE, records
from phares.steering.reporting.views.asked import asked, today_of

PLACES = {"other-year": ("as_of",), "not-yet": ("as_of",), "negative": ("value",)}


@for_roles(*INSIDE)
def catalogue(request: Request) -> HttpResponseBase:
    """Every indicator with its rule."""
    context = {"year": today_of(request).year - 1}
    return table_response(
        request, CATALOGUE, queries.catalogue(), "reporting/catalogue.html", context
    )


@for_roles(*INSIDE)
def of_year(request: Request, year: int) -> HttpResponse:
    """The key figures of a year."""
    return _figures(request, year, key=True)


@for_roles(*INSIDE)
def others(request: Request, year: int) -> HttpResponse:
    """What else is counted."""
    return _figures(request, year, key=False)


def _figures(request: Request, year: int, *, key: bool) -> HttpResponse:
    """A year without any figure says from when there are some; a new pole, what to begin with."""
    _insist_on_a_year(year)
    this_year = today_of(request).year
    known = (queries.seen_by(one, request.actor) for one in queries.figures_of(year, key=key))
    figures = [one for one in known if one.applicable]
    context = {"year": year, "key": key, "figures": figures, "this_year": this_year}
    if year <= this_year and figures:
        return page(request, "reporting/figures.html", context)
    first = queries.first_year()
    context["reason"] = why_no_year(year, first=first, today=today_of(request))
    context["begins"] = first is None and may_keep(request.actor)
    return page(request, "reporting/no_year.html", context, status=404 if first else 200)


@for_roles(*INSIDE)
def one(request: Request, year: int, code: str) -> HttpResponseBase:
    """A figure: its rule, its records, what it was set beside."""
    figure = queries.seen_by(_figure_or_404(year, code), request.actor)
    context = {
        "year": year,
        "figure": figure,
        "heading": _heading(figure),
        "claims": queries.claims_of(figure),
        "kept": queries.kept_of(figure),
        "phrase": phrase(figure.value) if figure.value and not figure.indicator.unit else "",
        "prepares": may_prepare(request.actor),
    }
    rows = figure.counted.rows
    spec = records(f"{code}-{year}", figure.indicator.unit, rows)
    return table_response(request, spec, rows, "reporting/figure.html", context)


NAMED = ("%", "m²")
"""Units that the label of a figure does not say."""


def _heading(figure: queries.FigureOfYear) -> str:
    """« 16 habitants », « 83,2 %, taux d’occupation », « Au moins 4 emplois (2 réponses) »."""
    unit = figure.indicator.unit
    value = figure.shown_text or "–"
    said = f"{value}\u00a0{unit}, {figure.label}" if unit in NAMED else f"{value} {figure.label}"
    few = {"said": said, "answers": figure.few}
    return _("Au moins %(said)s (%(answers)s)") % few if figure.few else said


@for_roles(*STEERS)
def declare(request: Request, year: int, code: str) -> HttpResponse:
    """Notes a published figure beside the computed one."""
    figure = _figure_or_404(year, code)
    queries.insist_on_year(year, today=today_of(request))
    form = DeclaredForm(sent(request), initial=_declared(figure))
    return filled(request, form, _noting(figure), partial(_declare, code, year, request), PLACES)


def _noting(figure: queries.FigureOfYear) -> Task:
    lead = _(
        "Compté par Phares : %(n)s. Le chiffre publié reste à côté, il ne remplace pas le compte."
    ) % {"n": figure.value_text or _("rien")}
    lead = f"{lead} {figure.outdated}".strip()
    title = _("Corriger le chiffre publié") if figure.declared else _("Noter un chiffre publié")
    over = _over(figure), _page_of(figure), lead
    return Task(title, _("Noter ce chiffre"), *over, corrects=figure.declared or figure.code)


def _declare(code: str, year: int, request: Request, cleaned: dict[str, Any]) -> tuple[str, str]:
    actions.declare_figure(code=code, year=year, **cleaned, **asked(request))
    return _("Le chiffre est noté."), resolve_url("reporting:figure", year, code)


@for_roles(*STEERS)
def explain(request: Request, year: int, code: str) -> HttpResponse:
    """Says why the published figure and the count differ, and nothing else."""
    figure = _figure_or_404(year, code)
    if figure.declared is None:
        raise Http404
    form = GapForm(sent(request), initial={"gap_note": figure.gap_note}, outdated=figure.outdated)
    return filled(request, form, _explaining(figure), partial(_explain, code, year, request))


def _explaining(figure: queries.FigureOfYear) -> Task:
    agreed = _("Publié %(n)s, et compté de même.") % {"n": figure.declared_text}
    lead = f"{figure.gap.sentence if figure.gap else agreed} {figure.outdated}".strip()
    over = _over(figure), _page_of(figure), lead
    return Task(
        _("Dire pourquoi"), _("Enregistrer"), *over, corrects=figure.declared or figure.code
    )


def _explain(code: str, year: int, request: Request, cleaned: dict[str, Any]) -> tuple[str, str]:
    actions.explain_gap(code=code, year=year, by=request.actor, **cleaned)
    return _("La raison est notée."), resolve_url("reporting:figure", year, code)


def _over(figure: queries.FigureOfYear) -> str:
    return _("%(label)s, %(year)s") % {"label": figure.indicator.label, "year": figure.year}


def _page_of(figure: queries.FigureOfYear) -> str:
    return resolve_url("reporting:figure", figure.year, figure.code)


def _declared(figure: queries.FigureOfYear) -> dict[str, Any]:
    declared = figure.declared
    if declared is None:
        return {}
    return {name: getattr(declared, name) for name in ("value", "as_of", "source", "gap_note")}


def _insist_on_a_year(year: int) -> None:
    """The year 0 and the year 40000 are no pages."""
    if year not in YEARS:
        raise Http404


def _figure_or_404(year: int, code: str) -> queries.FigureOfYear:
    _insist_on_a_year(year)
    figure = queries.figure_of(year, code)
    if figure is None:
        raise Http404
    return figure
