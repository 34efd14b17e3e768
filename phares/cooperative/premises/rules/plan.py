"""How a floor is drawn: which tone for which space, and where, in whole units."""

from __future__ import annotations

import re
from dataclasses import dataclass

from phares.cooperative.premises.rules.kinds import LET, SpaceKind
from phares.cooperative.premises.rules.places import Rect
from phares.kernel.lifecycle import Labelled

WIDE, NARROW = 900, 560
"""Units across a plan that has the page, or a column: text has the same size on every floor."""
MARGIN = 3
LINE = 17
CHARACTER = 7
"""Mean width of a letter, in units; on a phone letters are larger."""
CHARACTER_ON_A_PHONE = {WIDE: 15, NARROW: 10}


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
    def middle(self) -> int:
        """The line of the only word, on a phone."""
        return self.y + self.height // 2 + 9

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


def drawn(rect: Rect, floor_width: int, across: int = WIDE) -> Box:
    """From decimetres to units; edges are rounded, not sizes, so that neighbours touch."""

    def unit(decimetres: int) -> int:
        return MARGIN + (decimetres * across * 2 + floor_width) // (floor_width * 2)

    left, top = unit(rect.x), unit(rect.y)
    return Box(left, top, unit(rect.x + rect.width) - left, unit(rect.y + rect.height) - top)


def desk_in(room: Box, index: int, count: int) -> Box:
    """A desk that nobody placed: side by side in the lower half of its room."""
    gap, top = 6, room.y + room.height // 2
    left = room.x + gap + (room.width - gap) * index // count
    right = room.x + (room.width - gap) * (index + 1) // count
    return Box(left, top, right - left, room.y + room.height - gap - top)


def shortened(text: str, width: int, character: int = CHARACTER) -> str:
    """What fits on one line of the box; nothing rather than one letter."""
    room = (width - 14) // character
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


def plate(code: str, width: int, character: int = CHARACTER) -> str:
    """A desk's plate that is too long keeps its number: « poste 4 » becomes « 4 »."""
    fitting = shortened(code, width, character)
    number = re.search(r"\d+$", code)
    return number[0] if number and fitting != code else fitting


def natural(code: str) -> tuple[tuple[bool, int, str], ...]:
    """Sorts plates as people do: 3 before 10, numbers before names."""
    pieces = re.findall(r"\d+|\D+", code)
    return tuple((not p.isdigit(), int(p) if p.isdigit() else 0, p.casefold()) for p in pieces)
