"""A day of a place laid out in quarters of an hour; what is free of it, as one says it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from phares.activities.bookings.rules.local import DAY
from phares.kernel.tongue import say
from phares.kernel.words import on_the_clock

QUARTER, HOUR = 15, 60
USUAL = (8 * HOUR, 21 * HOUR)
"""What a planning shows at least."""


class Mark(StrEnum):
    """How something taken is drawn."""

    INSIDE = ""
    OUTSIDE = "ext"
    WAITING = "option"
    CLOSED = "travaux"
    LET = "bail"


@dataclass(frozen=True, slots=True)
class Entry:
    """Something taken for a part of a day: minutes after midnight, buffers included."""

    start: int
    end: int
    title: str
    said: str
    mark: Mark = Mark.INSIDE
    url: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A stretch of the grid: what lies in it, or nothing when one may book."""

    start: int
    end: int
    entries: tuple[Entry, ...] = ()
    closed: bool = False

    @property
    def quarters(self) -> int:
        return (self.end - self.start) // QUARTER


def frame_of(hours: Iterable[tuple[int, int]], entries: Iterable[Entry]) -> tuple[int, int]:
    """From which hour to which a planning goes, whole hours."""
    spans = [*hours, *((one.start, one.end) for one in entries)]
    first = min([USUAL[0], *(start for start, _end in spans if start > 0)])
    last = max([USUAL[1], *(end for _start, end in spans if end < DAY)])
    return first // HOUR * HOUR, -(-last // HOUR) * HOUR


def laid_out(
    entries: Sequence[Entry], hours: Sequence[tuple[int, int]], frame: tuple[int, int]
) -> list[Cell]:
    """The cells of a row from one end of the frame to the other; what overlaps shares one."""
    cells: list[Cell] = []
    at = frame[0]
    for group in _groups(entries, frame):
        start = max(at, min(one.start for one in group) // QUARTER * QUARTER)
        end = min(frame[1], -(-max(one.end for one in group) // QUARTER) * QUARTER)
        if end <= start:
            continue
        cells += _empty(at, start, hours)
        cells.append(Cell(start, end, tuple(group)))
        at = end
    return cells + _empty(at, frame[1], hours)


def _groups(entries: Sequence[Entry], frame: tuple[int, int]) -> list[list[Entry]]:
    """What overlaps, together, in order."""
    shown = [one for one in entries if one.end > frame[0] and one.start < frame[1]]
    groups: list[list[Entry]] = []
    end = -1
    for one in sorted(shown, key=lambda entry: (entry.start, entry.end)):
        if groups and one.start < end:
            groups[-1].append(one)
            end = max(end, one.end)
        else:
            groups.append([one])
            end = one.end
    return groups


def _empty(start: int, end: int, hours: Sequence[tuple[int, int]]) -> list[Cell]:
    """Free quarters up to each whole hour, and those when it is closed."""
    cells = []
    while start < end:
        closes = next((closes for opens, closes in hours if opens <= start < closes), None)
        if closes is None:
            stop = min((opens for opens, _closes in hours if opens > start), default=end)
        else:
            stop = min(closes, (start // HOUR + 1) * HOUR)
        stop = min(end, max(-(-stop // QUARTER) * QUARTER, start + QUARTER))
        cells.append(Cell(start, stop, closed=closes is None))
        start = stop
    return cells


def free_of(entries: Iterable[Entry], hours: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """What is left of the opening hours, in minutes."""
    free = list(hours)
    for one in entries:
        free = [
            part
            for opens, closes in free
            for part in ((opens, min(closes, one.start)), (max(opens, one.end), closes))
            if part[0] < part[1]
        ]
    return sorted(set(free))


def said_whole(free: Sequence[tuple[int, int]], hours: Sequence[tuple[int, int]]) -> str:
    """What is said of a day without parts to name; empty when some of it is free."""
    if not hours:
        return say("Fermé ce jour-là")
    if not free:
        return say("Plus rien de libre")
    return say("Libre toute la journée") if whole(free, hours) else ""


def whole(free: Sequence[tuple[int, int]], hours: Sequence[tuple[int, int]]) -> bool:
    return bool(hours) and list(free) == [(hours[0][0], hours[-1][1])]


def said_part(part: tuple[int, int], hours: Sequence[tuple[int, int]]) -> str:
    """« de 8 h à 14 h », « après 16 h »."""
    opens, closes = part
    if closes == hours[-1][1]:
        return say("après {opens}", opens=on_the_clock(opens))
    return say("de {opens} à {closes}", opens=on_the_clock(opens), closes=on_the_clock(closes))


def still_free(free: Sequence[tuple[int, int]], since: int) -> list[tuple[int, int]]:
    """What is left of it from some minute on, rounded up to the quarter."""
    start = -(-since // QUARTER) * QUARTER
    return [(max(opens, start), closes) for opens, closes in free if closes > start]
