"""Where things are decided, who sits there, and what is written of it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from phares.common.web.audience import for_roles
from phares.common.web.filling import Task, filled, sent
from phares.common.web.forms import MistakeForm
from phares.common.web.pages import page
from phares.common.web.requests import Request
from phares.cooperative.governance import actions, forms, queries
from phares.cooperative.governance.models import Body, Mandate
from phares.cooperative.governance.rules.kinds import SeatKind
from phares.cooperative.governance.rules.permissions import READERS, may_govern
from phares.kernel.actor import STEERS, Actor
from phares.kernel.dating import Dated

PLACES = {
    "no-reason": ("reason",),
    "no-name": ("name",),
    "name-taken": ("name",),
    "ends-before-start": ("until",),
    "already-ended": ("until",),
    "nobody": ("person",),
    "no-title": ("title",),
    "no-seat": ("seat",),
    "half-seat": ("person",),
    "seat-taken": ("seat", "organisation"),
    "sits-already": ("person",),
}


@for_roles(*READERS)
@require_safe
def bodies(request: Request) -> HttpResponse:
    """Where things are decided, who sits there today, and which seats are empty."""
    bodies, governs = queries.bodies_on(request.now.date()), may_govern(request.actor)
    return page(request, "governance/bodies.html", {"bodies": bodies, "governs": governs})


@for_roles(*STEERS)
def create(request: Request) -> HttpResponse:
    """One more place where things are decided."""
    task = Task(_("Créer une instance"), _("Créer l’instance"), *_over())
    return filled(
        request, forms.BodyForm(sent(request)), task, partial(_create, request.actor), PLACES
    )


def _create(by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    created = actions.create_body(**cleaned, by=by)
    return _("L’instance « %s » est créée.") % created, _back()


@for_roles(*STEERS)
def reword(request: Request, pk: int) -> HttpResponse:
    """The same body, told otherwise."""
    found = get_object_or_404(Body, pk=pk)
    lead = _("Les mandats restent.")
    task = Task(found.name, _("Enregistrer"), *_over(), lead, corrects=found)
    form = forms.BodyForm(sent(request), initial=forms.body_initial(found))
    return filled(request, form, task, partial(_reword, found, request.actor), PLACES)


def _reword(found: Body, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    kept = actions.reword_body(found, **cleaned, by=by)
    return _("L’instance « %s » est à jour.") % kept, _back()


@for_roles(*STEERS)
def give(request: Request, pk: int) -> HttpResponse:
    """Somebody sits from a day on; `?structure=` and `?siege=` choose the seat to fill."""
    found, wanted = get_object_or_404(Body, pk=pk), request.GET
    chosen = {"organisation": wanted.get("structure"), "seat": wanted.get("siege")}
    initial = {**chosen, "since": Dated(request.now.date())}
    task = Task(_("Donner un mandat"), _("Donner le mandat"), *_over(), found.name)
    form = forms.MandateForm(sent(request), initial=initial, paired=found.paired_seats)
    return filled(request, form, task, partial(_give, found, request.actor), PLACES)


def _give(found: Body, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    given = actions.give_mandate(body=found, **cleaned, by=by)
    said = _("%(body)s : mandat donné à %(who)s (%(since)s).")
    return said % {"body": found, "who": given.holder, "since": given.beginning}, _back()


@for_roles(*STEERS)
def correct(request: Request, pk: int) -> HttpResponse:
    """What was written wrong of a mandate."""
    found = _mandate(pk)
    lead = _(
        "%(body)s. Pour ce qui a été mal noté : si quelqu’un d’autre prend la place, "
        "mettez fin à ce mandat, puis donnez-en un autre."
    ) % {"body": found.body.name}
    submit = _("Enregistrer la correction")
    task = Task(found.holder, submit, *_over(), lead, corrects=found)
    initial, paired = forms.mandate_initial(found), found.body.paired_seats
    form = forms.MandateForm(sent(request), initial=initial, paired=paired)
    return filled(request, form, task, partial(_correct, found, request.actor), PLACES)


def _correct(found: Mandate, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    kept = actions.correct_mandate(found, **{"seat": SeatKind(found.seat), **cleaned}, by=by)
    return _("%(who)s : le mandat est corrigé.") % {"who": kept.holder}, _back()


@for_roles(*STEERS)
def end(request: Request, pk: int) -> HttpResponse:
    """Somebody sits no more."""
    found, today = _mandate(pk), request.now.date()
    lead = _("%(body)s : %(title)s, %(since)s.") % {
        "body": found.body.name,
        "title": found.title,
        "since": found.beginning.onwards,
    }
    task = Task(found.holder, _("Mettre fin au mandat"), *_over(), lead)
    form = forms.EndForm(sent(request), initial={"until": Dated(max(today, found.starts_on))})
    return filled(request, form, task, partial(_end, found, request.actor), PLACES)


def _end(found: Mandate, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    ended = actions.end_mandate(found, **cleaned, by=by)
    said = _("%(who)s : fin de mandat notée (%(until)s).")
    return said % {"who": ended.holder, "until": ended.ending}, _back()


@for_roles(*STEERS)
def remove(request: Request, pk: int, frozen: Callable[[], Collection[int]]) -> HttpResponse:
    """A mandate noted by mistake; one that is over is ended."""
    found = _mandate(pk)
    lead = _("%(body)s : %(title)s. Pour une erreur seulement : un mandat qui s’arrête se termine.")
    words = {"body": found.body.name, "title": found.title}
    task = Task(found.holder, _("Retirer le mandat"), *_over(), lead % words)
    act = partial(_remove, found, frozen, request.actor)
    return filled(request, MistakeForm(sent(request)), task, act, PLACES)


def _remove(
    found: Mandate, frozen: Callable[[], Collection[int]], by: Actor, cleaned: dict[str, Any]
) -> tuple[str, str]:
    actions.remove_mandate(found, **cleaned, frozen=frozen(), by=by)
    return _("%(who)s : le mandat est retiré.") % {"who": found.holder}, _back()


def _mandate(pk: int) -> Mandate:
    return get_object_or_404(queries.mandates(), pk=pk)


def _over() -> tuple[str, str]:
    return _("Instances"), _back()


def _back() -> str:
    return resolve_url("governance:bodies")
