"""What events have in the calendar: sessions, with their hours and their place."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from phares.activities.events.models import KEY, Registration, Session
from phares.activities.events.rules.kinds import (
    STANDS,
    EventKind,
    EventState,
)
from phares.activities.events.rules.permissions import READERS, states_seen
from phares.cooperative.assets.queries import midnight
from phares.kernel.actor import Actor
from phares.kernel.dates import Happening, Theme
from phares.kernel.time import Period, TimeSlot


def within(period: Period, actor: Actor) -> list[Happening]:
    """For those of the house; a draft for those who plan."""
    if not actor.is_(*READERS):
        return []
    assert period.end is not None
    states = [one.value for one in states_seen(actor) if one is not EventState.CANCELLED]
    rows = Session.objects.filter(
        ends_at__gt=midnight(period.start),
        starts_at__lt=midnight(period.end),
        event__state__in=states,
    ).select_related("event", "booking__offer")
    own = _own(actor)
    return [_told(one, own) for one in rows.order_by("starts_at", "pk")]


def _own(actor: Actor) -> set[int]:
    """The sessions the reader registered to."""
    if actor.user_id is None:
        return set()
    rows = Registration.objects.filter(
        user=actor.user_id, state__in=[state.value for state in STANDS]
    )
    return set(rows.values_list("session_id", flat=True))


def _told(one: Session, own: set[int]) -> Happening:
    start, end = timezone.localtime(one.starts_at), timezone.localtime(one.ends_at)
    last = (end - timedelta(microseconds=1)).date()
    kind = EventKind(one.event.kind).label
    return Happening(
        key=f"{KEY}{one.pk}",
        theme=Theme.EVENT,
        title=one.event.title,
        days=Period(start.date(), last + timedelta(days=1)),
        slot=TimeSlot(one.starts_at, one.ends_at),
        detail=", ".join(filter(None, (kind, one.title))),
        place=one.where,
        url=reverse("events:event", args=[one.event_id]),
        mine=one.pk in own,
        uid=str(one.uid),
        sequence=one.sequence,
        tentative=one.event.state == EventState.DRAFT.value,
    )
