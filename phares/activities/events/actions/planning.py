"""An event is planned, announced, called off, noted as held."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from phares.activities.bookings.actions import cancel_booking
from phares.activities.events.letters import News, tell
from phares.activities.events.models import Event, Registration
from phares.activities.events.rules.asking import Told
from phares.activities.events.rules.kinds import STANDS, EventState
from phares.activities.events.rules.lifecycle import MOVES
from phares.activities.events.rules.permissions import why_not_plan
from phares.activities.events.rules.planning import (
    NO_SESSION,
    why_not_held,
    why_not_priced,
    why_not_say,
    why_not_titled,
)
from phares.common.audit.actions import record
from phares.cooperative.governance.models import Body
from phares.cooperative.projects.models import Action
from phares.kernel.actor import Actor
from phares.kernel.lifecycle import why_not_move
from phares.kernel.refusal import insist
from phares.people.directory.models import Organisation

STANDING = [state.value for state in STANDS]


@transaction.atomic
def plan_event(
    told: Told,
    *,
    organiser: Organisation | None = None,
    action: Action | None = None,
    body: Body | None = None,
    source: str = "",
    illustrative: bool = False,
    by: Actor,
) -> Event:
    """A draft that only those who plan see, until it is announced."""
    insist(why_not_plan(by))
    _insist_on(told)
    event = Event.objects.create(
        **told.columns(),
        organiser=organiser,
        action=action,
        body=body,
        source=source,
        illustrative=illustrative,
    )
    record("event.planned", event, by=by)
    return event


@transaction.atomic
def correct_event(
    event: Event,
    told: Told,
    *,
    organiser: Organisation | None = None,
    action: Action | None = None,
    body: Body | None = None,
    by: Actor,
) -> Event:
    """What it is, in other words; its sessions stay."""
    insist(why_not_plan(by))
    _insist_on(told)
    kept = locked(event)
    for name, value in told.columns().items():
        setattr(kept, name, value)
    kept.organiser, kept.action, kept.body = organiser, action, body
    kept.save()
    record("event.corrected", kept, by=by)
    return kept


@transaction.atomic
def announce_event(event: Event, *, by: Actor) -> Event:
    """From now on, one registers. It has at least one session."""
    kept = _moving(event, EventState.ANNOUNCED, by)
    insist(None if kept.sessions.exists() else NO_SESSION)
    return _moved(kept, EventState.ANNOUNCED, "event.announced", by)


@transaction.atomic
def reopen_event(event: Event, *, by: Actor) -> Event:
    """Noted as held by mistake: it is announced again."""
    return announce_event(event, by=by)


@transaction.atomic
def hold_event(event: Event, *, by: Actor, now: datetime) -> Event:
    """It took place."""
    kept = _moving(event, EventState.HELD, by)
    insist(why_not_held(list(kept.sessions.values_list("starts_at", flat=True)), now))
    return _moved(kept, EventState.HELD, "event.held", by)


@transaction.atomic
def cancel_event(event: Event, *, reason: str, by: Actor, now: datetime) -> Event:
    """Called off: its rooms are given back, and whoever was to come has a letter."""
    kept = _moving(event, EventState.CANCELLED, by)
    insist(why_not_say(reason))
    kept.reason = reason.strip()[:200]
    for session in kept.sessions.select_related("booking"):
        if session.booking is not None and session.booking.starts_at > now:
            cancel_booking(session.booking, by=by, now=now, reason=kept.reason)
    for one in _those_to_come(kept, now):
        tell(one, News.CALLED_OFF, now=now, reason=kept.reason)
    return _moved(kept, EventState.CANCELLED, "event.cancelled", by)


def locked(event: Event) -> Event:
    return Event.objects.select_for_update().get(pk=event.pk)


def _insist_on(told: Told) -> None:
    insist(why_not_titled(told.title))
    insist(why_not_priced(told.price, told.payer))


def _moving(event: Event, to: EventState, by: Actor) -> Event:
    insist(why_not_plan(by))
    kept = locked(event)
    insist(why_not_move(MOVES, EventState(kept.state), to))
    return kept


def _moved(kept: Event, to: EventState, verb: str, by: Actor) -> Event:
    kept.state = to.value
    kept.save(update_fields=["state", "reason"])
    record(verb, kept, by=by)
    return kept


def _those_to_come(event: Event, now: datetime) -> list[Registration]:
    rows = Registration.objects.filter(
        session__event=event, session__starts_at__gt=now, state__in=STANDING
    )
    return list(rows.select_related("session__event", "session__booking__offer", "user"))
