"""The events of a demonstration pole: those that were, with how many came, and those to come."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from phares.activities.bookings.actions import settle_past
from phares.activities.bookings.models import Offer
from phares.activities.events import actions
from phares.activities.events.actions.sessions import Where
from phares.activities.events.models import Event, Session
from phares.activities.events.rules.asking import Guest, Told
from phares.activities.events.rules.kinds import Comers, EventKind, PaidBy
from phares.cooperative.projects.models import Action
from phares.demo.reading import Book
from phares.kernel.actor import THE_POLE
from phares.kernel.money import Money
from phares.kernel.time import TimeSlot
from phares.people.directory.models import Organisation

BEFORE = timedelta(days=30)
"""An event is planned and announced a month before it."""


def hold_events(book: Book, today: datetime) -> None:
    """Everything of events.toml, through the actions of the events."""
    for told in book.events.get("event", ()):
        for day, people in told.get("held", ()):
            _held(told, date.fromisoformat(day), people)
        if days := [date.fromisoformat(day) for day in told.get("coming", ())]:
            _coming(told, days, today)
    settle_past(today)


def _held(told: Mapping[str, Any], day: date, people: int) -> None:
    session = _announced(told, [day], _slot(told, day).start - BEFORE)[0]
    after = session.ends_at
    actions.count_heads(session, None, people, by=THE_POLE, now=after)
    for label, amount, payer in told.get("costs", ()):
        paid = Money.euros(amount)
        actions.note_cost(session.event, label=label, amount=paid, payer=payer, by=THE_POLE)
    actions.hold_event(session.event, by=THE_POLE, now=after)


def _coming(told: Mapping[str, Any], days: list[date], today: datetime) -> None:
    for session in _announced(told, days, today):
        for name, house in told.get("guests", ()):
            organisation = Organisation.objects.get(name=house) if house else None
            actions.register(
                session, Guest(name), organisation=organisation, by=THE_POLE, now=today
            )


def _announced(told: Mapping[str, Any], days: list[date], now: datetime) -> list[Session]:
    event = _planned(told, days[0].year)
    room = Offer.objects.get(name=told["room"]) if "room" in told else None
    where = Where(room, told.get("place", ""))
    more: dict[str, Any] = {"capacity": told.get("capacity"), "by": THE_POLE, "now": now}
    sessions = [actions.add_session(event, _slot(told, day), where, **more) for day in days]
    actions.announce_event(event, by=THE_POLE)
    return sessions


def _planned(told: Mapping[str, Any], year: int) -> Event:
    said = Told(
        EventKind(told["kind"]),
        told["title"],
        told.get("purpose", ""),
        Comers(told["comers"]),
        Money.euros(told["price"]) if "price" in told else None,
        payer=PaidBy(told.get("payer", "nobody")),
    )
    name = told.get("organiser")
    return actions.plan_event(
        said,
        organiser=Organisation.objects.get(name=name) if name else None,
        action=Action.objects.filter(title=told.get("action", ""), year=year).first(),
        source=told.get("source", ""),
        illustrative=True,
        by=THE_POLE,
    )


def _slot(told: Mapping[str, Any], day: date) -> TimeSlot:
    start, end = (
        timezone.make_aware(datetime.combine(day, time.fromisoformat(hour)))
        for hour in told["hours"]
    )
    return TimeSlot(start, end)
