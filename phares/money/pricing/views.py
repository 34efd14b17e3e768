from __future__ import annotations

from django.http.response import HttpResponseBase

from phares.common.web.audience import signed_in
from phares.common.web.requests import Request
from phares.common.web.tables import table_response
from phares.money.pricing import queries
from phares.money.pricing.tables import tariffs_table


@signed_in
def tariffs(request: Request) -> HttpResponseBase:
    """What things cost, and since when."""
    spec = tariffs_table(request.now.date())
    return table_response(request, spec, queries.tariffs(), "pricing/tariffs.html")
