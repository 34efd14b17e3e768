"""How a floor is drawn: which tone for which space, and where, in whole units."""

from __future__ import annotations

from dataclasses import dataclass

from phares.cooperative.premises.rules.kinds import LET, SpaceKind
from phares.cooperative.premises.rules.places import Rect
from phares.kernel.lifecycle import Labelled

WIDTH = 600
"""Units across a floor, so that text has the same size on every plan."""
MARGIN = 3
CHARACTER, LINE = 7, 17


class Tone(Labelled):
    """The word and the mark of a space on a day; the code is its class in the drawing."""

    YOURS = "eux", "à vous"
    TAKEN = "pris", "occupé"
    FREE = "libre", "libre"
    CLOSED = "ferme", "fermé"
    COMMON = "commun", "partagé"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in units of the drawing."""

    x: int
    y: int
    width: int
    height: int

    @property
    def left(self) -> int:
        return self.x + 9

    @property
    def first_line(self) -> int:
        return self.y + 21

    @property
    def second_line(self) -> int:
        return self.first_line + LINE

    @property
    def last_line(self) -> int:
        return self.y + self.height - 10

    @property
    def lines(self) -> int:
        return max(1, (self.height - 12) // LINE)


def tone_of(
    kind: SpaceKind, *, usable: bool, closed: bool, taken: bool, yours: bool, divided: bool
) -> Tone:
    """Closed first, then whose it is; what may be let is free, the rest is shared."""
    if closed or not usable:
        return Tone.CLOSED
    if taken and not divided:
        return Tone.YOURS if yours else Tone.TAKEN
    return Tone.FREE if kind in LET and not divided else Tone.COMMON


def drawn(rect: Rect, floor_width: int) -> Box:
    """From decimetres to units; edges are rounded, not sizes, so that neighbours touch."""

    def unit(decimetres: int) -> int:
        return MARGIN + (decimetres * WIDTH * 2 + floor_width) // (floor_width * 2)

    left, top = unit(rect.x), unit(rect.y)
    return Box(left, top, unit(rect.x + rect.width) - left, unit(rect.y + rect.height) - top)


def desk_in(room: Box, index: int, count: int) -> Box:
    """A desk that nobody placed: side by side in the lower half of its room."""
    gap, top = 6, room.y + room.height // 2
    left = room.x + gap + (room.width - gap) * index // count
    right = room.x + (room.width - gap) * (index + 1) // count
    return Box(left, top, right - left, room.y + room.height - gap - top)


def shortened(text: str, width: int) -> str:
    """What fits on one line of the box; nothing rather than one letter."""
    room = (width - 14) // CHARACTER
    if len(text) <= room:
        return text
    return f"{text[: room - 1].rstrip()}…" if room > 3 else ""
