"""Events: the list, the card, what those who plan do with them."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from phares.activities.events import actions, forms
from phares.activities.events.models import Cost, Event, Session
from phares.activities.events.queries.events import (
    heads_of,
    listed,
    own_registrations,
    people_of,
    sessions_of,
    visible_to,
)
from phares.activities.events.rules.kinds import Comers, EventState
from phares.activities.events.rules.permissions import (
    PLANS,
    READERS,
    may_plan,
    may_see_costs,
    may_welcome,
    why_not_come,
)
from phares.activities.events.tables import events_table
from phares.common.web.audience import for_roles
from phares.common.web.filling import Task, filled, pressed, sent
from phares.common.web.pages import page
from phares.common.web.requests import Request
from phares.common.web.tables import table_response
from phares.kernel.money import Money

PLACES = {
    "title": ("title",), "price": ("price",), "payer": ("payer",), "dates": ("end",),
    "place": ("place",), "capacity": ("capacity",), "organiser": ("offer",), "taken": ("offer",),
    "closed": ("start",), "too-many": ("capacity",), "past": ("start",), "reason": ("reason",),
    "outside-hours": ("start",), "label": ("label",), "amount": ("amount",),
}  # fmt: skip


@for_roles(*READERS)
@require_safe
def events(request: Request) -> HttpResponseBase:
    """What is to come, what was, who came."""
    spec, rows = events_table(request.now), listed(request.actor)
    context = {"plans": may_plan(request.actor)}
    return table_response(request, spec, rows, "events/events.html", context)


@for_roles(*READERS)
@require_safe
def event(request: Request, pk: int) -> HttpResponse:
    """One event: its sessions, who comes for those who welcome, what this person may do."""
    rows = visible_to(request.actor).select_related("organiser", "action", "body")
    found = get_object_or_404(rows, pk=pk)
    told = _sessions(request, found)
    over = bool(told) and all(one["begun"] for one in told)
    context = {"event": found, "told": told, "over": over}
    return page(request, "events/event.html", context | _rights(request, found))


def _sessions(request: Request, found: Event) -> list[dict[str, Any]]:
    """Each with what this person reads of it and may do."""
    actor, welcomes = request.actor, may_welcome(request.actor)
    own = own_registrations(actor, found)
    people, heads = (people_of(found), heads_of(found)) if welcomes else ({}, {})
    announced = found.state == EventState.ANNOUNCED.value
    comes = announced and why_not_come(actor, Comers(found.comers)) is None
    told = []
    for one in sessions_of(found):
        ahead, mine = one.starts_at > request.now, own.get(one.pk)
        may = {"comes": comes and ahead and mine is None, "opens": announced and welcomes and ahead}
        read = {"people": people.get(one.pk, ()), "heads": heads.get(one.pk, ()), "own": mine}
        facts = {"session": one, "room": one.room, "came": one.ticked + one.counted}
        told.append({**facts, **may, **read, "begun": not ahead})
    return told


def _rights(request: Request, found: Event) -> dict[str, Any]:
    state, plans = EventState(found.state), may_plan(request.actor)
    costs = list(found.costs.all()) if may_see_costs(request.actor) else []
    return {
        "plans": plans,
        "welcomes": may_welcome(request.actor),
        "costs": costs,
        "spent": Money(sum(one.amount.cents for one in costs)),
        "draft": plans and state is EventState.DRAFT,
        "announced": plans and state is EventState.ANNOUNCED,
        "held": plans and state is EventState.HELD,
        "stands": plans and state in (EventState.DRAFT, EventState.ANNOUNCED),
        "is_public": state is EventState.ANNOUNCED and found.comers == Comers.PUBLIC.value,
    }


def at(found: Event) -> str:
    return resolve_url("events:event", pk=found.pk)


def task_on(found: Event, title: str, submit: str, lead: str = "", record: object = None) -> Task:
    return Task(title, submit, found.title, at(found), lead, corrects=record)


@for_roles(*PLANS)
def plan(request: Request) -> HttpResponse:
    """A draft."""
    task = Task(
        _("Préparer un rendez-vous"), _("Préparer"), _("Rendez-vous"), resolve_url("events:events")
    )
    form = forms.EventForm(sent(request), today=request.now.date())

    def act(_told: dict[str, Any]) -> tuple[str, str]:
        made = actions.plan_event(form.told, **form.ties, by=request.actor)
        return _("Le brouillon est prêt : ajoutez une séance, puis annoncez-le."), at(made)

    return filled(request, form, task, act, PLACES)


@for_roles(*PLANS)
def correct(request: Request, pk: int) -> HttpResponse:
    """What it is, in other words."""
    found = get_object_or_404(Event, pk=pk)
    task = task_on(found, _("Corriger le rendez-vous"), _("Enregistrer"), record=found)
    initial = forms.event_initial(found)
    form = forms.EventForm(sent(request), today=request.now.date(), initial=initial)

    def act(_told: dict[str, Any]) -> tuple[str, str]:
        kept = actions.correct_event(found, form.told, **form.ties, by=request.actor)
        return _("C’est noté."), at(kept)

    return filled(request, form, task, act, PLACES)


@for_roles(*PLANS)
@require_POST
def announce(request: Request, pk: int) -> HttpResponse:
    """From now on one registers."""
    return _press(request, pk, actions.announce_event, _("Le rendez-vous est annoncé."))


@for_roles(*PLANS)
@require_POST
def hold(request: Request, pk: int) -> HttpResponse:
    """It took place."""
    act = partial(actions.hold_event, now=request.now)
    return _press(request, pk, act, _("Le rendez-vous est noté comme tenu."))


@for_roles(*PLANS)
@require_POST
def reopen(request: Request, pk: int) -> HttpResponse:
    """Noted as held by mistake."""
    return _press(request, pk, actions.reopen_event, _("Le rendez-vous est de nouveau annoncé."))


def _press(request: Request, pk: int, act: Any, said: str) -> HttpResponse:
    found = get_object_or_404(Event, pk=pk)

    def does() -> tuple[str, str]:
        act(found, by=request.actor)
        return said, at(found)

    return pressed(request, does)


@for_roles(*PLANS)
def cancel(request: Request, pk: int) -> HttpResponse:
    """Asked first; rooms are given back and letters leave."""
    found = get_object_or_404(Event, pk=pk)
    lead = _("Les salles sont rendues, et les personnes inscrites reçoivent un courriel.")
    task = task_on(found, _("Annuler ce rendez-vous ?"), _("Annuler le rendez-vous"), lead)

    def act(told: dict[str, Any]) -> tuple[str, str]:
        actions.cancel_event(found, reason=told["reason"], by=request.actor, now=request.now)
        return _("Le rendez-vous est annulé."), at(found)

    return filled(request, forms.CancelForm(sent(request)), task, act, PLACES)


@for_roles(*PLANS)
def add_session(request: Request, pk: int) -> HttpResponse:
    """When, where, for how many."""
    found = get_object_or_404(Event, pk=pk)
    form = forms.SessionForm(sent(request), today=request.now.date())
    task = task_on(found, _("Ajouter une séance"), _("Ajouter"))

    def act(_told: dict[str, Any]) -> tuple[str, str]:
        actions.add_session(found, **form.asked, by=request.actor, now=request.now)
        return _("La séance est ajoutée."), at(found)

    return filled(request, form, task, act, PLACES)


@for_roles(*PLANS)
def change_session(request: Request, pk: int) -> HttpResponse:
    """Other hours, another place, other places."""
    found = session_of(pk)
    lead = _(
        "Si le jour, l’heure ou le lieu change, les personnes inscrites reçoivent un courriel."
    )
    task = task_on(found.event, _("Changer la séance"), _("Enregistrer"), lead, found)
    initial = forms.session_initial(found)
    form = forms.SessionForm(sent(request), today=request.now.date(), initial=initial)

    def act(_told: dict[str, Any]) -> tuple[str, str]:
        actions.change_session(found, **form.asked, by=request.actor, now=request.now)
        return _("La séance est changée."), at(found.event)

    return filled(request, form, task, act, PLACES)


@for_roles(*PLANS)
@require_POST
def drop_session(request: Request, pk: int) -> HttpResponse:
    """A session nobody was to come to."""
    found = session_of(pk)

    def does() -> tuple[str, str]:
        actions.drop_session(found, by=request.actor, now=request.now)
        return _("La séance est retirée."), at(found.event)

    return pressed(request, does)


@for_roles(*PLANS)
def note_cost(request: Request, pk: int) -> HttpResponse:
    """What it cost."""
    found = get_object_or_404(Event, pk=pk)
    task = task_on(found, _("Noter une dépense"), _("Noter"))

    def act(told: dict[str, Any]) -> tuple[str, str]:
        actions.note_cost(found, **told, by=request.actor)
        return _("La dépense est notée."), at(found)

    return filled(request, forms.CostForm(sent(request)), task, act, PLACES)


@for_roles(*PLANS)
@require_POST
def remove_cost(request: Request, pk: int) -> HttpResponse:
    """Noted by mistake."""
    cost = get_object_or_404(Cost.objects.select_related("event"), pk=pk)

    def does() -> tuple[str, str]:
        actions.remove_cost(cost, by=request.actor)
        return _("La dépense est retirée."), at(cost.event)

    return pressed(request, does)


def session_of(pk: int) -> Session:
    rows = Session.objects.select_related("event", "booking__offer")
    return get_object_or_404(rows, pk=pk)
