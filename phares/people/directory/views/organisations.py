"""Structures: the list, one of them, and what is written on their cards."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from phares.common.web.audience import for_roles
from phares.common.web.filling import Task, allow, sent
from phares.common.web.pages import done, page
from phares.common.web.requests import Request
from phares.common.web.tables import table_response
from phares.kernel.actor import INSIDE, KEEPERS, Actor, Role
from phares.kernel.dating import Dated
from phares.people.directory import actions, forms
from phares.people.directory.extras import (
    ExtraChoice,
    ExtraColumn,
    Remaining,
    Section,
    drawn,
)
from phares.people.directory.models import Alias, Link, Organisation
from phares.people.directory.queries.card import organisation_card
from phares.people.directory.queries.organisations import organisations_listed
from phares.people.directory.queries.pages import PoleOnDay, pole_on
from phares.people.directory.rules.permissions import may_edit, may_keep
from phares.people.directory.tables import ALL_CHOICE, MEMBERS_CHOICE, organisation_table
from phares.people.directory.views.card import card_context
from phares.people.directory.views.filling import filled
from phares.people.directory.views.merged import follows_merged
from phares.people.directory.views.remaining import Others

EDITS = KEEPERS | {Role.MEMBER_CONTACT}


@for_roles(*INSIDE)
def organisations(
    request: Request,
    columns: tuple[ExtraColumn, ...] = (),
    choices: tuple[ExtraChoice, ...] = (),
) -> HttpResponseBase:
    """Members of today first; partners, funders and those who left at a click."""
    today, actor = request.now.date(), request.actor
    known = pole_on(today)
    _members_first(request, known)
    spec = organisation_table(today, actor, known, columns, choices)
    rows = organisations_listed(today, actor, by_area=known.areas)
    context = {"known": known, "keeps": may_keep(actor)}
    return table_response(request, spec, rows, "directory/organisations.html", context)


def _members_first(request: Request, known: PoleOnDay) -> None:
    """An address that asks nothing asks for the members of today; a name, for everybody."""
    if "choix" in request.GET or not known.members:
        return
    asked = request.GET.copy()
    asked["choix"] = ALL_CHOICE if asked.get("q") else MEMBERS_CHOICE
    request.GET = asked  # type: ignore[assignment]


@for_roles(*INSIDE)
@follows_merged("directory:organisation")
def organisation(
    request: Request,
    pk: int,
    sections: tuple[Section, ...] = (),
    others: tuple[Remaining, ...] = (),
) -> HttpResponse:
    """Everything this person may read of one structure."""
    found = get_object_or_404(Organisation.objects.select_related("main_category", "logo"), pk=pk)
    today, actor = request.now.date(), request.actor
    wide = drawn(sections, found, today, actor, wide=True)
    side = drawn(sections, found, today, actor, wide=False)
    asked = Others(others, tuple(one.key for one in wide))
    context = card_context(organisation_card(found, actor, today), today, actor, asked)
    context |= {"wide_sections": wide, "side_sections": side}
    return page(request, "directory/organisation.html", context)


@for_roles(*KEEPERS)
def welcome(request: Request) -> HttpResponse:
    """A new structure, with how it belongs and since when."""
    lead = _("Le reste de la fiche se complète ensuite, par elle ou par vous.")
    task = Task(
        _("Accueillir une structure"),
        _("Accueillir la structure"),
        _("Les habitants"),
        resolve_url("directory:organisations"),
        lead,
    )
    form = forms.WelcomeForm(sent(request), initial={"since": Dated(request.now.date())})
    return filled(request, form, task, partial(_welcome, request))


def _welcome(request: Request, cleaned: dict[str, Any]) -> tuple[str, str]:
    since = cleaned["since"]
    welcomed = actions.welcome_organisation(**cleaned, by=request.actor)
    told = {"name": welcomed.name, "since": since.to_come}
    if since.day > request.now.date():
        return _("%(name)s est attendue %(since)s.") % told, _at(welcomed)
    return _("%(name)s est accueillie.") % told, _at(welcomed)


@for_roles(*EDITS)
def edit(request: Request, pk: int) -> HttpResponse:
    """The card, kept by the structure itself or by the pole."""
    found = editable(request, pk)
    form = forms.CardForm(sent(request), initial=forms.card_initial(found))
    over = found.name, _at(found)
    also = _("Choisir un logo"), resolve_url("directory:choose_logo", pk)
    submit = _("Enregistrer la fiche")
    task = Task(_("Modifier la fiche"), submit, *over, corrects=found, also=also)
    return filled(request, form, task, partial(_edit, found, request.actor))


def _edit(found: Organisation, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    actions.edit_organisation(found, **cleaned, by=by)
    return _("La fiche est à jour."), _at(found)


@for_roles(*EDITS)
def add_alias(request: Request, pk: int) -> HttpResponse:
    """Another way its name is written."""
    found = editable(request, pk)
    lead = _("La recherche la trouvera aussi sous ce nom.")
    task = Task(_("Ajouter un autre nom"), _("Ajouter ce nom"), found.name, _at(found), lead)
    return filled(
        request, forms.AliasForm(sent(request)), task, partial(_alias, found, request.actor)
    )


def _alias(found: Organisation, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    added = actions.add_alias(found, **cleaned, by=by)
    return _("« %(name)s » la fait trouver aussi.") % {"name": added.name}, _at(found)


@for_roles(*EDITS)
@require_POST
def remove_alias(request: Request, pk: int) -> HttpResponse:
    """A name that was wrong finds it no more."""
    alias = get_object_or_404(Alias, pk=pk, party__kind="organisation")
    allow(may_edit(request.actor, alias.party_id))
    actions.remove_alias(alias, by=request.actor)
    said = _("« %(name)s » ne la fait plus trouver.") % {"name": alias.name}
    return done(request, "directory:organisation", said, pk=alias.party_id)


@for_roles(*KEEPERS)
def add_link(request: Request, pk: int) -> HttpResponse:
    """How it stands to another structure."""
    found = editable(request, pk)
    task = Task(_("Noter un lien"), _("Noter ce lien"), found.name, _at(found))
    form = forms.LinkForm(sent(request), subject=found)
    return filled(request, form, task, partial(_link, found, request.actor))


def _link(found: Organisation, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    actions.link_organisations(subject=found, **cleaned, by=by)
    return _("Le lien est noté."), _at(found)


@for_roles(*KEEPERS)
@require_POST
def unlink(request: Request, pk: int) -> HttpResponse:
    """A link noted by mistake; back to the card it was removed from."""
    link = get_object_or_404(Link, pk=pk)
    actions.unlink_organisations(link, by=request.actor)
    ends = {str(link.subject_id), str(link.target_id)}
    asked = request.POST.get("fiche", "")
    back = int(asked) if asked in ends else link.subject_id
    return done(request, "directory:organisation", _("Le lien est retiré."), pk=back)


def editable(request: Request, pk: int) -> Organisation:
    """The structure, for those who may write on its card."""
    found = get_object_or_404(Organisation, pk=pk)
    allow(may_edit(request.actor, pk))
    return found


def _at(found: Organisation) -> str:
    return resolve_url("directory:organisation", found.pk)
