"""An invented event of the house of the bookings."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from phares.activities.bookings.tests.factories import ANIMATOR, NOW, slot
from phares.activities.events.actions import add_session, announce_event, plan_event, register
from phares.activities.events.actions.sessions import Where
from phares.activities.events.models import Event, Registration, Session
from phares.activities.events.rules.asking import Guest, Told
from phares.activities.events.rules.kinds import Comers, EventKind

AFTER = NOW + timedelta(days=30)
"""A month later: what was to come is over."""


def planned(comers: Comers = Comers.PUBLIC, title: str = "Repas des habitants") -> Event:
    return plan_event(Told(EventKind.MEAL, title, comers=comers), by=ANIMATOR)


def announced(
    capacity: int | None = 2, comers: Comers = Comers.PUBLIC, title: str = "Repas des habitants"
) -> Session:
    """An event with one session on Tuesday 12 January 2016 from twelve to two."""
    event = planned(comers, title)
    made = add_session(
        event, slot(12, 14), Where(place="Cour"), capacity=capacity, by=ANIMATOR, now=NOW
    )
    announce_event(event, by=ANIMATOR)
    made.refresh_from_db()
    return made


def comes(session: Session, name: str, **more: Any) -> Registration:
    guest = Guest(name, more.pop("email", f"{name.lower()}@ailleurs.test"))
    return register(session, guest, **{"by": ANIMATOR, "now": NOW, **more})
