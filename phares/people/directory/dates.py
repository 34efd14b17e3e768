"""What the directory has in the calendar: the yearly declarations, due once the year is over."""

from __future__ import annotations

from datetime import date, timedelta

from django.urls import reverse

from phares.kernel.actor import Actor, Role
from phares.kernel.dates import Happening, Theme
from phares.kernel.time import Period
from phares.kernel.tongue import say
from phares.people.directory.rules.permissions import may_read_all_declarations


def within(period: Period, actor: Actor) -> list[Happening]:
    """The last day of each year, for those who read all declarations or give one's own."""
    assert period.end is not None
    gives = actor.is_(Role.MEMBER_CONTACT)
    if not gives and not may_read_all_declarations(actor):
        return []
    last = period.end - timedelta(days=1)
    days = (date(year, 12, 31) for year in range(period.start.year, last.year + 1))
    return [_due(day, mine=gives) for day in days if day in period]


def _due(day: date, *, mine: bool) -> Happening:
    return Happening(
        key=f"declarations:{day.year}",
        theme=Theme.DECLARATION,
        title=say("Déclarations {year} à rendre", year=day.year),
        days=Period(day, day + timedelta(days=1)),
        detail=say("L’année est finie : emplois, bénévoles, personnes aidées."),
        url=reverse("directory:declarations", args=[day.year]),
        mine=mine,
    )
