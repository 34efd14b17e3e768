"""How a floor is drawn: which tone for which space, and where, in whole units."""

from __future__ import annotations

import re
from dataclasses import dataclass

from phares.cooperative.premises.rules.kinds import LET, SpaceKind
from phares.cooperative.premises.rules.places import Rect
from phares.kernel.lifecycle import Labelled

WIDE, NARROW = 900, 560
"""Units across a plan that has the page, or a column: text has the same size on every floor."""
UPRIGHT, TALL = 352, 640
"""Units across a plan that stands on a phone, one to the pixel; how far down it goes at most."""
MARGIN = 3
LINE = 17
CHARACTER = 7
"""Mean width of a letter, in units."""
HEADING = 30
"""What the name of a room takes above its desks."""


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


@dataclass(frozen=True, slots=True)
class Scale:
    """How a floor of so many decimetres fills a sheet of so many units.

    A long floor is turned by a quarter to stand on a phone: its left is then at the top.
    """

    width: int
    height: int
    across: int
    down: int
    turned: bool = False

    def box(self, rect: Rect) -> Box:
        """Edges are rounded, not sizes, so that neighbours touch."""
        if self.turned:
            rect = Rect(self.width - rect.y - rect.height, rect.x, rect.height, rect.width)
        left, right = (_units(x, self.width, self.across) for x in (rect.x, rect.x + rect.width))
        top, foot = (_units(y, self.height, self.down) for y in (rect.y, rect.y + rect.height))
        return Box(left, top, right - left, foot - top)


def lying(width: int, height: int, across: int = WIDE) -> Scale:
    """As it is, so many units across."""
    return Scale(width, height, across, (height * across * 2 + width) // (width * 2))


def standing(width: int, height: int) -> Scale:
    """As a phone holds it: the short side across; a very long one is squeezed."""
    turned = width > height
    short, long = sorted((width, height)) if turned else (width, height)
    return Scale(short, long, UPRIGHT, min(TALL, long * UPRIGHT // short), turned)


def _units(decimetres: int, whole: int, units: int) -> int:
    return MARGIN + (decimetres * units * 2 + whole) // (whole * 2)


def desk_in(room: Box, index: int, count: int) -> Box:
    """A desk that nobody placed, under the name of its room: in rows that leave each desk large."""
    gap, top = 6, room.y + min(room.height // 2, HEADING)
    across, down = room.width - gap, room.y + room.height - top

    def side(columns: int) -> int:
        return min(across // columns, down // -(-count // columns))

    columns = max(range(1, count + 1), key=lambda n: (side(n), n))
    row, column = divmod(index, columns)
    left = room.x + gap + across * column // columns
    right = room.x + across * (column + 1) // columns
    rows = -(-count // columns)
    first, last = top + down * row // rows, top + down * (row + 1) // rows - gap
    return Box(left, first, right - left, last - first)


def shortened(text: str, width: int) -> str:
    """What fits on one line of the box; nothing rather than one letter."""
    room = (width - 14) // CHARACTER
    if len(text) <= room:
        return text
    return f"{text[: room - 1].rstrip()}…" if room > 3 else ""


def folded(text: str, width: int, lines: int) -> list[str]:
    """The words on at most so many lines; the last one is cut if need be."""
    room = (width - 14) // CHARACTER
    found: list[str] = []
    for word in text.split():
        if found and (len(found[-1]) + 1 + len(word) <= room or len(found) == lines):
            found[-1] += f" {word}"
        else:
            found.append(word)
    return [shortened(line, width) for line in found]


def plate(code: str, width: int) -> str:
    """A desk's plate that is too long keeps its number: « poste 4 » becomes « 4 »."""
    fitting = shortened(code, width)
    number = re.search(r"\d+$", code)
    return number[0] if number and fitting != code else fitting


def natural(code: str) -> tuple[tuple[bool, int, str], ...]:
    """Sorts plates as people do: 3 before 10, numbers before names."""
    pieces = re.findall(r"\d+|\D+", code)
    return tuple((not p.isdigit(), int(p) if p.isdigit() else 0, p.casefold()) for p in pieces)
