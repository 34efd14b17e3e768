from __future__ import annotations

from fractions import Fraction

from django.http.response import HttpResponseBase

from phares.activities.jobsharing.queries import assignments_on
from phares.activities.jobsharing.rules.fte import decimal_of
from phares.activities.jobsharing.rules.permissions import READERS
from phares.activities.jobsharing.tables import POSTS
from phares.common.web.audience import for_roles
from phares.common.web.requests import Request
from phares.common.web.tables import table_response


@for_roles(*READERS)
def posts(request: Request) -> HttpResponseBase:
    """Who works for the pole today, for what share, and who bears the cost."""
    rows = assignments_on(request.now.date())
    total = sum((Fraction(quota) for quota in rows.values_list("quota", flat=True)), Fraction(0))
    context = {"full_time": decimal_of(total)}
    return table_response(request, POSTS, rows, "jobsharing/posts.html", context)
