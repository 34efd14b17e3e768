"""The rooms of a demonstration pole: what may be booked, when, and a year of habits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from phares.activities.bookings import actions
from phares.activities.bookings.models import Offer
from phares.activities.bookings.rules.asking import Wish
from phares.activities.bookings.rules.kinds import Approval, Nature, OfferKind, Rhythm, Setup
from phares.activities.bookings.rules.recurring import Recurrence
from phares.cooperative.premises.models import Space
from phares.demo.prices import offer_monthly_hours, set_prices
from phares.demo.reading import Book
from phares.kernel.actor import THE_POLE, Actor, Role
from phares.kernel.time import TimeSlot
from phares.people.directory.models import Organisation

SOURCE = "illustratif"
AFTER = {"Ar-Men": 30}
"""Minutes to put the room back in order."""
CONFIRMED = {"Ar-Men": Approval.EVERYBODY}
"""The great room is lent once somebody of the pole said yes."""


def open_rooms(book: Book, day: datetime) -> None:
    """Everything of rooms.toml, through the actions of the bookings."""
    if not book.rooms:
        return
    since: date = book.rooms["since"]
    _hours(book.rooms, since)
    offers = dict(_offers(since))
    set_prices(book.rooms, offers)
    offer_monthly_hours(book.rooms)
    names = {habit["who"] for habit in book.rooms["habit"]}
    known = {one.name: one for one in Organisation.objects.filter(name__in=names)}
    for habit in book.rooms["habit"]:
        _repeat(habit, offers[habit["room"]], known[habit["who"]], book.rooms)
    for told in book.rooms.get("series", ()):
        _series(told, offers[told["room"]], Organisation.objects.get(name=told["who"]))
    for told in book.rooms.get("request", ()):
        _ask(told, offers[told["room"]], Organisation.objects.get(name=told["who"]))
    for told in book.rooms.get("wait", ()):
        _wait(told, offers[told["room"]], Organisation.objects.get(name=told["who"]))
    actions.settle_past(day)


def _hours(rooms: Mapping[str, Any], since: date) -> None:
    hours = [
        (weekday, entry["opens"] * 60, entry["closes"] * 60)
        for entry in rooms["hours"]
        for weekday in entry["days"]
    ]
    actions.set_hours(hours, start=since, by=THE_POLE)
    for entry in rooms["off"]:
        facts = {"label": entry["label"], "first": entry["first"], "last": entry["last"]}
        actions.close_days(by=THE_POLE, source=SOURCE, illustrative=True, **facts)


def _offers(since: date) -> Iterator[tuple[str, Offer]]:
    """One for each room where people meet."""
    told: dict[str, Any] = {"start": since, "by": THE_POLE, "source": SOURCE, "illustrative": True}
    rooms = Space.objects.filter(states__kind="meeting").distinct().order_by("name")
    for space in rooms:
        after = AFTER.get(space.name, 0)
        yield space.name, actions.offer_place(
            name=space.name, kind=OfferKind.MEETING_ROOM, units=[space],
            shortest_minutes=30, after_minutes=after,
            approval=CONFIRMED.get(space.name, Approval.OUTSIDERS), **told,
        )  # fmt: skip


def _ask(told: Mapping[str, Any], offer: Offer, who: Organisation) -> None:
    """A structure asks by itself, and waits for a yes."""
    asks = _asked(told, offer, who)
    actions.book_room(**asks, illustrative=True)


def _wait(told: Mapping[str, Any], offer: Offer, who: Organisation) -> None:
    """A structure waits for what another has."""
    actions.wait_for_room(**_asked(told, offer, who))


def _asked(told: Mapping[str, Any], offer: Offer, who: Organisation) -> dict[str, Any]:
    asked, start, end = (
        timezone.make_aware(datetime.fromisoformat(told[key])) for key in ("asked", "start", "end")
    )
    contact = Actor(None, who.name, frozenset({(Role.MEMBER_CONTACT, who.pk)}))
    wish = Wish(Nature(told["nature"]), told["purpose"], told["people"])
    slot = TimeSlot(start, end)
    return {
        "offer": offer, "party": who, "slot": slot, "by": contact, "now": asked, "wish": wish
    }  # fmt: skip


def _repeat(
    habit: Mapping[str, Any], offer: Offer, who: Organisation, rooms: Mapping[str, Any]
) -> None:
    wish = Wish(Nature(habit["nature"]), habit["purpose"], habit["people"], Setup(habit["setup"]))
    first = timezone.make_aware(datetime.combine(rooms["since"], time()))
    actions.book_repeatedly(
        offer=offer, party=who, slots=list(_slots(habit, rooms)), by=THE_POLE, now=first,
        wish=wish, illustrative=True,
    )  # fmt: skip


def _series(told: Mapping[str, Any], offer: Offer, who: Organisation) -> None:
    """Asked for a week before its first date."""
    first: date = told["first"]
    days = tuple(told.get("days", ()))
    recurrence = Recurrence(Rhythm(told["rhythm"]), first, told["last"], days)
    start, end = (_clock(told[name]) for name in ("start", "end"))
    wish = Wish(Nature(told["nature"]), told["purpose"], told["people"], Setup(told["setup"]))
    hours = (start.hour * 60 + start.minute, end.hour * 60 + end.minute)
    asked = _moment(first - timedelta(weeks=1), time(9))
    plan = actions.Plan(offer, who, recurrence, *hours, wish)
    actions.book_series(plan, by=THE_POLE, now=asked, illustrative=True)


def _slots(habit: Mapping[str, Any], rooms: Mapping[str, Any]) -> Iterator[TimeSlot]:
    monday: date = rooms["since"]
    start, end = _clock(habit["start"]), _clock(habit["end"])
    while monday <= rooms["until"]:
        for weekday in habit["days"]:
            day = monday + timedelta(days=weekday)
            yield TimeSlot(_moment(day, start), _moment(day, end))
        monday += timedelta(weeks=habit["every"])


def _clock(said: str) -> time:
    return datetime.strptime(said, "%H:%M").time()  # noqa: DTZ007 — an hour of the wall


def _moment(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))
