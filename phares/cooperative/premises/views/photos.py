"""Photos of the place: shown, added, described again, put in order, withdrawn."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from phares.common.pictures.rules.taking import UNTAKEN, why_not_weight
from phares.common.pictures.serving import picture_response
from phares.common.web.audience import for_roles, public
from phares.common.web.filling import Task, filled, pressed, sent
from phares.common.web.pages import page
from phares.common.web.requests import Request
from phares.cooperative.premises import actions, forms
from phares.cooperative.premises.models import Floor, Photo, Space
from phares.cooperative.premises.queries.photos import (
    Thing,
    beside,
    photos_seen,
    pictured,
    thing,
)
from phares.cooperative.premises.rules.kinds import Pictured
from phares.cooperative.premises.rules.permissions import ARRANGES, READS, may_arrange
from phares.cooperative.premises.rules.photos import sees_all
from phares.kernel.refusal import insist

KINDS = {
    "site": Pictured.SITE,
    "batiment": Pictured.BUILDING,
    "etage": Pictured.FLOOR,
    "espace": Pictured.ASSET,
}
"""What a photo is of, as its address says it."""
SIZES = {"grande": "large", "petite": "small"}
PLACES = {
    **{code: ["file"] for code in (*UNTAKEN, "same-photo", "many-photos")},
    "undescribed": ["description"],
    "not-taken-yet": ["taken_on"],
    "no-consent": ["consent"],
}


@public
@require_safe
def photo(request: Request, pk: int) -> HttpResponse:
    """One photo, large, with what is said of it, between the ones before and after."""
    found = get_object_or_404(photos_seen(request.actor), pk=pk)
    inside = sees_all(request.actor)
    template = "premises/photo.html" if inside else "premises/public_photo.html"
    return page(request, template, _context(request, found, inside=inside))


def _context(request: Request, found: Photo, *, inside: bool) -> dict[str, Any]:
    row = list(photos_seen(request.actor).filter(**beside(found)))
    at, of = row.index(found), pictured(found)
    return {
        "photo": found,
        "of": of,
        "back": _page_of(of) if inside else resolve_url("/"),
        "place": at + 1,
        "count": len(row),
        "before": row[at - 1] if at else None,
        "after": row[at + 1] if at + 1 < len(row) else None,
        "arranges": may_arrange(request.actor),
        "reads": request.actor.is_(*READS),
    }


@public
@require_safe
def file(request: Request, pk: int, size: str) -> HttpResponse:
    """The picture itself, for whoever may see the photo."""
    found = get_object_or_404(photos_seen(request.actor), pk=pk)
    return picture_response(getattr(found, SIZES[size]) if size in SIZES else None)


@for_roles(*ARRANGES)
def add(request: Request, kind: str, pk: int) -> HttpResponse:
    """Looked into, drawn again, then shown to whom its place is."""
    of = thing(KINDS[kind], pk) if kind in KINDS else None
    if of is None:
        raise Http404
    lead = _("Elle paraît sur la fiche du lieu ; au public, si vous le dites.")
    task = Task(_("Ajouter une photo"), _("Ajouter la photo"), str(of), _page_of(of), lead)
    files = request.FILES if request.method == "POST" else None
    form = forms.PhotoForm(sent(request), files, today=request.now.date())
    return filled(request, form, task, partial(_add, of, request), PLACES)


def _add(of: Thing, request: Request, given: dict[str, Any]) -> tuple[str, str]:
    given = dict(given)
    content = given.pop("file")
    insist(why_not_weight(content.size or 0))
    today = request.now.date()
    actions.add_photo(of, content=content.read(), today=today, by=request.actor, **given)
    return _("La photo est ajoutée."), f"{_page_of(of)}#photos"


@for_roles(*ARRANGES)
def correct(request: Request, pk: int) -> HttpResponse:
    """Other words for the same picture."""
    found = _kept(pk)
    over, back = str(pictured(found)), _at(found)
    title = _("Décrire la photo")
    task = Task(title, _("Enregistrer"), over, back, str(found), corrects=found)
    initial = forms.words_initial(found)
    form = forms.PhotoWordsForm(sent(request), initial=initial, today=request.now.date())
    return filled(request, form, task, partial(_correct, found, request), PLACES)


def _correct(found: Photo, request: Request, given: dict[str, Any]) -> tuple[str, str]:
    actions.correct_photo(found, today=request.now.date(), by=request.actor, **given)
    return _("La photo est décrite de nouveau."), _at(found)


@for_roles(*ARRANGES)
@require_POST
def move_up(request: Request, pk: int) -> HttpResponse:
    """Shown a place earlier."""
    return _moved(request, pk, earlier=True)


@for_roles(*ARRANGES)
@require_POST
def move_down(request: Request, pk: int) -> HttpResponse:
    """Shown a place later."""
    return _moved(request, pk, earlier=False)


def _moved(request: Request, pk: int, *, earlier: bool) -> HttpResponse:
    found = _kept(pk)

    def act() -> tuple[str, str]:
        actions.shift_photo(found, earlier=earlier, by=request.actor)
        said = _("La photo avance d’une place.") if earlier else _("La photo recule d’une place.")
        return said, _at(found)

    return pressed(request, act)


@for_roles(*ARRANGES)
@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    """It may be put back for thirty days."""
    found = _kept(pk)
    back = f"{_page_of(pictured(found))}#photos"

    def act() -> tuple[str, str]:
        actions.withdraw_photo(found, by=request.actor)
        return _("La photo est retirée. Elle peut être remise pendant trente jours."), back

    return pressed(request, act)


def _kept(pk: int) -> Photo:
    return get_object_or_404(Photo, pk=pk)


def _at(found: Photo) -> str:
    return resolve_url("premises:photo", found.pk)


def _page_of(of: Thing) -> str:
    """The card on which the photos of a thing are shown."""
    if isinstance(of, Space):
        return resolve_url("premises:space", of.pk)
    if isinstance(of, Floor):
        return resolve_url("premises:floor", of.pk)
    return resolve_url("premises:overview")
