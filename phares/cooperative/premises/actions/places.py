"""Sites, buildings, floors, spaces and desks; who owns and who manages."""

from __future__ import annotations

from decimal import Decimal
from typing import Unpack

from django.db import transaction

from phares.common.audit.actions import record
from phares.common.facts import during, spanning
from phares.cooperative.assets.actions import make_room_for_parts
from phares.cooperative.assets.queries import below, midnight
from phares.cooperative.assets.rules.kinds import AssetKind
from phares.cooperative.premises.actions.facts import Address, Change, Description, Evidence
from phares.cooperative.premises.models import Building, Floor, Site, Space, SpaceState, Tenure
from phares.cooperative.premises.queries.places import (
    latest_state,
    occupation_after,
    states_of,
)
from phares.cooperative.premises.rules import letting, permissions, places
from phares.cooperative.premises.rules.kinds import LET, SpaceKind, TenureKind
from phares.cooperative.premises.rules.places import Rect
from phares.kernel.actor import Actor
from phares.kernel.dating import Dated, Precision
from phares.kernel.refusal import Reason, Refused, insist
from phares.kernel.tongue import say
from phares.kernel.words import of
from phares.people.directory.models import Organisation

NOT_DRAWN = Rect()
type Place = tuple[int, int, int, int]
"""x, y, width and height on the floor, in decimetres."""


@transaction.atomic
def open_site(*, name: str, by: Actor, **address: Unpack[Address]) -> Site:
    """A place with an address, that buildings will stand on."""
    insist(permissions.why_not(permissions.may_let(by)))
    site = Site.objects.create(name=name, **address)
    record("site.opened", site, by=by)
    return site


@transaction.atomic
def raise_building(*, site: Site, name: str, by: Actor, **evidence: Unpack[Evidence]) -> Building:
    """A building of a site."""
    insist(permissions.why_not(permissions.may_let(by)))
    building = Building.objects.create(site=site, name=name, **evidence)
    record("building.raised", building, by=by, site=site.name)
    return building


@transaction.atomic
def add_floor(
    *, building: Building, code: str, name: str, level: int, width: int, height: int, by: Actor
) -> Floor:
    """A floor with its outline in decimetres; the ground floor is level 0."""
    insist(permissions.why_not(permissions.may_let(by)))
    insist(places.why_not_floor(code, level, list(building.floors.values_list("code", "level"))))
    floor = Floor.objects.create(
        building=building, code=code, name=name, level=level, width=width, height=height
    )
    record("floor.added", floor, by=by, building=building.name)
    return floor


@transaction.atomic
def add_space(
    *,
    floor: Floor,
    code: str,
    name: str,
    start: Dated,
    by: Actor,
    rect: Place = NOT_DRAWN,
    **what: Unpack[Description],
) -> Space:
    """A space of a floor, with what it is from a day on."""
    insist(permissions.why_not(permissions.may_arrange(by)))
    space = _placed(floor, code, name, rect, AssetKind.SPACE, None)
    state = _new_state(space, start, **what)
    kind, m2 = SpaceKind(state.kind), state.surface_m2
    record("space.added", space, by=by, floor=floor.name, kind=kind, m2=m2)
    return space


@transaction.atomic
def add_desk(
    *,
    room: Space,
    code: str,
    name: str,
    start: Dated,
    by: Actor,
    surface_m2: Decimal = Decimal(0),
    rect: Place = NOT_DRAWN,
    **evidence: Unpack[Evidence],
) -> Space:
    """A desk of a coworking space; from then on the room is the whole made of its desks.

    Its m² are a share of the room's: they weigh in the occupancy, never in the surface.
    """
    insist(permissions.why_not(permissions.may_arrange(by)))
    insist(places.why_not_desk(room.name, start, states_of([room.pk])[room.pk]))
    make_room_for_parts(room, midnight(start.day))
    _insist_share(room, surface_m2)
    desk = _placed(room.floor, code, name, rect, AssetKind.DESK, room)
    _new_state(desk, start, kind=SpaceKind.DESK, surface_m2=surface_m2, capacity=1, **evidence)
    record("desk.added", desk, by=by, room=room.name)
    return desk


@transaction.atomic
def change_space(space: Space, *, start: Dated, by: Actor, **what: Unpack[Change]) -> SpaceState:
    """From a day on the space is otherwise; the state before ends there, and stays on record."""
    insist(permissions.why_not(permissions.may_arrange(by)))
    before = latest_state(space)
    last_start = before.starts_on if before else None
    insist(places.why_not_change(space.name, last_start, start.day))
    assert before is not None
    asked = _changed(before, what)
    insist(
        places.why_not_become(
            space.name, SpaceKind(before.kind), asked["kind"], len(below([space.pk]))
        )
    )
    if space.parent_id:
        _insist_share(Space.objects.get(pk=space.parent_id), asked["surface_m2"], besides=space)
    before.ends_on, before.ends_precision = start.eve.after, start.eve.precision.value
    before.save(update_fields=["ends_on", "ends_precision"])
    state = _new_state(space, start, **asked)
    _insist_unlet(space, state)
    kind, m2 = SpaceKind(state.kind), state.surface_m2
    record("space.changed", space, by=by, start=start, kind=kind, m2=m2, usable=state.usable)
    return state


@transaction.atomic
def withdraw_state(state: SpaceState, *, by: Actor) -> None:
    """What a space became by mistake; it is again what it was before, or goes with its only state.

    For an import that is taken back, which looked whether anything rests on it, and says it.
    """
    insist(permissions.why_not(permissions.may_arrange(by)))
    space = Space.objects.select_for_update(of=("self",)).get(pk=state.space_id)
    insist(places.why_not_withdraw(space.name, state.ends_on))
    state.delete()
    if (before := latest_state(space)) is None:
        space.delete()
        return
    before.ends_on, before.ends_precision = None, Precision.DAY.value
    before.save(update_fields=["ends_on", "ends_precision"])


def _insist_share(room: Space, m2: Decimal, besides: Space | None = None) -> None:
    """The desks of a room, this one with so many m², hold in it."""
    whole = latest_state(room)
    standing = SpaceState.objects.filter(space__parent=room, ends_on__isnull=True)
    others = standing.exclude(space=besides) if besides else standing
    shares = [*others.values_list("surface_m2", flat=True), m2]
    insist(places.why_not_share(room.name, whole.surface_m2 if whole else Decimal(0), shares))


def _insist_unlet(space: Space, state: SpaceState) -> None:
    """What is let stays fit for it: the space itself, and the desks of a room."""
    kind, moment = SpaceKind(state.kind), midnight(state.starts_on)
    alone = state.usable and kind in LET
    by_desks = state.usable and kind is SpaceKind.COWORKING
    for fit, units in ((alone, {space.pk}), (by_desks, below([space.pk]))):
        standing = None if fit else occupation_after(units, moment)
        if standing is not None:
            raise Refused(places.still_let(standing.asset.name, str(standing.holder)))


@transaction.atomic
def record_tenure(
    *,
    building: Building,
    organisation: Organisation,
    kind: TenureKind,
    start: Dated,
    by: Actor,
    end: Dated | None = None,
    **evidence: Unpack[Evidence],
) -> Tenure:
    """An organisation owns or manages a building for a while, whether or not it occupies it."""
    insist(permissions.why_not(permissions.may_let(by)))
    insist(letting.why_not_dates(start.day, end.after if end else None))
    who = {"building": building, "organisation": organisation, "kind": kind.value}
    tenure = Tenure(**who, **spanning(start, end), **evidence)
    if Tenure.objects.filter(during(tenure.period), **who).exists():
        sentence = say(
            "{organisation} est déjà {label} {of} à ces dates.",
            organisation=organisation,
            label=kind.label,
            of=of(str(building)),
        )
        raise Refused(Reason("twice", sentence))
    tenure.save()
    record("tenure.recorded", tenure, by=by, start=start)
    return tenure


def _changed(before: SpaceState, what: Change) -> Description:
    """What is not said anew stays; the evidence is of the change alone."""
    return Description(
        kind=what.get("kind", SpaceKind(before.kind)),
        surface_m2=what.get("surface_m2", before.surface_m2),
        capacity=what.get("capacity", before.capacity),
        usable=what.get("usable", before.usable),
        source=what.get("source", ""),
        illustrative=what.get("illustrative", False),
    )


def _placed(
    floor: Floor, code: str, name: str, place: Place, kind: AssetKind, parent: Space | None
) -> Space:
    rect = Rect(*place)
    insist(places.why_not_place(rect, floor.width, floor.height))
    insist(places.why_not_code(code, list(floor.spaces.values_list("code", flat=True))))
    return Space.objects.create(
        floor=floor,
        code=code,
        name=name,
        kind=kind.value,
        parent=parent,
        x=rect.x,
        y=rect.y,
        width=rect.width,
        height=rect.height,
    )


def _new_state(space: Space, start: Dated, **what: Unpack[Description]) -> SpaceState:
    insist(places.why_not_surface(what["surface_m2"]))
    columns = {**what, "kind": what["kind"].value}
    return SpaceState.objects.create(space=space, **columns, **spanning(start))
