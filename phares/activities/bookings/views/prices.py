"""What booking costs, and the hours offered to those of the house."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from phares.activities.bookings.forms import prices as forms
from phares.activities.bookings.queries.prices import key_of
from phares.activities.bookings.rules.permissions import BOOKS_FOR_ITS_OWN, SEES_THE_CALENDAR
from phares.activities.bookings.tables_price import hours_table, ledger_table, rates_table
from phares.common.web.audience import for_roles
from phares.common.web.filling import Task, allow, filled, sent
from phares.common.web.requests import Request
from phares.common.web.tables import table_response
from phares.kernel.actor import KEEPERS, Actor
from phares.kernel.dating import Dated, Precision
from phares.kernel.time import Month
from phares.kernel.words import lasting
from phares.money.pricing import actions
from phares.money.pricing.models import Allowance, Rate
from phares.money.pricing.queries.hours import left_of, lines_of, with_balance
from phares.money.pricing.queries.rates import all_rates
from phares.money.pricing.rules.customers import Customer
from phares.money.pricing.rules.permissions import may_set_tariffs
from phares.money.pricing.rules.units import Unit

PLACES = {
    "negative": ("full",), "subsidy": ("subsidy",), "no-payer": ("payer",), "steps": ("reduced",),
    "overlap": ("since",), "ends-before-start": ("until",), "already-ended": ("until",),
    "no-time": ("hours",), "months": ("since", "until"), "begun": ("since",),
}  # fmt: skip


def _over() -> tuple[str, str]:
    return _("Prix des salles"), resolve_url("bookings:rates")


def _over_hours() -> tuple[str, str]:
    return _("Heures offertes"), resolve_url("bookings:allowances")


@for_roles(*SEES_THE_CALENDAR)
@require_safe
def rates(request: Request) -> HttpResponseBase:
    """What each place costs, for whom, since when."""
    today, sets = localdate(request.now), may_set_tariffs(request.actor)
    context = {"sets": sets, "today": today}
    return table_response(
        request, rates_table(today, sets), all_rates(), "bookings/rates.html", context
    )


@for_roles(*KEEPERS)
def add_rate(request: Request) -> HttpResponse:
    """A place has a price, or another one from a day on."""
    today = localdate(request.now)
    lead = _("Le tarif qui court pour la même chose prend fin la veille.")
    task = Task(_("Fixer un prix"), _("Fixer le prix"), *_over(), lead)
    initial = {"since": Dated(Month.of(today).next.period.start), "offer": request.GET.get("offre")}
    form = forms.RateForm(sent(request), today=today, initial=initial)

    return filled(request, form, task, partial(_add_rate, request.actor, form), PLACES)


def _add_rate(by: Actor, form: forms.RateForm, told: dict[str, Any]) -> tuple[str, str]:
    offer, priced = told["offer"], form.priced(told["unit"])
    rate = actions.set_rate(
        thing=key_of(offer), label=offer.name, customer=Customer(told["customer"]), priced=priced,
        since=told["since"], until=told["until"], by=by,
    )  # fmt: skip
    return _("%s : prix noté.") % rate, _over()[1]


@for_roles(*KEEPERS)
def correct_rate(request: Request, pk: int) -> HttpResponse:
    """What was written wrong of a price that nobody was told yet."""
    found = get_object_or_404(Rate, pk=pk)
    lead = _("Un prix se corrige jusqu’à son premier jour, tant qu’aucune réservation ne l’a reçu.")
    task = Task(str(found), _("Enregistrer la correction"), *_over(), lead, corrects=found)
    form = forms.PricedForm(sent(request), initial=forms.rate_initial(found))

    def act(told: dict[str, Any]) -> tuple[str, str]:
        kept = actions.correct_rate(
            found, form.priced(Unit(found.unit)), since=told["since"], until=told["until"],
            by=request.actor, today=localdate(request.now),
        )  # fmt: skip
        return _("%s : le prix est corrigé.") % kept.label, _over()[1]

    return filled(request, form, task, act, PLACES)


@for_roles(*KEEPERS)
def end_rate(request: Request, pk: int) -> HttpResponse:
    """A price ends and none follows."""
    found, today = get_object_or_404(Rate, pk=pk), localdate(request.now)
    lead = _("Ce qui est déjà réservé garde son prix.")
    task = Task(str(found), _("Mettre fin au tarif"), *_over(), lead)
    form = forms.UntilForm(sent(request), initial={"until": Dated(max(today, found.starts_on))})

    def act(told: dict[str, Any]) -> tuple[str, str]:
        ended = actions.end_rate(found, until=told["until"], by=request.actor)
        said = {"label": ended.label, "until": ended.ending}
        return _("%(label)s : fin du tarif notée (%(until)s).") % said, _over()[1]

    return filled(request, form, task, act, PLACES)


@for_roles(*KEEPERS)
@require_safe
def allowances(request: Request) -> HttpResponseBase:
    """To whom hours are offered, and what is left of them this month."""
    today = localdate(request.now)
    spec, context = hours_table(today), {"sets": may_set_tariffs(request.actor)}
    return table_response(request, spec, with_balance(today), "bookings/allowances.html", context)


@for_roles(*SEES_THE_CALENDAR)
@require_safe
def allowance(request: Request, pk: int) -> HttpResponseBase:
    """The ledger of one: what was offered, held, used, given back, lost."""
    found = get_object_or_404(with_balance(localdate(request.now)), pk=pk)
    sets, own = may_set_tariffs(request.actor), request.actor.parties_as(*BOOKS_FOR_ITS_OWN)
    allow(sets or found.organisation_id in own)
    context = {"found": found, "free": lasting(left_of(found)), "offered": lasting(found.minutes)}
    return table_response(
        request, ledger_table(), lines_of(found), "bookings/allowance.html", context
    )


@for_roles(*KEEPERS)
def add_allowance(request: Request) -> HttpResponse:
    """Hours are offered to an organisation, each month."""
    today = localdate(request.now)
    lead = _("Elles servent avant que le tarif s’applique ; ce qui reste est perdu avec le mois.")
    task = Task(_("Offrir des heures"), _("Offrir"), *_over_hours(), lead)
    soon = Dated(today.replace(day=1), Precision.MONTH)
    form = forms.HoursOfferedForm(sent(request), today=today, initial={"since": soon})

    def act(told: dict[str, Any]) -> tuple[str, str]:
        given = actions.offer_hours(
            organisation=told["organisation"], thing=told["thing"], label=form.label,
            minutes=form.minutes, since=told["since"], until=told["until"], by=request.actor,
        )  # fmt: skip
        return _("%s : c’est noté.") % given, _over_hours()[1]

    return filled(request, form, task, act, PLACES)


@for_roles(*KEEPERS)
def end_allowance(request: Request, pk: int) -> HttpResponse:
    """No more hours after a month."""
    found, today = get_object_or_404(Allowance, pk=pk), localdate(request.now)
    last = Dated(max(Month.of(today), Month.of(found.starts_on)).period.last_day or today)
    lead = _("Ce qui est déjà retenu pour plus tard le reste.")
    task = Task(str(found), _("Mettre fin"), *_over_hours(), lead)
    form = forms.UntilForm(sent(request), initial={"until": last})

    def act(told: dict[str, Any]) -> tuple[str, str]:
        ended = actions.end_hours(found, until=told["until"], by=request.actor)
        return _("%s : fin notée.") % ended.label, _over_hours()[1]

    return filled(request, form, task, act, PLACES)
