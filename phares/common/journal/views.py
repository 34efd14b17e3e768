"""Who did what to what, when."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from phares.common.audit.queries import entries
from phares.common.journal.tables import ACTS, JOURNAL
from phares.common.web.audience import for_roles
from phares.common.web.tables import table_response
from phares.kernel.actor import Role


@for_roles(Role.ADMINISTRATOR, Role.ANIMATOR)
def journal(request: HttpRequest) -> HttpResponseBase:
    """Every act; `?qui=` keeps one person's, `?sur=` those about one record."""
    who, about = request.GET.get("qui", ""), request.GET.get("sur", "")
    known = who.isascii() and who.isdigit() and len(who) < 18
    rows = entries(who=int(who) if known else None, subject_key=about.replace("\x00", "")[:80])
    _acts_first(request)
    context = {"narrowed": known or about}
    return table_response(request, JOURNAL, rows, "journal/journal.html", context)


def _acts_first(request: HttpRequest) -> None:
    """An address that asks nothing leaves out the sessions, which would drown what was done."""
    if not {"choix", "q", "qui", "sur"} & request.GET.keys():
        asked = request.GET.copy()
        asked["choix"] = ACTS
        request.GET = asked  # type: ignore[assignment]
