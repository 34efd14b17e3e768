"""What comes again: a rhythm in plain words, its rule of RFC 5545, its days and their hours.

The days are unfolded on the calendar of the place, and each hour becomes a moment afterwards:
nine o’clock stays nine o’clock when the clock changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from phares.activities.bookings.rules.kinds import WEEKDAYS, Rhythm
from phares.activities.bookings.rules.local import Hours
from phares.kernel.dating import Dated
from phares.kernel.refusal import Reason, Refused
from phares.kernel.time import TimeSlot
from phares.kernel.tongue import say
from phares.kernel.words import listed

MOST_EVER = 10_000
"""However much the pole allows, nobody unfolds more in one act."""
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WEEKS = {Rhythm.WEEKLY: 1, Rhythm.FORTNIGHTLY: 2, Rhythm.THREE_WEEKS: 3, Rhythm.FOUR_WEEKS: 4}


@dataclass(frozen=True, slots=True)
class Recurrence:
    """From a day on, in a rhythm, up to a day that is included."""

    rhythm: Rhythm
    first: date
    last: date | None
    weekdays: tuple[int, ...] = ()
    """Days of the week of a weekly rhythm; none: that of the first day."""

    @property
    def rule(self) -> str:
        """As RFC 5545 writes it (§ 3.3.10)."""
        until = f";UNTIL={self.last:%Y%m%d}T235959" if self.last else ""
        return f"{_frequency(self)}{until}"

    @property
    def said(self) -> str:
        """« toutes les semaines, le mardi et le jeudi, jusqu’au 30 juin 2016 »."""
        if self.last is None:
            return _said_rhythm(self)
        return say("{rhythm}, jusqu’au {last}", rhythm=_said_rhythm(self), last=Dated(self.last))


@dataclass(frozen=True, slots=True)
class Unfolded:
    """A day of it: its moments, or why the clock has none."""

    day: date
    slot: TimeSlot | None
    reason: Reason | None = None


def _days(recurrence: Recurrence) -> tuple[int, ...]:
    return tuple(sorted(set(recurrence.weekdays))) or (recurrence.first.weekday(),)


def _nth(day: date) -> int:
    return (day.day - 1) // 7 + 1


def _frequency(one: Recurrence) -> str:
    if every := WEEKS.get(one.rhythm):
        named = ",".join(CODES[day] for day in _days(one))
        return f"FREQ=WEEKLY;INTERVAL={every};WKST=MO;BYDAY={named}"
    code = CODES[one.first.weekday()]
    return {
        Rhythm.DAILY: "FREQ=DAILY",
        Rhythm.MONTHLY_NTH: f"FREQ=MONTHLY;BYDAY={_nth(one.first)}{code}",
        Rhythm.MONTHLY_LAST: f"FREQ=MONTHLY;BYDAY=-1{code}",
        Rhythm.MONTHLY_DATE: f"FREQ=MONTHLY;BYMONTHDAY={one.first.day}",
    }[one.rhythm]


def _said_rhythm(one: Recurrence) -> str:
    weekday = str(WEEKDAYS[one.first.weekday()])
    if one.rhythm in WEEKS:
        days = listed([say("le {weekday}", weekday=str(WEEKDAYS[day])) for day in _days(one)])
        return f"{one.rhythm.label}, {days}"
    if one.rhythm is Rhythm.MONTHLY_NTH:
        number = _nth(one.first)
        if number == 1:
            return say("le 1er {weekday} du mois", weekday=weekday)
        return say("le {number}e {weekday} du mois", number=number, weekday=weekday)
    if one.rhythm is Rhythm.MONTHLY_LAST:
        return say("le dernier {weekday} du mois", weekday=weekday)
    if one.rhythm is Rhythm.MONTHLY_DATE:
        return say("le {number} de chaque mois", number=one.first.day)
    return one.rhythm.label


def why_not_recur(one: Recurrence, most: int) -> Reason | None:
    """It ends, it begins before, it has at least two days, and no more than the pole allows."""
    if one.last is None:
        return Reason("no-end", "Dites jusqu’à quand : une série a une dernière date.")
    if one.last < one.first:
        return Reason("dates", "La série finit avant de commencer. Vérifiez les dates.")
    allowed = min(most, MOST_EVER)
    count = len(days_of(one, allowed + 1))
    if count > allowed:
        return Reason(
            "too-many-dates",
            say(
                "Cette série a plus de {most} dates. Finissez-la plus tôt : elle se prolonge "
                "ensuite.",
                most=allowed,
            ),
        )
    if not count:
        return Reason("no-date", "Aucune date ne tombe d’ici là. Finissez plus tard.")
    return None


def days_of(one: Recurrence, most: int = MOST_EVER) -> list[date]:
    """Its days in order, so many at most; a month without a fifth Friday, or a 31st, has none."""
    if one.last is None or one.last < one.first:
        return []
    start = datetime.combine(one.first, time())
    return [moment.date() for moment in islice(rrulestr(one.rule, dtstart=start), most)]


def unfolded(days: Sequence[date], start: int, end: int, zone: ZoneInfo) -> list[Unfolded]:
    """Each day with its moments, from and to minutes after midnight on the clock of `zone`.

    The hour that March skips has no moment: that date is left out, and says so. Of the hour that
    October shows twice, a start takes the first and an end the second.
    """
    return [_unfolded(day, start, end, zone) for day in days]


def _unfolded(day: date, start: int, end: int, zone: ZoneInfo) -> Unfolded:
    try:
        return Unfolded(day, Hours(day, start, end).slot(zone))
    except Refused as refusal:
        return Unfolded(day, None, refusal.reason)
