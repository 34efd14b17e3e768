from __future__ import annotations

from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from phares.activities.library import queries
from phares.activities.library.actions import withdraw_quote
from phares.activities.library.models import Quote
from phares.activities.library.rules.permissions import READERS, may_know_authors
from phares.common.web.audience import for_roles
from phares.common.web.pages import done, page
from phares.common.web.requests import Request
from phares.cooperative.projects.rules.telling import year_asked
from phares.kernel.actor import KEEPERS


@for_roles(*READERS)
@require_safe
def quotes(request: Request) -> HttpResponse:
    """What was said in a year, axis by axis, and how far each quote may go."""
    years = queries.years_quoted()
    year = year_asked(request.GET.get("annee", ""), years, request.now.year - 1)
    kept = queries.quotes_kept(year, actor=request.actor)
    by_axis = [(axis, list(said)) for axis, said in groupby(kept, lambda one: one.quote.axis)]
    context = {"year": year, "years": years, "by_axis": by_axis}
    return page(request, "library/quotes.html", context | _rights(request))


@for_roles(*KEEPERS)
@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Its author takes a quote back: it leaves every output from today on."""
    quote = get_object_or_404(Quote, pk=pk)
    withdraw_quote(quote, on=request.now.date(), by=request.actor)
    said = _("La parole est retirée. Les fichiers déjà remis la portent encore : prévenez.")
    return done(request, f"{reverse('library:quotes')}?annee={quote.year}", said)


def _rights(request: Request) -> dict[str, bool]:
    return {"keeps": may_know_authors(request.actor)}
