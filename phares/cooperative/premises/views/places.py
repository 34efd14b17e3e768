"""The place: overview, plan of a floor, a space, and what the team does to them."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.translation import gettext as _

from phares.common.web.audience import for_roles
from phares.common.web.filling import Task, sent
from phares.common.web.pages import page
from phares.common.web.requests import Request
from phares.cooperative.premises import actions, forms
from phares.cooperative.premises.models import Closure, Floor, Site, Space, Works
from phares.cooperative.premises.queries.ahead import plan_of, spaces_told
from phares.cooperative.premises.queries.overview import buildings_on, with_photos
from phares.cooperative.premises.queries.photos import photos_of, photos_on
from phares.cooperative.premises.queries.space import occupations_told, tariffs_for, works_on
from phares.cooperative.premises.queries.works import seen_on
from phares.cooperative.premises.rules.kinds import Pictured
from phares.cooperative.premises.rules.permissions import (
    ARRANGES,
    LETS,
    READS,
    SEES_THE_PLAN,
    may_arrange,
    may_let,
    may_read_all_leases,
)
from phares.cooperative.premises.rules.plan import Tone
from phares.cooperative.premises.views.filling import filled
from phares.kernel.actor import MEMBERS, Actor
from phares.kernel.dating import Dated


@for_roles(*SEES_THE_PLAN)
def overview(request: Request) -> HttpResponse:
    """The buildings: who owns, who manages, who occupies; the floors; the spaces by kind."""
    today = request.now.date()
    found = buildings_on(today, yours=request.actor.parties_as(*MEMBERS))
    buildings = with_photos(found, request.actor)
    context = {
        "buildings": buildings,
        "floors": any(one.floors for one in buildings),
        "spaces": any(one.spaces for one in buildings),
        "day": today,
        "lets": may_let(request.actor),
        "arranges": may_arrange(request.actor),
    }
    return page(request, "premises/overview.html", context)


@for_roles(*SEES_THE_PLAN)
def floor(request: Request, pk: int) -> HttpResponse:
    """The plan of a floor on a day, drawn from the data, and the same as a table."""
    found = get_object_or_404(Floor.objects.select_related("building"), pk=pk)
    return page(request, "premises/floor.html", _floor_context(found, request))


def _floor_context(found: Floor, request: Request) -> dict[str, Any]:
    """A day that cannot be read or shown, or a structure not known, is said; today is shown."""
    today = request.now.date()
    latest = None if may_read_all_leases(request.actor) else today
    look = forms.LookForm(request.GET or None, initial={"jour": today}, today=today, latest=latest)
    asked = look.cleaned_data if look.is_valid() else {}
    day, chosen = asked.get("jour") or today, asked.get("structure")
    yours = {chosen.pk} if chosen else request.actor.parties_as(*MEMBERS)
    return {
        "plan": plan_of(found, day, to=request.actor, yours=yours),
        "day": day,
        "today": today,
        "look": look,
        "chosen": chosen,
        "floors": found.building.floors.order_by("level"),
        "photos": photos_on(Pictured.FLOOR, [found.pk], request.actor).get(found.pk, []),
        "arranges": may_arrange(request.actor),
    }


@for_roles(*SEES_THE_PLAN)
def space(request: Request, pk: int) -> HttpResponse:
    """A space: what it is and was, who had it, what closed it."""
    found = get_object_or_404(Space.objects.select_related("floor__building"), id=pk)
    return page(
        request, "premises/space.html", _space_context(found, request.now.date(), request.actor)
    )


def _space_context(found: Space, today: Any, actor: Actor) -> dict[str, Any]:
    states = list(found.states.order_by("-starts_on"))
    now = next((state for state in states if today in state.period), None)
    closures = list(Closure.objects.filter(space=found).select_related("works"))
    facts, present = occupations_told(found, closures, today, to=actor)
    return {
        **_today(found, today, actor, taken=bool(present)),
        "space": found,
        "states": states,
        "now": now,
        "facts": facts,
        "present": present,
        "reads_works": actor.is_(*READS),
        "works": seen_on(today, Works.objects.filter(works_on(found)).distinct()),
        "closures": closures,
        "tariffs": tariffs_for(now, today),
        "photos": photos_of([found], actor).get(found.pk, []),
        "arranges": may_arrange(actor),
        "today": today,
    }


def _today(found: Space, today: Any, actor: Actor, *, taken: bool) -> dict[str, Any]:
    """What it is today, its free desks, and where to sign for it."""
    floor = spaces_told(today, to=actor, floor=found.floor)
    itself = next((one for one in floor if one.space.pk == found.pk), None)
    free = itself is not None and itself.tone is Tone.FREE and not taken
    parts = [one for one in floor if one.space.parent_id == found.pk and one.tone is Tone.FREE]
    return {
        "today_it_is": itself,
        "free_parts": parts,
        "sign_url": f"{resolve_url('premises:sign')}?espace={found.pk}"
        if free and may_let(actor)
        else "",
    }


@for_roles(*ARRANGES)
def add_space(request: Request) -> HttpResponse:
    """A new space on a floor."""
    task = Task(
        _("Ajouter un espace"),
        _("Ajouter l’espace"),
        _("Le lieu"),
        resolve_url("premises:overview"),
    )
    form = forms.SpaceForm(sent(request), initial={"floor": request.GET.get("etage")})
    return filled(request, form, task, partial(_add_space, request.actor))


def _add_space(by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    added = actions.add_space(**cleaned, by=by)
    return _("%(name)s est au plan.") % {"name": added.name}, _at(added)


@for_roles(*ARRANGES)
def change_space(request: Request, pk: int) -> HttpResponse:
    """What a space becomes from a day on."""
    found = get_object_or_404(Space, id=pk)
    lead = _("L’état d’avant reste dans l’histoire de l’espace.")
    record: Any = {"corrects": found, "proposes": ["start"]}
    task = Task(_("Changer l’espace"), _("Enregistrer"), found.name, _at(found), lead, **record)
    initial = {**forms.change_initial(found), "start": Dated(request.now.date())}
    form = forms.ChangeForm(sent(request), initial=initial)
    return filled(request, form, task, partial(_change, found, request.actor))


def _change(found: Space, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    actions.change_space(found, **cleaned, by=by)
    return _("%(name)s est à jour.") % {"name": found.name}, _at(found)


@for_roles(*ARRANGES)
def add_desk(request: Request, pk: int) -> HttpResponse:
    """One more desk in a coworking space."""
    room = get_object_or_404(Space.objects.select_related("floor"), id=pk)
    task = Task(_("Ajouter un poste"), _("Ajouter le poste"), room.name, _at(room))
    form = forms.DeskForm(sent(request), initial={"start": Dated(request.now.date())})
    return filled(request, form, task, partial(_add_desk, room, request.actor))


def _add_desk(room: Space, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    desk = actions.add_desk(room=room, **cleaned, by=by)
    return _("%(name)s est ouvert.") % {"name": desk.name}, _at(room)


@for_roles(*ARRANGES)
def close_space(request: Request, pk: int) -> HttpResponse:
    """Nobody has the space for a while."""
    found = get_object_or_404(Space, id=pk)
    task = Task(_("Fermer l’espace"), _("Fermer l’espace"), found.name, _at(found))
    form = forms.CloseForm(sent(request), initial={"start": Dated(request.now.date())})
    return filled(request, form, task, partial(_close, found, request.actor))


def _close(found: Space, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    closure = actions.close_space(found, **cleaned, by=by)
    return _("%(name)s est fermé : %(why)s.") % {"name": found.name, "why": closure.reason}, _at(
        found
    )


@for_roles(*ARRANGES)
def reopen_space(request: Request, pk: int) -> HttpResponse:
    """The end of a closure, sooner than said."""
    closure = get_object_or_404(Closure.objects.select_related("space"), pk=pk)
    back = _at(closure.space)
    task = Task(_("Rouvrir l’espace"), _("Rouvrir"), closure.space.name, back, closure.reason)
    form = forms.ReopenForm(sent(request), initial={"on_day": request.now.date()})
    return filled(request, form, task, partial(_reopen, closure, request.actor))


def _reopen(closure: Closure, by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    name, to = closure.space.name, _at(closure.space)
    actions.reopen_space(closure, **cleaned, by=by)
    return _("%(name)s est rouvert.") % {"name": name}, to


@for_roles(*LETS)
def open_place(request: Request) -> HttpResponse:
    """A site and its first building."""
    task = Task(
        _("Décrire un bâtiment"),
        _("Ajouter le bâtiment"),
        _("Le lieu"),
        resolve_url("premises:overview"),
    )
    return filled(
        request, forms.PlaceForm(sent(request)), task, partial(_open_place, request.actor)
    )


def _open_place(by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    name = cleaned.pop("building")
    known = Site.objects.filter(name=cleaned["name"], city=cleaned["city"]).first()
    site = known or actions.open_site(**cleaned, by=by)
    building = actions.raise_building(site=site, name=name, by=by)
    said = _("%(name)s est ajouté. Donnez-lui ses étages.") % {"name": building.name}
    return said, resolve_url("premises:overview")


@for_roles(*LETS)
def add_floor(request: Request) -> HttpResponse:
    """One more floor."""
    task = Task(
        _("Ajouter un étage"), _("Ajouter l’étage"), _("Le lieu"), resolve_url("premises:overview")
    )
    form = forms.FloorForm(sent(request), initial={"building": request.GET.get("batiment")})
    return filled(request, form, task, partial(_add_floor, request.actor))


def _add_floor(by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    added = actions.add_floor(**cleaned, by=by)
    return _("%(name)s est ajouté.") % {"name": added.name}, resolve_url("premises:floor", added.pk)


@for_roles(*LETS)
def record_tenure(request: Request) -> HttpResponse:
    """Who owns or manages a building."""
    task = Task(
        _("Propriétaire ou gestionnaire"),
        _("Enregistrer"),
        _("Le lieu"),
        resolve_url("premises:overview"),
    )
    form = forms.TenureForm(sent(request), initial={"building": request.GET.get("batiment")})
    return filled(request, form, task, partial(_record_tenure, request.actor))


def _record_tenure(by: Actor, cleaned: dict[str, Any]) -> tuple[str, str]:
    tenure = actions.record_tenure(**cleaned, by=by)
    return _("%(fact)s : c’est noté.") % {"fact": tenure}, resolve_url("premises:overview")


def _at(found: Space) -> str:
    return resolve_url("premises:space", found.pk)
