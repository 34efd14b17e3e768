from __future__ import annotations

from django.http.response import HttpResponseBase

from phares.common.web.audience import for_roles
from phares.common.web.requests import Request
from phares.common.web.tables import table_response
from phares.cooperative.membership import queries
from phares.cooperative.membership.rules.permissions import READERS
from phares.cooperative.membership.rules.voices import voices
from phares.cooperative.membership.tables import ASSOCIATES


@for_roles(*READERS)
def associates(request: Request) -> HttpResponseBase:
    """Who is associate today, by category, and how they vote."""
    today = request.now.date()
    context = {
        "voices": voices(queries.associate_ids(None, today)),
        "colleges": queries.colleges_on(today),
        "former": queries.former_associates(today),
    }
    rows = queries.associates_on(today)
    return table_response(request, ASSOCIATES, rows, "membership/associates.html", context)
