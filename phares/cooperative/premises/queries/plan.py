"""The place on a day: what each space is, whose, and where it stands on its floor."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.timezone import localtime

from phares.common.facts import on
from phares.cooperative.assets.models import Occupation
from phares.cooperative.assets.queries import at, midnight
from phares.cooperative.assets.rules.kinds import Taking
from phares.cooperative.assets.rules.sentences import last_day
from phares.cooperative.premises.models import Closure, Floor, Space, SpaceState
from phares.cooperative.premises.rules.kinds import LET, SpaceKind
from phares.cooperative.premises.rules.places import Rect
from phares.cooperative.premises.rules.plan import (
    MARGIN,
    WIDTH,
    Box,
    Tone,
    desk_in,
    drawn,
    shortened,
    tone_of,
)
from phares.kernel.dating import Dated
from phares.kernel.words import thousands

STANDING = (Taking.LEASE.value, Taking.CLOSURE.value)


@dataclass(frozen=True, slots=True)
class SpaceOnDay:
    """A space as it stands on a day."""

    space: Space
    kind: SpaceKind
    surface_m2: Decimal
    capacity: int | None
    usable: bool
    illustrative: bool
    tone: Tone
    holder_id: int | None
    holder: str
    until: Dated | None
    reason: str
    box: Box | None

    @property
    def floor_id(self) -> int:
        return self.space.floor_id

    @property
    def to_let(self) -> bool:
        """Counts in the occupancy of its floor that day."""
        return self.kind in LET and self.tone is not Tone.CLOSED

    @property
    def said(self) -> str:
        """Its state in words: « occupé par Terragram », « libre », « fermé : travaux »."""
        if self.tone is Tone.CLOSED:
            return f"fermé : {self.reason}"
        return f"occupé par {self.holder}" if self.holder else self.tone.label

    @property
    def spoken(self) -> str:
        """The name a screen reader says for it on the plan."""
        m2 = f"{thousands(int(self.surface_m2))}\u00a0m²"
        return f"{self.space.name}, {self.kind.label}, {m2}, {self.said}"

    @property
    def mark(self) -> str:
        """The sea mark that goes with the words."""
        marks = {Tone.FREE: "regle", Tone.CLOSED: "bloque", Tone.COMMON: "projet"}
        return marks.get(self.tone, "cours")

    @property
    def who_fits(self) -> str:
        return self._fitting(self.holder or ("libre" if self.tone is Tone.FREE else ""), 2)

    @property
    def m2_fits(self) -> str:
        return self._fitting(f"{thousands(int(self.surface_m2))}\u00a0m²", 3)

    @property
    def name_fits(self) -> str:
        return self._fitting(self.space.code, 1)

    def _fitting(self, text: str, lines: int) -> str:
        if self.box is None or self.box.lines < lines:
            return ""
        return shortened(text, self.box.width)


def spaces_on(
    day: date, *, floor: Floor | None = None, yours: Collection[int] = ()
) -> list[SpaceOnDay]:
    """Every space in force that day, `yours` being the parties to light; three queries."""
    states = SpaceState.objects.filter(on(day)).select_related("space__floor")
    closures = Closure.objects.filter(on(day))
    if floor is not None:
        states, closures = states.filter(space__floor=floor), closures.filter(space__floor=floor)
    rows = list(states.order_by("space__floor__level", "space__code"))
    taken = _standing([row.space_id for row in rows], day)
    reasons = dict(closures.values_list("space_id", "reason"))
    parts: dict[int, list[int]] = {}
    for row in rows:
        if row.space.parent_id:
            parts.setdefault(row.space.parent_id, []).append(row.space_id)
    return [_on_day(row, taken, reasons, parts.get(row.space_id, []), yours) for row in rows]


def _standing(space_ids: list[int], day: date) -> dict[int, Occupation]:
    rows = Occupation.objects.filter(
        at(midnight(day)), asset_id__in=space_ids, taking__in=STANDING
    ).select_related("holder")
    return {row.asset_id: row for row in rows}


def _on_day(
    row: SpaceState,
    taken: Mapping[int, Occupation],
    reasons: Mapping[int, str],
    parts: Collection[int],
    yours: Collection[int],
) -> SpaceOnDay:
    space, has = row.space, taken.get(row.space_id)
    holder_id = has.holder_id if has else None
    tone = tone_of(
        SpaceKind(row.kind),
        usable=row.usable,
        closed=_closed(taken, parts or [space.pk]),
        taken=holder_id is not None,
        yours=holder_id in yours,
        divided=bool(parts),
    )
    return SpaceOnDay(
        space=space,
        kind=SpaceKind(row.kind),
        surface_m2=row.surface_m2,
        capacity=row.capacity,
        usable=row.usable,
        illustrative=row.illustrative,
        tone=tone,
        holder_id=holder_id,
        holder=str(has.holder) if has and has.holder else "",
        until=Dated(last_day(localtime(has.ends_at))) if has and has.ends_at else None,
        reason=reasons.get(space.pk, "fermeture" if row.usable else "pas utilisable"),
        box=_box(space),
    )


def _box(space: Space) -> Box | None:
    if not space.width:
        return None
    return drawn(Rect(space.x, space.y, space.width, space.height), space.floor.width)


def _closed(taken: Mapping[int, Occupation], units: Collection[int]) -> bool:
    """A room is closed when all its desks are."""
    return all(unit in taken and taken[unit].taking == Taking.CLOSURE.value for unit in units)


@dataclass(frozen=True, slots=True)
class Plan:
    """A floor to draw: its frame in units, its spaces, the wholes before their parts."""

    floor: Floor
    spaces: list[SpaceOnDay]

    @property
    def outline(self) -> Box:
        return drawn(Rect(0, 0, self.floor.width, self.floor.height), self.floor.width)

    @property
    def width(self) -> int:
        return WIDTH + 2 * MARGIN

    @property
    def height(self) -> int:
        return self.outline.height + 2 * MARGIN

    @property
    def drawn(self) -> list[SpaceOnDay]:
        """Wholes first, then their parts on top; a desk without a place is set in its room."""
        boxes = {one.space.pk: one.box for one in self.spaces if one.box}
        placed = [one for one in self.spaces if one.box]
        for room_id, box in boxes.items():
            desks = [s for s in self.spaces if not s.box and s.space.parent_id == room_id]
            for index, desk in enumerate(desks):
                placed.append(replace(desk, box=desk_in(box, index, len(desks))))
        return sorted(placed, key=lambda one: one.space.parent_id is not None)

    @property
    def tones(self) -> list[Tone]:
        """The legend: the tones that are on this plan."""
        used = {one.tone for one in self.spaces}
        return [tone for tone in Tone if tone in used]

    @property
    def sentence(self) -> str:
        """What the drawing shows, for who does not see it."""
        free = sum(one.tone is Tone.FREE for one in self.spaces)
        held = sum(bool(one.holder) for one in self.spaces)
        return f"{len(self.spaces)} espaces, {held} occupés par convention, {free} libres."


def plan_of(floor: Floor, day: date, *, yours: Collection[int] = ()) -> Plan:
    return Plan(floor, spaces_on(day, floor=floor, yours=yours))
