"""Which daily copies are kept, and which leave."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Keeping:
    """How many days, weeks and months that have a copy keep one: a year can be gone back over.

    Seven, four and twelve unless told: a week to see a slip, a year to see a mistake of closing.
    """

    daily: int = 7
    weekly: int = 4
    monthly: int = 12


def kept(moments: Iterable[datetime], keeping: Keeping) -> set[datetime]:
    """The last copy of each of the last days, weeks (ISO) and months that have one.

    The newest of all always stays. Days without a copy do not count: a machine that slept all
    summer finds in September what it had in June.
    """
    newest_first = sorted(set(moments), reverse=True)
    return {
        *newest_first[:1],
        *_last_of_each(newest_first, keeping.daily, lambda moment: moment.date()),
        *_last_of_each(newest_first, keeping.weekly, lambda moment: moment.isocalendar()[:2]),
        *_last_of_each(newest_first, keeping.monthly, lambda moment: (moment.year, moment.month)),
    }


def _last_of_each(
    newest_first: list[datetime], number: int, span: Callable[[datetime], Hashable]
) -> list[datetime]:
    last: dict[Hashable, datetime] = {}
    for moment in newest_first:
        last.setdefault(span(moment), moment)
    return list(last.values())[:number]
