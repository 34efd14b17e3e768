from __future__ import annotations

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from phares.common.web.audience import for_roles
from phares.common.web.forms import show_refusal
from phares.common.web.pages import done, page
from phares.common.web.requests import Request
from phares.common.web.tables import table_response
from phares.cooperative.funding import queries
from phares.cooperative.funding.actions import move_grant, record_grant
from phares.cooperative.funding.forms import GrantForm, MoveForm
from phares.cooperative.funding.models import Grant
from phares.cooperative.funding.panel import drawn_panel
from phares.cooperative.funding.rules.kinds import GrantState
from phares.cooperative.funding.rules.lifecycle import MOVES
from phares.cooperative.funding.rules.permissions import READERS, may_fund, reads_all
from phares.cooperative.funding.rules.words import consequence, fact
from phares.cooperative.funding.tables import grants_table
from phares.kernel.actor import KEEPERS
from phares.kernel.refusal import Refused
from phares.people.directory.models import Pole

FIELDS = {"ends-before-start": "until", "amount": "amount", "wrong-state": "to"}


@for_roles(*READERS)
@require_safe
def grants(request: Request) -> HttpResponseBase:
    """Until when the pole is funded, then every grant; a funder sees its own."""
    actor, today = request.actor, request.now.date()
    seen, rows = queries.outlook(actor, today), queries.grants_seen_by(actor)
    context = {"panel": drawn_panel(seen), "acquired": seen.acquired, "may_fund": may_fund(actor)}
    if reads_all(actor) and seen.cliff.ending:
        context |= {"fact": fact(seen.cliff), "consequence": consequence(seen.cliff, today)}
    return table_response(request, grants_table(today), rows, "funding/grants.html", context)


@for_roles(*KEEPERS)
def new(request: Request) -> HttpResponse:
    """A grant is envisaged, or known further on."""
    pole = get_object_or_404(Pole, is_home=True)
    form = GrantForm(request.POST or None)
    if form.is_valid():
        try:
            grant = record_grant(pole=pole, by=request.actor, **form.cleaned_data)
            return done(request, "funding:grants", _("« %s » est notée.") % grant)
        except Refused as refusal:
            show_refusal(form, refusal, FIELDS)
    return page(request, "funding/new.html", {"form": form}, status=422 if form.errors else 200)


@for_roles(*KEEPERS)
def move(request: Request, pk: int) -> HttpResponse:
    """What becomes of a request: notified, granted, refused."""
    grant = get_object_or_404(Grant.objects.select_related("funder"), pk=pk)
    state = GrantState(grant.state)
    form = MoveForm(request.POST or None, now=state)
    if form.is_valid() and (answer := _moved(request, grant, form)):
        return answer
    context = {"form": form, "grant": grant, "state": state, "moves": MOVES[state]}
    return page(request, "funding/move.html", context, status=422 if form.errors else 200)


def _moved(request: Request, grant: Grant, form: MoveForm) -> HttpResponse | None:
    try:
        kept = move_grant(grant, by=request.actor, **form.cleaned_data)
    except Refused as refusal:
        show_refusal(form, refusal, FIELDS)
        return None
    label = GrantState(kept.state).label
    said = _("« %(grant)s » est %(state)s.") % {"grant": kept, "state": label}
    return done(request, "funding:grants", said)
