"""Hours as the clock on the wall says them, and the moments they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from phares.kernel.dating import Dated
from phares.kernel.refusal import Reason, Refused
from phares.kernel.time import TimeSlot
from phares.kernel.tongue import say
from phares.kernel.words import on_the_clock

DAY = 24 * 60
"""Minutes."""


@dataclass(frozen=True, slots=True)
class Hours:
    """From an hour to another of one day, in minutes since midnight; the day after when less."""

    day: date
    start: int
    end: int

    def slot(self, zone: ZoneInfo) -> TimeSlot:
        """The moments, where the clock is that of `zone`. Refused when the clock skips one."""
        last = self.day if self.end > self.start else self.day + timedelta(days=1)
        start, end = moment(self.day, self.start, zone), moment(last, self.end, zone, late=True)
        if end <= start:
            raise Refused(Reason("dates", "La fin doit venir après le début. Vérifiez les heures."))
        return TimeSlot(start, end)


def moment(day: date, minutes: int, zone: ZoneInfo, *, late: bool = False) -> datetime:
    """The moment, in universal time, when the clock shows these minutes of that day.

    When it shows them twice, in October, the first; `late`, for an end, the second. Refused when
    it never does, in March.
    """
    further, minutes = divmod(minutes, DAY)
    naive = datetime.combine(day + timedelta(days=further), time(minutes // 60, minutes % 60))
    there = naive.replace(tzinfo=zone, fold=int(late)).astimezone(UTC)
    if there.astimezone(zone).replace(tzinfo=None) != naive:
        raise Refused(_skipped(naive))
    return there


def _skipped(naive: datetime) -> Reason:
    return Reason(
        "skipped-hour",
        say(
            "Le {day}, l’horloge passe de 2 h à 3 h : {hour} n’existe pas. Choisissez une autre "
            "heure.",
            day=Dated(naive.date()),
            hour=on_the_clock(naive.hour * 60 + naive.minute),
        ),
    )


def minutes_of(slot: TimeSlot) -> int:
    """How long it lasts, by the watch: the night of October has an hour more on the wall."""
    return int((slot.end.astimezone(UTC) - slot.start.astimezone(UTC)).total_seconds() // 60)
