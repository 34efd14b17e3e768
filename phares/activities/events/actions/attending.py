"""Who came: ticked on the list, and counted besides."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from phares.activities.events.actions.registering import locked
from phares.activities.events.models import HeadCount, Session
from phares.activities.events.rules.kinds import EventState, RegistrationState
from phares.activities.events.rules.permissions import why_not_welcome
from phares.activities.events.rules.registering import why_not_tick
from phares.common.audit.actions import record
from phares.kernel.actor import Actor
from phares.kernel.refusal import Reason, insist
from phares.people.directory.models import Organisation


@transaction.atomic
def note_attendance(session: Session, came: Collection[int], *, by: Actor, now: datetime) -> int:
    """Of those who had a place: these came, the others did not. Gives how many came."""
    insist(why_not_welcome(by))
    kept = locked(session)
    insist(_why_not_count(kept, now))
    had = kept.registrations.filter(state=RegistrationState.HELD.value)
    present = had.filter(pk__in=list(came)).update(came=True)
    had.exclude(pk__in=list(came)).update(came=False)
    record("event.attendance_noted", kept.event, by=by, count=present, start=kept.starts_at)
    return present


@transaction.atomic
def count_heads(
    session: Session, organisation: Organisation | None, people: int, *, by: Actor, now: datetime
) -> None:
    """How many came who were not on the list, from a structure or passing by; 0: nobody did."""
    insist(why_not_welcome(by))
    kept = locked(session)
    insist(_why_not_count(kept, now))
    counted = HeadCount.objects.filter(session=kept, organisation=organisation)
    if not people:
        counted.delete()
    elif not counted.update(people=people):
        HeadCount.objects.create(session=kept, organisation=organisation, people=people)
    told = organisation.name if organisation else ""
    record("event.heads_counted", kept.event, by=by, count=people, about=told)


def _why_not_count(session: Session, now: datetime) -> Reason | None:
    if session.event.state in (EventState.ANNOUNCED.value, EventState.HELD.value):
        return why_not_tick(session.starts_at, now)
    return Reason("wrong-state", "Ce rendez-vous n’a pas lieu : personne n’y est compté.")
