"""The hours and the place of an event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from phares.activities.bookings.actions import book_room, cancel_booking, move_booking
from phares.activities.bookings.models import Booking, Offer
from phares.activities.bookings.rules.asking import Wish
from phares.activities.bookings.rules.kinds import Nature
from phares.activities.events.actions.planning import STANDING, locked
from phares.activities.events.actions.registering import fill_from_the_list
from phares.activities.events.letters import News, tell
from phares.activities.events.models import Event, Session
from phares.activities.events.rules.kinds import EventKind, EventState
from phares.activities.events.rules.permissions import why_not_plan
from phares.activities.events.rules.planning import NO_ORGANISER, why_not_placed
from phares.activities.events.rules.registering import why_not_hold
from phares.common.audit.actions import record
from phares.kernel.actor import Actor
from phares.kernel.refusal import Reason, insist
from phares.kernel.time import TimeSlot

NATURES = {
    EventKind.TRAINING: Nature.TRAINING,
    EventKind.WORKSHOP: Nature.TRAINING,
    EventKind.MEAL: Nature.MEAL,
    EventKind.PLENARY: Nature.ASSEMBLY,
    EventKind.DROP_IN: Nature.LEGAL_CLINIC,
    EventKind.OPEN_DAY: Nature.INFORMATION,
}


@dataclass(frozen=True, slots=True)
class Where:
    """A room of the pole, booked by the one way there is, or an address elsewhere."""

    offer: Offer | None = None
    place: str = ""


@transaction.atomic
def add_session(
    event: Event,
    slot: TimeSlot,
    where: Where,
    *,
    capacity: int | None = None,
    title: str = "",
    by: Actor,
    now: datetime,
) -> Session:
    """The room is booked with it, or nothing is."""
    insist(why_not_plan(by))
    kept = locked(event)
    insist(_why_not_touch(kept))
    insist(why_not_placed(where.offer is not None, where.place))
    session = Session.objects.create(
        event=kept,
        title=title.strip(),
        starts_at=slot.start,
        ends_at=slot.end,
        booking=_booked(kept, slot, where.offer, capacity, by, now),
        place=where.place.strip(),
        capacity=capacity,
    )
    record("event.session_added", kept, by=by, start=slot.start, end=slot.end)
    return session


@transaction.atomic
def change_session(
    session: Session,
    slot: TimeSlot,
    where: Where,
    *,
    capacity: int | None = None,
    title: str = "",
    by: Actor,
    now: datetime,
) -> Session:
    """Other hours, another place, more or fewer places; who waits has what is freed."""
    insist(why_not_plan(by))
    event = locked(session.event)
    insist(_why_not_touch(event))
    insist(why_not_placed(where.offer is not None, where.place))
    kept = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    insist(why_not_hold(capacity, kept.taken))
    before = (kept.starts_at, kept.ends_at, kept.where)
    _change_room(kept, event, slot, where, capacity, by, now)
    kept.starts_at, kept.ends_at = slot.start, slot.end
    kept.place, kept.capacity, kept.title = where.place.strip(), capacity, title.strip()
    kept.sequence += 1
    kept.save()
    fill_from_the_list(kept, now=now)
    record("event.session_changed", event, by=by, start=slot.start, end=slot.end)
    if before != (kept.starts_at, kept.ends_at, kept.where):
        _tell_of_the_change(kept, now)
    return kept


@transaction.atomic
def drop_session(session: Session, *, by: Actor, now: datetime) -> None:
    """A session that nobody was to come to; its room is given back."""
    insist(why_not_plan(by))
    event = locked(session.event)
    insist(_why_not_touch(event))
    kept = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    insist(_why_not_drop(kept))
    room, start = kept.booking, kept.starts_at
    kept.delete()
    if room is not None:
        cancel_booking(room, by=by, now=now)
    record("event.session_dropped", event, by=by, start=start)


def _booked(
    event: Event, slot: TimeSlot, offer: Offer | None, people: int | None, by: Actor, now: datetime
) -> Booking | None:
    if offer is None:
        return None
    if event.organiser is None:
        insist(NO_ORGANISER)
    assert event.organiser is not None
    nature = NATURES.get(EventKind(event.kind), Nature.MEETING)
    wish = Wish(nature=nature, purpose=event.title[:120], people=people)
    return book_room(
        offer=offer, party=event.organiser, slot=slot, by=by, now=now, wish=wish,
        illustrative=event.illustrative,
    )  # fmt: skip


def _change_room(
    kept: Session,
    event: Event,
    slot: TimeSlot,
    where: Where,
    people: int | None,
    by: Actor,
    now: datetime,
) -> None:
    """Moves what is booked, gives it back, or books: always by the actions of the bookings."""
    room = kept.booking
    if room is not None and where.offer is not None:
        same = (room.starts_at, room.ends_at, room.offer_id) == (
            slot.start, slot.end, where.offer.pk
        )  # fmt: skip
        if not same:
            kept.booking = move_booking(room, slot, by=by, now=now, offer=where.offer)
        return
    if room is not None:
        kept.booking = None
        cancel_booking(room, by=by, now=now)
        return
    kept.booking = _booked(event, slot, where.offer, people, by, now)


def _tell_of_the_change(session: Session, now: datetime) -> None:
    rows = session.registrations.filter(state__in=STANDING)
    for one in rows.select_related("session__event", "session__booking__offer", "user"):
        tell(one, News.MOVED, now=now)


def _why_not_touch(event: Event) -> Reason | None:
    if event.state in (EventState.DRAFT.value, EventState.ANNOUNCED.value):
        return None
    return Reason(
        "wrong-state", "Ce rendez-vous est tenu ou annulé : ses séances ne changent plus."
    )


def _why_not_drop(session: Session) -> Reason | None:
    if session.registrations.exists() or session.head_counts.exists():
        return Reason(
            "registered",
            "Des personnes y sont inscrites ou comptées : annulez le rendez-vous, ou déplacez la "
            "séance.",
        )
    alone = not Session.objects.filter(event=session.event_id).exclude(pk=session.pk).exists()
    if alone and session.event.state == EventState.ANNOUNCED.value:
        return Reason("last", "C’est la seule séance : annulez plutôt le rendez-vous.")
    return None
