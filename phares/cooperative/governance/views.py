from __future__ import annotations

from django.http import HttpResponse

from phares.common.web.audience import for_roles
from phares.common.web.pages import page
from phares.common.web.requests import Request
from phares.cooperative.governance.queries import bodies_on
from phares.cooperative.governance.rules.permissions import READERS


@for_roles(*READERS)
def bodies(request: Request) -> HttpResponse:
    """Where things are decided, who sits there today, and which seats are empty."""
    return page(request, "governance/bodies.html", {"bodies": bodies_on(request.now.date())})
