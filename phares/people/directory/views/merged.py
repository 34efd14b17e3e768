"""Two cards that may be one; the address of a card that was merged leads to the one that stays."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from phares.common.web.audience import for_roles
from phares.common.web.filling import Task, pressed, sent
from phares.common.web.pages import page
from phares.common.web.requests import Request
from phares.kernel.actor import KEEPERS, Actor
from phares.people.directory import actions
from phares.people.directory.extras import Rivals
from phares.people.directory.forms.merging import MergeForm
from phares.people.directory.models import Organisation, Party, Person
from phares.people.directory.queries.duplicates import (
    cards_of,
    likely_houses,
    likely_persons,
    merged_into,
)
from phares.people.directory.views.filling import filled

type View = Callable[..., HttpResponseBase]
NONE = Rivals("", lambda _one, _other: [], lambda _kept, _lost, _by: None)


def follows_merged(to: str) -> Callable[[View], View]:
    """A view of one card: asked for one that was merged, it leads to the one that stays."""

    def following(view: View) -> View:
        @wraps(view)
        def followed(request: HttpRequest, pk: int, **extras: Any) -> HttpResponseBase:
            try:
                return view(request, pk, **extras)
            except Http404:
                if kept := merged_into(pk):
                    return redirect(to, kept)
                raise

        return followed

    return following


@for_roles(*KEEPERS)
@require_safe
def duplicates(request: Request) -> HttpResponse:
    """Pairs that look alike, and why each is proposed."""
    context = {"houses": likely_houses(), "persons": likely_persons()}
    return page(request, "directory/duplicates.html", context)


@for_roles(*KEEPERS)
def merge(request: Request, one: int, other: int, rivals: Rivals = NONE) -> HttpResponse:
    """Which of the two cards stays; everything else follows it."""
    both = cards_of(one, other)
    if len(both) != 2:
        raise Http404
    lead = _(
        "Tout ce qui mène à l’autre fiche mènera à celle-ci ; son nom devient un autre nom, son "
        "adresse mène ici. Les bilans figés ne bougent pas. Rien ne les séparera ensuite."
    )
    back = resolve_url("directory:duplicates")
    task = Task(_("Réunir deux fiches"), _("Réunir"), _("Doublons"), back, lead)
    told = rivals.told(one, other)
    form = MergeForm(sent(request), cards=both, rivals=told, label=rivals.label)
    settled = partial(_settle, rivals, [pk for pk, _name in told], request.actor)
    return filled(request, form, task, partial(_merge, both, settled, request.actor))


def _settle(rivals: Rivals, both: list[int], by: Actor, cleaned: dict[str, Any]) -> None:
    for other in both:
        if other != cleaned["rival"]:
            rivals.settle(cleaned["rival"], other, by)


def _merge(
    both: list[Party],
    settled: Callable[[dict[str, Any]], None],
    by: Actor,
    cleaned: dict[str, Any],
) -> tuple[str, str]:
    kept_id = cleaned["kept"]
    [lost] = [card for card in both if card.pk != kept_id]
    kept = actions.merge_cards(kept_id, lost.pk, by=by, first=partial(settled, cleaned))
    said = _("« %(lost)s » est réunie à %(kept)s.") % {"lost": lost.name, "kept": kept.name}
    return said, _page_of(kept)


def _page_of(kept: Organisation | Person) -> str:
    is_house = isinstance(kept, Organisation)
    return resolve_url("directory:organisation" if is_house else "directory:person", kept.pk)


@for_roles(*KEEPERS)
@require_POST
def tell_apart(request: Request, one: int, other: int) -> HttpResponse:
    """They are not the same: proposed no more."""
    return pressed(request, partial(_apart, one, other, request.actor))


def _apart(one: int, other: int, by: Actor) -> tuple[str, str]:
    actions.tell_apart(one, other, by=by)
    return _("Noté : ce ne sont pas les mêmes."), resolve_url("directory:duplicates")
