from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from phares.activities.library import queries
from phares.activities.library.actions import (
    correct_quote,
    file_publication,
    quote_somebody,
    withdraw_quote,
)
from phares.activities.library.forms import PublicationForm, QuoteForm, quote_initial
from phares.activities.library.models import Quote
from phares.activities.library.rules.permissions import READERS, may_know_authors
from phares.activities.library.tables import publications_table
from phares.common.web.audience import for_roles
from phares.common.web.filling import Task, filled, sent
from phares.common.web.pages import done, page
from phares.common.web.requests import Request
from phares.common.web.tables import table_response
from phares.cooperative.projects.queries import axes
from phares.cooperative.projects.rules.telling import year_asked, years_offered
from phares.kernel.actor import KEEPERS, Actor

PLACES = {
    "no-text": ("text",),
    "no-author": ("author",),
    "withdrawn": ("text",),
    "code": ("code",),
    "title": ("title",),
}


@for_roles(*READERS)
@require_safe
def quotes(request: Request) -> HttpResponse:
    """What was said in a year, axis by axis, and how far each quote may go."""
    years, this_year = queries.years_quoted(), request.now.year
    year = year_asked(request.GET.get("annee", ""), years, this_year - 1)
    kept = queries.quotes_kept(year, actor=request.actor)
    by_axis = [(axis, list(said)) for axis, said in groupby(kept, lambda one: one.quote.axis)]
    context = {"year": year, "years": years_offered(years, year, this_year), "by_axis": by_axis}
    return page(request, "library/quotes.html", context | _rights(request))


def _rights(request: Request) -> dict[str, bool]:
    keeps = may_know_authors(request.actor)
    return {"keeps": keeps, "may_quote": keeps and axes().exists()}


@for_roles(*KEEPERS)
def note(request: Request) -> HttpResponse:
    """What somebody said, with what they agreed to."""
    year = year_asked(request.GET.get("annee", ""), [], request.now.year - 1)
    task = Task(_("Noter une parole"), _("Noter la parole"), *_over(year))
    return filled(
        request, QuoteForm(sent(request)), task, partial(_note, year, request.actor), PLACES
    )


def _note(year: int, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    noted = quote_somebody(year=year, by=by, **cleaned)
    return _("La parole est notée."), _at(noted)


@for_roles(*KEEPERS)
def correct(request: Request, pk: int) -> HttpResponse:
    """Its words, whose they are, and how far they may go."""
    quote = get_object_or_404(Quote, pk=pk)
    lead = _("Un bilan figé garde les mots d’alors ; un accord réduit vaut pour lui aussi.")
    over = *_over(quote.year), lead
    task = Task(_("Corriger une parole"), _("Enregistrer"), *over, corrects=quote)
    form = QuoteForm(sent(request), initial=quote_initial(quote))
    return filled(request, form, task, partial(_correct, quote, request.actor), PLACES)


def _correct(quote: Quote, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    kept = correct_quote(quote, by=by, **cleaned)
    return _("La parole est corrigée."), _at(kept)


@for_roles(*KEEPERS)
@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Its author takes a quote back: it leaves every output from today on."""
    quote = get_object_or_404(Quote, pk=pk)
    withdraw_quote(quote, on=request.now.date(), by=request.actor)
    said = _("La parole est retirée. Les fichiers déjà remis la portent encore : prévenez.")
    return done(request, _over(quote.year)[1], said)


@for_roles(*READERS)
@require_safe
def publications(request: Request) -> HttpResponseBase:
    """The documents that facts were read in, with the code that sources carry."""
    files = may_know_authors(request.actor)
    spec, rows = publications_table(files=files), queries.publications()
    return table_response(request, spec, rows, "library/publications.html", {"files": files})


@for_roles(*KEEPERS)
def file(request: Request) -> HttpResponse:
    """A document under its code; one that is on file takes another title."""
    code = request.GET.get("code", "").replace("\x00", "")
    known = queries.publications().filter(code=code).first()
    title = _("Changer le titre") if known else _("Classer une publication")
    back = reverse("library:publications")
    submit = _("Enregistrer") if known else _("Classer")
    task = Task(title, submit, _("Publications"), back, corrects=known)
    initial = {"code": known.code, "title": known.title} if known else {}
    form = PublicationForm(sent(request), initial=initial)
    return filled(request, form, task, partial(_file, request.actor), PLACES)


def _file(by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    filed = file_publication(**cleaned, by=by)
    said = _("« %(title)s » est classée sous le code %(code)s.")
    return said % {"title": filed.title, "code": filed.code}, reverse("library:publications")


def _over(year: int) -> tuple[str, str]:
    return _("Paroles de %(year)s") % {"year": year}, f"{reverse('library:quotes')}?annee={year}"


def _at(quote: Quote) -> str:
    return f"{_over(quote.year)[1]}#parole-{quote.pk}"
