"""What takes place on the day: whole days first, then hour after hour, what is over set back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from phares.kernel.actor import Actor
from phares.kernel.dates import Happening
from phares.kernel.time import Period
from phares.kernel.tongue import say
from phares.kernel.words import on_the_clock
from phares.portal.sources import TODAY

FEW = 8
"""As many as one reads at a glance; the calendar has them all."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A line of the programme."""

    told: Happening
    since: str
    """« 9 h 30 », or nothing for what lasts the day."""
    until: str
    """« jusqu’à 12 h »."""
    now: bool

    @property
    def beneath(self) -> str:
        """Where, until when, what for."""
        return ", ".join(part for part in (self.told.place, self.until, self.told.detail) if part)


@dataclass(frozen=True, slots=True)
class Programme:
    moments: list[Moment]
    over: int
    """How many are done."""
    more: int
    """How many come after those shown."""


def programme(actor: Actor, now: datetime) -> Programme:
    """Of this day, what this person may know and is not over."""
    today = Period(now.date(), now.date() + timedelta(days=1))
    told = sorted(
        (one for source in TODAY for one in source(today, actor)), key=lambda one: one.rank
    )
    left = [one for one in told if one.slot is None or one.slot.end > now]
    shown = [_moment(one, now) for one in left[:FEW]]
    return Programme(shown, len(told) - len(left), len(left) - len(shown))


def _moment(told: Happening, now: datetime) -> Moment:
    if told.slot is None:
        return Moment(told, "", "", now=False)
    zone = timezone.get_current_timezone()
    start, end = told.slot.start.astimezone(zone), told.slot.end.astimezone(zone)
    since = _hour(start) if start.date() == now.date() else ""
    until = say("jusqu’à {hour}", hour=_hour(end)) if end.date() == now.date() else ""
    return Moment(told, since, until, now=start <= now)


def _hour(moment: datetime) -> str:
    return on_the_clock(moment.hour * 60 + moment.minute)
