"""What things cost, and since when."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from phares.common.web.audience import for_roles, signed_in
from phares.common.web.filling import Task, filled, sent
from phares.common.web.requests import Request
from phares.common.web.tables import table_response
from phares.kernel.actor import KEEPERS, Actor
from phares.kernel.dating import Dated
from phares.kernel.time import Month
from phares.money.pricing import actions, forms, queries
from phares.money.pricing.models import Tariff
from phares.money.pricing.rules.permissions import may_set_tariffs
from phares.money.pricing.tables import tariffs_table

PLACES = {
    "no-label": ("label",),
    "label-taken": ("label",),
    "negative": ("amount",),
    "overlap": ("since",),
    "ends-before-start": ("until",),
    "already-ended": ("until",),
}


@signed_in
@require_safe
def tariffs(request: Request) -> HttpResponseBase:
    """What things cost, and since when."""
    today, sets = localdate(request.now), may_set_tariffs(request.actor)
    spec, context = tariffs_table(today, sets), {"sets": sets, "today": today}
    return table_response(request, spec, queries.tariffs(), "pricing/tariffs.html", context)


@for_roles(*KEEPERS)
def add(request: Request) -> HttpResponse:
    """A thing that had no price."""
    task = Task(_("Ajouter un tarif"), _("Ajouter le tarif"), *_over())
    form = forms.TariffForm(sent(request), initial={"since": Dated(localdate(request.now))})
    return filled(request, form, task, partial(_add, request.actor), PLACES)


def _add(by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    return _noted(actions.add_tariff(**cleaned, by=by))


@for_roles(*KEEPERS)
def change(request: Request, pk: int) -> HttpResponse:
    """The same thing costs something else from a day on, the first of next month if not said."""
    found = get_object_or_404(Tariff, pk=pk)
    told = _("Prix noté : %s.") % _known(found)
    if found.ends_on is None:
        told += " " + _("Ce prix prendra fin la veille du nouveau.")
    task = Task(found.label, _("Changer le prix"), *_over(), told)
    soon = Month.of(localdate(request.now)).next.period.start
    form = forms.PriceForm(sent(request), initial={"since": Dated(soon)})
    return filled(request, form, task, partial(_change, found, request.actor), PLACES)


def _change(found: Tariff, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    return _noted(actions.change_price(found, **cleaned, by=by))


@for_roles(*KEEPERS)
def correct(request: Request, pk: int) -> HttpResponse:
    """What was written wrong of a price that nobody was asked yet."""
    found = get_object_or_404(Tariff, pk=pk)
    lead = _("Un prix se corrige jusqu’à son premier jour. Celui d’avant suit ses dates.")
    task = Task(found.label, _("Enregistrer la correction"), *_over(), lead, corrects=found)
    form = forms.LabelForm(sent(request), initial=forms.tariff_initial(found))
    return filled(request, form, task, partial(_correct, found, request), PLACES)


def _correct(found: Tariff, request: Request, cleaned: dict[str, Any]) -> tuple[str, str]:
    today = localdate(request.now)
    kept = actions.correct_tariff(found, **cleaned, by=request.actor, today=today)
    return _("%s : le prix est corrigé.") % kept.label, _back()


@for_roles(*KEEPERS)
def end(request: Request, pk: int) -> HttpResponse:
    """A price ends and none follows."""
    found, today = get_object_or_404(Tariff, pk=pk), localdate(request.now)
    told = _("%s. Les anciens prix restent dans la liste.") % _known(found)
    task = Task(found.label, _("Mettre fin au tarif"), *_over(), told)
    form = forms.EndForm(sent(request), initial={"until": Dated(max(today, found.starts_on))})
    return filled(request, form, task, partial(_end, found, request.actor), PLACES)


def _end(found: Tariff, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    ended = actions.end_tariff(found, **cleaned, by=by)
    said = _("%(label)s : fin du tarif notée (%(until)s).")
    return said % {"label": ended.label, "until": ended.ending}, _back()


def _noted(tariff: Tariff) -> tuple[str, str]:
    said = _("%(tariff)s : prix noté (%(since)s).")
    return said % {"tariff": tariff, "since": tariff.beginning}, _back()


def _known(tariff: Tariff) -> str:
    """« 16,00 € par m² et par mois, depuis le 1er janvier 2015 »."""
    said = _("%(amount)s %(unit)s, %(since)s")
    words = {"amount": tariff.amount, "unit": tariff.get_unit_display()}
    return said % {**words, "since": tariff.beginning.onwards}


def _over() -> tuple[str, str]:
    return _("Tarifs"), _back()


def _back() -> str:
    return resolve_url("pricing:tariffs")
