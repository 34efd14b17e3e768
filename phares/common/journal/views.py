"""Who did what to what, when."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from phares.common.audit.queries import entries
from phares.common.journal.tables import ACTS, JOURNAL, REMOVED
from phares.common.removals import actions
from phares.common.removals.models import Removal
from phares.common.web.audience import for_roles
from phares.common.web.filling import Task, filled, sent
from phares.common.web.requests import Request
from phares.common.web.tables import table_response
from phares.kernel.actor import KEEPERS, Actor, Role


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


@for_roles(*KEEPERS)
@require_safe
def removed(request: Request) -> HttpResponseBase:
    """What was taken away these thirty days, and may come back."""
    return table_response(request, REMOVED, Removal.objects.all(), "journal/removed.html")


@for_roles(*KEEPERS)
def put_back(request: Request, pk: int) -> HttpResponse:
    """As it was, under the key it had."""
    found = get_object_or_404(Removal, pk=pk)
    title, back = _("Remettre ce qui fut retiré"), resolve_url("audit:removed")
    lead = _("« %(label)s » (%(kind)s), comme avant le retrait.")
    lead %= {"label": found.label, "kind": found.kind}
    task = Task(title, _("Remettre"), _("Retirés depuis trente jours"), back, lead)
    return filled(request, Form(sent(request)), task, partial(_put_back, found, request.actor))


def _put_back(found: Removal, by: Actor, _cleaned: dict[str, Any]) -> tuple[str, str]:
    actions.put_back(found, by=by)
    return _("« %(label)s » est remis.") % {"label": found.label}, resolve_url("audit:removed")
