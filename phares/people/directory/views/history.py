"""The history of a card, from the journal: who, when, what changed."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from phares.common.audit.models import Entry
from phares.common.audit.queries import entries_about
from phares.common.journal.tables import details, moment
from phares.common.web.audience import for_roles
from phares.common.web.requests import Request
from phares.common.web.tables import Column, Empty, TableSpec, table_response
from phares.kernel.actor import TEAM, Actor
from phares.people.directory.models import Organisation, Person
from phares.people.directory.queries.references import keys_about
from phares.people.directory.rules.permissions import CLOSED_ACTS, may_keep
from phares.people.directory.views.merged import follows_merged

HISTORY = TableSpec(
    name="histoire",
    caption=_("Histoire de la fiche"),
    noun=("acte", "actes"),
    columns=(
        Column(key="quand", label=_("Quand"), value=moment, sort=("pk",), css="nb"),
        Column(key="qui", label=_("Qui"), value=lambda one: one.actor_name, sort=("actor_name",)),
        Column(
            key="acte",
            label=_("Acte"),
            value=lambda one: f"{one.act}{one.about}",
            sort=("verb",),
            css="fin seul",
        ),
        Column(key="details", label=_("Ce qui a changé"), value=details, css="fin seul"),
    ),
    default_sort="-quand",
    empty=Empty(
        title=_("Rien n’est encore arrivé"),
        sentence=_("Chaque acte sur cette fiche paraîtra ici, avec son auteur et son heure."),
    ),
)


@for_roles(*TEAM)
@follows_merged("directory:organisation_history")
@require_safe
def organisation(request: Request, pk: int) -> HttpResponseBase:
    """All that was ever done about a structure and what is its own."""
    found = get_object_or_404(Organisation, pk=pk)
    return _shown(request, found, resolve_url("directory:organisation", pk))


@for_roles(*TEAM)
@follows_merged("directory:person_history")
@require_safe
def person(request: Request, pk: int) -> HttpResponseBase:
    """The same of a person; what only those who keep the directory know is left out for others."""
    found = get_object_or_404(Person, pk=pk)
    return _shown(request, found, resolve_url("directory:person", pk))


def _shown(request: Request, found: Organisation | Person, back: str) -> HttpResponseBase:
    rows = _acts(found, request.actor)
    context = {"found": found, "back": back}
    return table_response(request, HISTORY, rows, "directory/history.html", context)


def _acts(found: Organisation | Person, actor: Actor) -> QuerySet[Entry]:
    hidden = () if may_keep(actor) else CLOSED_ACTS
    return entries_about(keys_about(found), hidden)
