from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from phares.common.web.audience import for_roles
from phares.common.web.filling import Task, filled, sent
from phares.common.web.pages import page
from phares.common.web.requests import Request
from phares.common.web.tables import table_response
from phares.cooperative.funding import queries
from phares.cooperative.funding.actions import correct_grant, move_grant, record_grant
from phares.cooperative.funding.forms import GrantForm, MoveForm, TermsForm, terms_of
from phares.cooperative.funding.models import Grant
from phares.cooperative.funding.panel import drawn_panel
from phares.cooperative.funding.rules.kinds import GrantState
from phares.cooperative.funding.rules.lifecycle import MOVES, why_not_correct
from phares.cooperative.funding.rules.permissions import READERS, may_fund
from phares.cooperative.funding.rules.words import consequence, fact
from phares.cooperative.funding.tables import grants_table
from phares.kernel.actor import KEEPERS, Actor
from phares.people.directory.models import Pole

PLACES = {"ends-before-start": ("until",), "amount": ("amount",), "wrong-state": ("to",)}


@for_roles(*READERS)
@require_safe
def grants(request: Request) -> HttpResponseBase:
    """Until when the pole is funded, then every grant; a funder sees its own."""
    actor, today = request.actor, request.now.date()
    seen, rows = queries.outlook(actor, today), queries.grants_seen_by(actor)
    keeps = may_fund(actor)
    spec = grants_table(today, keeps=keeps)
    context = {"panel": drawn_panel(seen), "acquired": seen.acquired, "may_fund": keeps}
    context["whole"] = seen.whole
    if seen.whole and seen.cliff.ending:
        context |= {"fact": fact(seen.cliff), "consequence": consequence(seen.cliff, today)}
    return table_response(request, spec, rows, "funding/grants.html", context)


@for_roles(*KEEPERS)
def new(request: Request) -> HttpResponse:
    """A grant is envisaged, or known further on."""
    pole = get_object_or_404(Pole, is_home=True)
    lead = _("Dès qu’elle est envisagée : l’horizon en tient compte.")
    task = Task(_("Noter une subvention"), _("Noter la subvention"), *_over(), lead)
    act = partial(_record, pole, request.actor)
    return filled(request, GrantForm(sent(request)), task, act, PLACES)


def _record(pole: Pole, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    grant = record_grant(pole=pole, by=by, **cleaned)
    return _("« %s » est notée.") % grant, resolve_url("funding:grants")


@for_roles(*KEEPERS)
def move(request: Request, pk: int) -> HttpResponse:
    """What becomes of a request: notified, granted, refused."""
    grant, state = _grant(pk)
    if not MOVES[state]:
        said = _("Une subvention acquise ou refusée reste telle.")
        return _settled(request, grant, said)
    lead = _("%(purpose)s : aujourd’hui, elle est %(state)s.") % {
        "purpose": grant.purpose,
        "state": state.label,
    }
    task = Task(grant.funder.name, _("Enregistrer la réponse"), *_over(), lead)
    form = MoveForm(sent(request), now=state)
    return filled(request, form, task, partial(_move, grant, request.actor), PLACES)


def _move(grant: Grant, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    kept = move_grant(grant, by=by, **cleaned)
    said = _("« %(grant)s » est %(state)s.")
    words = {"grant": kept, "state": GrantState(kept.state).label}
    return said % words, resolve_url("funding:grants")


@for_roles(*KEEPERS)
def correct(request: Request, pk: int) -> HttpResponse:
    """What was noted wrong: for what, how much, from when to when."""
    grant, state = _grant(pk)
    if reason := why_not_correct(state):
        return _settled(request, grant, reason.sentence)
    lead = _("%(funder)s. L’état change par une réponse, pas ici.") % {"funder": grant.funder}
    submit = _("Enregistrer la correction")
    task = Task(_("Corriger la subvention"), submit, *_over(), lead, corrects=grant)
    form = TermsForm(sent(request), initial=terms_of(grant))
    return filled(request, form, task, partial(_correct, grant, request.actor), PLACES)


def _correct(grant: Grant, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    kept = correct_grant(grant, by=by, **cleaned)
    return _("« %s » est corrigée.") % kept, resolve_url("funding:grants")


def _settled(request: Request, grant: Grant, sentence: str) -> HttpResponse:
    """Nothing to do here any more, and why."""
    state = GrantState(grant.state)
    correctable = why_not_correct(state) is None
    said = {"grant": grant, "state": state, "sentence": sentence, "correctable": correctable}
    status = 422 if request.method == "POST" else 200
    return page(request, "funding/settled.html", said, part="form", status=status)


def _grant(pk: int) -> tuple[Grant, GrantState]:
    grant = get_object_or_404(Grant.objects.select_related("funder"), pk=pk)
    return grant, GrantState(grant.state)


def _over() -> tuple[str, str]:
    return _("Subventions"), resolve_url("funding:grants")
