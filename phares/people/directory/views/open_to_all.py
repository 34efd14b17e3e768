"""The directory that everybody may read: what structures agreed to show, nothing more."""

from __future__ import annotations

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from phares.common.web.audience import public
from phares.common.web.pacing import Pace, paced
from phares.common.web.pages import page
from phares.common.web.requests import Request
from phares.common.web.tables import table_response
from phares.people.directory.queries.organisations import public_organisations
from phares.people.directory.queries.pages import public_functions
from phares.people.directory.tables import PUBLIC_TABLE
from phares.people.directory.views.merged import follows_merged

SEARCHES = Pace(60)


@public
@paced(SEARCHES)
def public_directory(request: Request) -> HttpResponseBase:
    """Members of today who agreed to be shown."""
    rows = public_organisations(request.now.date())
    return table_response(request, PUBLIC_TABLE, rows, "directory/public_directory.html")


@public
@follows_merged("directory:public_organisation")
def public_organisation(request: Request, pk: int) -> HttpResponse:
    """The public card of a structure; one that is not shown does not exist here."""
    today = request.now.date()
    found = get_object_or_404(public_organisations(today), pk=pk)
    context = {
        "organisation": found,
        "categories": found.categories.all(),
        "publics": found.publics.all(),
        "territories": found.territories.all(),
        "functions": public_functions(found, today),
    }
    return page(request, "directory/public_organisation.html", context)
