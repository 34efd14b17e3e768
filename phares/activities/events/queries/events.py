"""Events as a person may see them, with their sessions and how many come."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from phares.activities.events.models import Event, HeadCount, Registration, Session
from phares.activities.events.rules.kinds import (
    Comers,
    EventKind,
    EventState,
    RegistrationState,
)
from phares.activities.events.rules.permissions import states_seen
from phares.kernel.actor import Actor

HELD, WAITING = RegistrationState.HELD.value, RegistrationState.WAITING.value


def visible_to(actor: Actor) -> QuerySet[Event]:
    """All but the drafts of those who plan."""
    return Event.objects.filter(state__in=[state.value for state in states_seen(actor)])


def listed(actor: Actor) -> QuerySet[Any]:
    """With the first and the last hour of each, places given, and how many came."""
    ticked = Registration.objects.filter(came=True, session__event=OuterRef("pk")).order_by()
    heads = HeadCount.objects.filter(session__event=OuterRef("pk")).order_by()
    return visible_to(actor).annotate(
        begins=_of_sessions(Min("starts_at")),
        ends=_of_sessions(Max("ends_at")),
        places=Coalesce(_of_sessions(Sum("taken")), 0),
        ticked=_summed(ticked, "session__event", Count("pk")),
        counted=_summed(heads, "session__event", Sum("people")),
    )


def _of_sessions(told: Any) -> Subquery:
    return _one(Session.objects.filter(event=OuterRef("pk")).order_by(), "event", told)


def _summed(rows: QuerySet[Any], by: str, told: Any) -> Any:
    return Coalesce(_one(rows, by, told), 0)


def _one(rows: QuerySet[Any], by: str, told: Any) -> Subquery:
    return Subquery(rows.values(by).annotate(told=told).values("told"))


def searched(rows: QuerySet[Event], text: str) -> QuerySet[Event]:
    """By title, purpose, organiser or kind."""
    for word in text.split():
        kinds = [kind.value for kind in EventKind if word.lower() in kind.label.lower()]
        said = Q(title__icontains=word) | Q(purpose__icontains=word) | Q(kind__in=kinds)
        rows = rows.filter(said | Q(organiser__name__icontains=word))
    return rows


def to_come(now: datetime) -> Q:
    return Q(ends__gt=now) | Q(ends__isnull=True)


def sessions_of(event: Event) -> QuerySet[Any]:
    """With who waits, who came, in the order of the hours."""
    rows = event.sessions.select_related("event", "booking__offer")
    return rows.annotate(
        waits=_summed(_registered(state=WAITING), "session", Count("pk")),
        ticked=_summed(_registered(came=True), "session", Count("pk")),
        counted=_summed(
            HeadCount.objects.filter(session=OuterRef("pk")).order_by(), "session", Sum("people")
        ),
    )


def _registered(**which: Any) -> QuerySet[Registration]:
    return Registration.objects.filter(session=OuterRef("pk"), **which).order_by()


def open_to_all(now: datetime) -> QuerySet[Event]:
    """What everybody may come to, announced and to come."""
    coming = Session.objects.filter(event=OuterRef("pk"), starts_at__gt=now)
    return Event.objects.filter(
        Exists(coming), comers=Comers.PUBLIC.value, state=EventState.ANNOUNCED.value
    )


def sessions_open_to_all(now: datetime) -> QuerySet[Any]:
    """Their sessions to come, the next first."""
    rows = Session.objects.filter(
        starts_at__gt=now,
        event__comers=Comers.PUBLIC.value,
        event__state=EventState.ANNOUNCED.value,
    ).select_related("event", "booking__offer")
    waits = _summed(_registered(state=WAITING), "session", Count("pk"))
    return rows.annotate(waits=waits).order_by("starts_at", "pk")


def on_the_list(session: Session) -> QuerySet[Registration]:
    """Who has a place or waits, with where they come from."""
    rows = session.registrations.filter(state__in=[HELD, WAITING])
    return rows.select_related("organisation").order_by("state", "name", "pk")


def people_of(event: Event) -> dict[int, list[Registration]]:
    """Who has a place or waits, session by session, in one query."""
    rows = Registration.objects.filter(session__event=event, state__in=[HELD, WAITING])
    found = defaultdict[int, list[Registration]](list)
    for one in rows.select_related("organisation").order_by("state", "name", "pk"):
        found[one.session_id].append(one)
    return found


def heads_of(event: Event) -> dict[int, list[HeadCount]]:
    """Who was counted besides, session by session, in one query."""
    rows = HeadCount.objects.filter(session__event=event).select_related("organisation")
    found = defaultdict[int, list[HeadCount]](list)
    for one in rows.order_by("organisation__name", "pk"):
        found[one.session_id].append(one)
    return found


def own_registrations(actor: Actor, event: Event) -> dict[int, Registration]:
    """Of who looks, by session."""
    if actor.user_id is None:
        return {}
    rows = Registration.objects.filter(
        session__event=event, user=actor.user_id, state__in=[HELD, WAITING]
    )
    return {one.session_id: one for one in rows}
