"""The place on a day: what each space is, whose, and where it stands on its floor."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import F, FilteredRelation, Q, QuerySet
from django.utils.timezone import localtime

from phares.common.facts import on
from phares.cooperative.assets.queries import midnight
from phares.cooperative.assets.rules.kinds import OccupationState, Taking
from phares.cooperative.assets.rules.sentences import last_day
from phares.cooperative.premises.models import Floor, Space, SpaceState
from phares.cooperative.premises.rules.kinds import LET, SpaceKind
from phares.cooperative.premises.rules.places import Rect
from phares.cooperative.premises.rules.plan import (
    LINE,
    MARGIN,
    WIDE,
    Box,
    Scale,
    Tone,
    desk_in,
    folded,
    lying,
    natural,
    plate,
    shortened,
    standing,
    tone_of,
)
from phares.kernel.dating import Dated
from phares.kernel.tongue import say
from phares.kernel.words import plural, square_metres

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

    @property
    def floor_id(self) -> int:
        return self.space.floor_id

    @property
    def to_let(self) -> bool:
        """Counts in the occupancy of its floor that day."""
        return self.kind in LET and self.tone is not Tone.CLOSED

    @property
    def said(self) -> str:
        """Its state in words: « occupé par Terragram », « libre », « fermé : travaux ».

        Free for a while only, it says so: « libre jusqu’au 29 février 2016 ».
        """
        if self.tone is Tone.CLOSED:
            return say("fermé : {reason}", reason=self.reason)
        if self.tone is Tone.FREE and self.until:
            return f"{self.tone.label} {self.until.up_to}"
        return say("occupé par {holder}", holder=self.holder) if self.holder else self.tone.label

    @property
    def spoken(self) -> str:
        """The name a screen reader says for it on the plan."""
        m2 = square_metres(self.surface_m2)
        return f"{self.space.name}, {self.kind.label}, {m2}, {self.said}"

    @property
    def mark(self) -> str:
        """The sea mark that goes with the words."""
        marks = {Tone.FREE: "regle", Tone.CLOSED: "bloque", Tone.COMMON: "projet"}
        return marks.get(self.tone, "cours")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A space with its rectangle on a plan, and what fits in it."""

    one: SpaceOnDay
    box: Box
    divided: bool = False

    @property
    def name(self) -> str:
        """On the length of a corridor that is too narrow for it."""
        code = self.one.space.code
        short = plate if self.one.space.parent_id else shortened
        return short(code, self.box.height if self.along else self.box.width)

    @property
    def along(self) -> bool:
        """Whether its name is written from top to bottom."""
        code, box = self.one.space.code, self.box
        fits = shortened(code, box.width) == code
        return not fits and not self.one.space.parent_id and box.height > 2 * box.width

    @property
    def who(self) -> list[tuple[int, str]]:
        """The occupant, or « libre », under the name: on two lines when there is room for them."""
        if self.divided or self.along or self.box.lines < 2:
            return []
        if self.one.tone is Tone.FREE:
            said = [self._whole(say("libre"))]
        else:
            said = folded(self.one.holder, self.box.width, 2 if self.box.lines > 3 else 1)
        return [(self.box.second_line + LINE * n, line) for n, line in enumerate(said) if line]

    @property
    def m2(self) -> str:
        """Whole or not at all."""
        if self.divided or self.along or self.box.lines < 3:
            return ""
        return self._whole(square_metres(self.one.surface_m2))

    def _whole(self, text: str) -> str:
        return text if shortened(text, self.box.width) == text else ""


def spaces_on(
    day: date, *, floor: Floor | None = None, yours: Collection[int] = ()
) -> list[SpaceOnDay]:
    """Every space in force that day, `yours` being the parties to light: one query."""
    states = _states_with_holders(day)
    if floor is not None:
        states = states.filter(space__floor=floor)
    rows = sorted(states, key=lambda row: (row.space.floor.level, natural(row.space.code)))
    taken = {row.space_id: standing for row in rows if (standing := _standing(row))}
    parts: dict[int, list[int]] = {}
    for row in rows:
        if row.space.parent_id:
            parts.setdefault(row.space.parent_id, []).append(row.space_id)
    return [_on_day(row, taken, parts.get(row.space_id, []), yours) for row in rows]


def _shut_on(day: date) -> Q:
    lasts = Q(space__closures__ends_on__isnull=True) | Q(space__closures__ends_on__gt=day)
    return lasts & Q(space__closures__starts_on__lte=day)


@dataclass(frozen=True, slots=True)
class Standing:
    """Who has a space that day, until when; the guard lets there be one at most."""

    closed: bool
    holder_id: int | None
    holder: str
    ends_at: datetime | None


def _states_with_holders(day: date) -> QuerySet[SpaceState]:
    """What each space is that day, who has it at its first moment, why it is shut."""
    moment = midnight(day)
    lasts = Q(space__occupations__ends_at__isnull=True) | Q(space__occupations__ends_at__gt=moment)
    holds = lasts & Q(
        space__occupations__starts_at__lte=moment,
        space__occupations__state=OccupationState.ACTIVE.value,
        space__occupations__taking__in=STANDING,
    )
    return (
        SpaceState.objects.filter(on(day))
        .select_related("space__floor")
        .annotate(
            had=FilteredRelation("space__occupations", condition=holds),
            shut=FilteredRelation("space__closures", condition=_shut_on(day)),
        )
        .annotate(
            shut_because=F("shut__reason"),
            had_taking=F("had__taking"),
            had_holder_id=F("had__holder_id"),
            had_holder=F("had__holder__name"),
            had_until=F("had__ends_at"),
        )
    )


def _standing(row: Any) -> Standing | None:
    if row.had_taking is None:
        return None
    closed = row.had_taking == Taking.CLOSURE.value
    return Standing(closed, row.had_holder_id, row.had_holder or "", row.had_until)


def _reason(row: Any) -> str:
    return row.shut_because or ("fermeture" if row.usable else say("pas utilisable"))


def _on_day(
    row: SpaceState,
    taken: Mapping[int, Standing],
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
        holder=has.holder if has else "",
        until=Dated(last_day(localtime(has.ends_at))) if has and has.ends_at else None,
        reason=_reason(row),
    )


def _closed(taken: Mapping[int, Standing], units: Collection[int]) -> bool:
    """A room is closed when all its desks are."""
    return all(unit in taken and taken[unit].closed for unit in units)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One drawing of a floor: lying, or standing on a phone."""

    form: str
    scale: Scale
    spaces: list[SpaceOnDay]

    @property
    def outline(self) -> Box:
        return Box(MARGIN, MARGIN, self.scale.across, self.scale.down)

    @property
    def width(self) -> int:
        return self.scale.across + 2 * MARGIN

    @property
    def height(self) -> int:
        return self.scale.down + 2 * MARGIN

    @property
    def drawn(self) -> list[Drawn]:
        """Wholes first, then their parts on top; a desk without a place is set in its room."""
        rooms = {one.space.parent_id for one in self.spaces}
        placed, desks = [], []
        for one in self.spaces:
            if not one.space.width:
                continue
            space = one.space
            box = self.scale.box(Rect(space.x, space.y, space.width, space.height))
            divided = space.pk in rooms
            placed.append(Drawn(one, box, divided))
            desks += self._desks(space.pk, box) if divided else []
        return sorted(placed, key=lambda piece: piece.one.space.parent_id is not None) + desks

    def _desks(self, room_id: int, room: Box) -> list[Drawn]:
        """The desks of a room that nobody placed."""
        mine = [s for s in self.spaces if s.space.parent_id == room_id and not s.space.width]
        return [Drawn(desk, desk_in(room, n, len(mine))) for n, desk in enumerate(mine)]


@dataclass(frozen=True, slots=True)
class Plan:
    """A floor to draw, so many units across, with its spaces."""

    floor: Floor
    spaces: list[SpaceOnDay]
    across: int = WIDE

    @property
    def large(self) -> bool:
        return self.across == WIDE

    @property
    def sheets(self) -> tuple[Sheet, Sheet]:
        """The page shows one of them, by its width."""
        sides = self.floor.width, self.floor.height
        return (
            Sheet("couche", lying(*sides, self.across), self.spaces),
            Sheet("debout", standing(*sides), self.spaces),
        )

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
        told = (
            plural(len(self.spaces), "espace"),
            say("{held} par convention", held=plural(held, "occupé"))
            if held
            else say("aucun occupé par convention"),
            plural(free, "libre") if free else say("aucun libre"),
        )
        return f"{', '.join(told)}."
