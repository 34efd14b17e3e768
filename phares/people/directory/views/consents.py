"""What a person agreed to: given, taken back."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.translation import gettext as _

from phares.common.web.audience import for_roles
from phares.common.web.filling import Task, sent
from phares.common.web.requests import Request
from phares.kernel.actor import KEEPERS, Actor
from phares.people.directory import actions, forms
from phares.people.directory.models import Consent, Person
from phares.people.directory.views.filling import filled


@for_roles(*KEEPERS)
def give(request: Request, pk: int) -> HttpResponse:
    """A photograph, an interview: what the person agrees to, and how far it goes."""
    found = get_object_or_404(Person, pk=pk)
    back = _at(pk)
    task = Task(_("Noter un accord"), _("Noter l’accord"), found.name, back)
    form = forms.ConsentForm(sent(request), initial={"on": request.now.date()})
    return filled(request, form, task, partial(_give, found, request.actor, back))


def _give(found: Person, by: Actor, back: str, cleaned: dict[str, Any]) -> tuple[str, str]:
    given = actions.give_consent(person=found, **cleaned, by=by)
    said = _("Accord noté : « %(about)s », %(scope)s.")
    return said % {"about": given.about, "scope": given.get_scope_display()}, back


@for_roles(*KEEPERS)
def withdraw(request: Request, pk: int) -> HttpResponse:
    """The person takes it back: nothing goes out under it from that day on."""
    found = get_object_or_404(Consent.objects.select_related("person"), pk=pk)
    back = _at(found.person_id)
    lead = _("« %(about)s ». De ce jour, plus rien ne part sous cet accord.")
    words = lead % {"about": found.about}
    task = Task(_("Noter le retrait"), _("Noter le retrait"), found.person.name, back, words)
    form = forms.WithdrawForm(sent(request), initial={"on": request.now.date()})
    return filled(request, form, task, partial(_withdraw, found, request.actor, back))


def _withdraw(found: Consent, by: Actor, back: str, cleaned: dict[str, Any]) -> tuple[str, str]:
    kept = actions.withdraw_consent(found, **cleaned, by=by)
    return _("L’accord « %(about)s » est retiré.") % {"about": kept.about}, back


def _at(person_id: int) -> str:
    return f"{resolve_url('directory:person', person_id)}#accords"
