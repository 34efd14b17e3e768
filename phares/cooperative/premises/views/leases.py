"""Occupation agreements: the list, one of them, and what is done with it."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.translation import gettext as _

from phares.common.facts import on
from phares.common.web.audience import for_roles
from phares.common.web.display import french_date
from phares.common.web.filling import Task, sent
from phares.common.web.pages import page
from phares.common.web.requests import Request
from phares.common.web.tables import table_response
from phares.cooperative.premises import actions, forms
from phares.cooperative.premises.models import Lease, Tenure
from phares.cooperative.premises.queries.leases import (
    arrival_after,
    asked_for,
    listed,
    situation_of,
    visible_to,
)
from phares.cooperative.premises.queries.letting import lines_on, lines_once_corrected
from phares.cooperative.premises.queries.promises import promised_after
from phares.cooperative.premises.queries.space import Fact
from phares.cooperative.premises.rules.kinds import LeaseState, TenureKind
from phares.cooperative.premises.rules.lifecycle import Situation, months_after
from phares.cooperative.premises.rules.permissions import (
    LETS,
    SEES_AN_AGREEMENT,
    may_let,
    may_read_all_leases,
)
from phares.cooperative.premises.tables import lease_table
from phares.cooperative.premises.views.filling import filled
from phares.kernel.actor import Actor
from phares.kernel.dating import Dated


@for_roles(*SEES_AN_AGREEMENT)
def leases(request: Request) -> HttpResponseBase:
    """Agreements: all of them for the team, its own for a member."""
    spec = lease_table(request.now.date())
    rows = listed(visible_to(request.actor))
    return table_response(
        request, spec, rows, "premises/leases.html", {"lets": may_let(request.actor)}
    )


@for_roles(*SEES_AN_AGREEMENT)
def lease(request: Request, pk: int) -> HttpResponse:
    """One agreement; another's does not exist for a member."""
    leases = visible_to(request.actor).select_related("occupant", "lessor", "renewal", "renews")
    found = get_object_or_404(leases, pk=pk)
    return page(request, "premises/lease.html", _lease_context(found, request))


def _lease_context(found: Lease, request: Request) -> dict[str, Any]:
    today, lets = request.now.date(), may_let(request.actor)
    situation, promises = situation_of(found, today), promised_after([found]).get(found.pk, [])
    return {
        "lease": found,
        "lines": found.lines.select_related("space__floor").order_by("space__floor__level"),
        "situation": situation,
        "facts": _facts(found, today),
        "endable": lets and found.state == LeaseState.ACTIVE and situation is not Situation.OVER,
        "correctable": lets and found.state != LeaseState.CANCELLED,
        "noticed": lets and found.state == LeaseState.ENDED and situation is not Situation.OVER,
        "renewable": lets and _renewable(found) and not any(one.at_once for one in promises),
        "promises": promises if may_read_all_leases(request.actor) else (),
    }


def _renewable(found: Lease) -> bool:
    return (
        bool(found.ends_on) and found.state == LeaseState.ACTIVE and not hasattr(found, "renewal")
    )


def _facts(found: Lease, today: date) -> list[Fact]:
    """From the first day to the last day to say whether one stays."""
    facts = [Fact(str(found.beginning), found.beginning.iso, _("Début de la convention"))]
    if found.noticed_on:
        facts.append(
            Fact(french_date(found.noticed_on), found.noticed_on.isoformat(), _("Congé reçu"))
        )
    if found.ends_on is None:
        return facts
    if found.state == LeaseState.ACTIVE.value:
        limit = months_after(found.ends_on, -found.notice_months)
        said = _("Dernier jour pour donner congé dans les délais")
        facts.append(Fact(french_date(limit), limit.isoformat(), said, _seen(limit, today)))
    last = found.ending
    assert last is not None
    over = Fact(str(last), last.iso, _("Dernier jour"), _seen(found.ends_on, today))
    return sorted([*facts, over], key=lambda fact: fact.iso)


def _seen(day: date, today: date) -> str:
    return "avenir" if day > today else ""


@for_roles(*LETS)
def sign(request: Request) -> HttpResponse:
    """A new agreement."""
    today, back = request.now.date(), resolve_url("premises:leases")
    task = Task(_("Signer une convention"), _("Signer la convention"), _("Conventions"), back)
    occupant = asked_for(request.GET.get("structure"))
    initial = {
        "start": (arrival_after(occupant, today) or Dated(today)) if occupant else None,
        "lessor": _manager_on(today),
        "spaces": request.GET.getlist("espace"),
        "occupant": occupant,
    }
    form = forms.LeaseForm(sent(request), initial=initial, today=today)
    return filled(request, form, task, partial(_sign, request.actor))


def _manager_on(day: date) -> int | None:
    """Who usually gives agreements: the manager of the building."""
    managers = Tenure.objects.filter(on(day), kind=TenureKind.MANAGER.value)
    return managers.values_list("organisation_id", flat=True).first()


def _sign(by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    lines = lines_on(cleaned.pop("spaces"), cleaned["start"].day)
    signed = actions.sign_lease(lines=lines, **cleaned, by=by)
    said = _("Convention %(number)s signée avec %(who)s, %(since)s.")
    told = {"who": signed.occupant, "since": signed.beginning.onwards}
    return said % {"number": signed.number, **told}, _at(signed)


@for_roles(*LETS)
def correct(request: Request, pk: int) -> HttpResponse:
    """What was noted wrong of an agreement."""
    found = get_object_or_404(Lease.objects.select_related("occupant"), pk=pk)
    lead = _("Les dates se corrigent toujours ; les espaces et le préavis, jusqu’au début.")
    submit, over = _("Enregistrer la correction"), (str(found), _at(found), lead)
    task = Task(_("Corriger la convention"), submit, *over, corrects=found)
    form = forms.CorrectLeaseForm(sent(request), lease=found, today=request.now.date())
    return filled(request, form, task, partial(_correct, found, request))


def _correct(found: Lease, request: Request, cleaned: dict[str, Any]) -> tuple[str, str]:
    if "spaces" in cleaned:
        spaces, day = cleaned.pop("spaces"), cleaned["start"].day
        cleaned["lines"] = lines_once_corrected(found, spaces, day)
    actions.correct_lease(found, **cleaned, today=request.now.date(), by=request.actor)
    return _("%(number)s est corrigée.") % {"number": found.number}, _at(found)


@for_roles(*LETS)
def end(request: Request, pk: int) -> HttpResponse:
    """An agreement ends before its term."""
    found = get_object_or_404(Lease.objects.select_related("occupant"), pk=pk)
    lead = _("Préavis de %(months)s mois.") % {"months": found.notice_months}
    task = Task(_("Mettre fin à la convention"), _("Mettre fin"), str(found), _at(found), lead)
    form = forms.EndForm(sent(request))
    return filled(request, form, task, partial(_end, found, request.actor))


def _end(found: Lease, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    ended = actions.end_lease(found, **cleaned, by=by)
    if ended.state == LeaseState.CANCELLED:
        return _("La convention est annulée, ses espaces sont libres."), _at(ended)
    assert ended.ends_on is not None
    said = _("C’est noté : dernier jour %(day)s. Ses espaces sont libres dès le %(out)s.")
    return said % {"day": ended.ending, "out": french_date(ended.ends_on)}, _at(ended)


@for_roles(*LETS)
def withdraw_notice(request: Request, pk: int) -> HttpResponse:
    """The occupant stays after all."""
    found = get_object_or_404(Lease.objects.select_related("occupant"), pk=pk)
    lead = _("La convention court de nouveau, sur les mêmes espaces.")
    task = Task(_("Annuler le congé"), _("Annuler le congé"), str(found), _at(found), lead)
    form = forms.StayForm(sent(request), initial={"end": found.term})
    return filled(request, form, task, partial(_withdraw_notice, found, request))


def _withdraw_notice(found: Lease, request: Request, cleaned: dict[str, Any]) -> tuple[str, str]:
    today = request.now.date()
    stays = actions.withdraw_notice(found, **cleaned, today=today, by=request.actor)
    if stays.ending is None:
        return _("Le congé est annulé : la convention court sans date de fin."), _at(found)
    said = _("Le congé est annulé : la convention court de nouveau (dernier jour : %(day)s).")
    return said % {"day": stays.ending}, _at(found)


@for_roles(*LETS)
def renew(request: Request, pk: int) -> HttpResponse:
    """A new agreement on the same spaces, from the end of this one."""
    found = get_object_or_404(Lease.objects.select_related("occupant"), pk=pk)
    lead = _("La nouvelle convention reprend les mêmes espaces, dès le %(day)s.") % {
        "day": french_date(found.ends_on)
    }
    task = Task(_("Renouveler la convention"), _("Renouveler"), str(found), _at(found), lead)
    return filled(
        request, forms.RenewForm(sent(request)), task, partial(_renew, found, request.actor)
    )


def _renew(found: Lease, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    renewal = actions.renew_lease(found, **cleaned, by=by)
    said = _("%(old)s est renouvelée par %(new)s.")
    return said % {"old": found.number, "new": renewal.number}, _at(renewal)


def _at(found: Lease) -> str:
    return resolve_url("premises:lease", found.pk)
