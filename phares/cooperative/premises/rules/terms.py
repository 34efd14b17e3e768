"""Until when somebody keeps a space, renewals counted, and until when a free one stays free."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Hold:
    """Somebody has a space from a day up to, and without, another; nobody has a closed one.

    `key` says for what: « lease:12 ».
    """

    holder_id: int | None
    start: date
    end: date | None
    key: str = ""


def last_of(holds: Sequence[Hold]) -> Hold:
    """The last that the holder of the first has without a day between: its renewals."""
    last, *later = holds
    for hold in later:
        if hold.holder_id != last.holder_id or hold.start != last.end:
            break
        last = hold
    return last


def first_to_come(holds: Sequence[Hold], day: date) -> date | None:
    """From when somebody has what is free that day, or it is shut; None: nobody asked for it."""
    return min((hold.start for hold in holds if hold.start > day), default=None)
