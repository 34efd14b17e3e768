"""What was held, and how many came: never who."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Min, Q, Sum
from django.urls import reverse
from django.utils import timezone

from phares.activities.events.models import Event, HeadCount, Registration
from phares.activities.events.rules.kinds import EventKind, EventState
from phares.common.audit.actions import key_of
from phares.cooperative.assets.queries import midnight
from phares.kernel.figures import Counted, DateRule, Indicator, Part, Row, count_of, sum_of
from phares.kernel.tongue import say

EVENTS = Indicator(
    code="events",
    label="rendez-vous tenus",
    definition="Repas, formations, portes ouvertes et autres rendez-vous notés comme tenus, dont "
    "la première séance est de l’année ; un rendez-vous de plusieurs séances compte pour un.",
    population="Rendez-vous du pôle, annulés et brouillons exceptés.",
    date_rule=DateRule.FLOW,
    source="Rendez-vous",
    key=False,
)
ATTENDANCE = Indicator(
    code="attendance",
    label="participations",
    definition="Personnes cochées sur les listes et personnes comptées en plus, séance par "
    "séance ; qui vient deux fois compte deux fois.",
    population="Rendez-vous tenus dans l’année où l’on a noté qui est venu.",
    date_rule=DateRule.FLOW,
    source="Listes de présence et comptes à l’entrée",
    key=False,
)
INDICATORS = (EVENTS, ATTENDANCE)


def measure(year: int) -> dict[str, Counted]:
    """« Sans objet » for a year in which nothing was noted as held."""
    held = _held(year)
    if not held:
        return {EVENTS.code: Counted(None), ATTENDANCE.code: Counted(None)}
    came = _came(held)
    known = [one for one in held if one.pk in came]
    return {
        EVENTS.code: count_of([_row(one) for one in held], parts=_parts(held)),
        ATTENDANCE.code: _attendance(held, known, came),
    }


def _attendance(held: list[Any], known: list[Any], came: dict[int, int]) -> Counted:
    """How many answered of how many: events of which nobody said who came are told apart."""
    asked: dict[str, Any] = {"answered": len(known), "asked": len(held)}
    said = say("personne n’a noté qui est venu")
    aside = tuple(_row(one, 1, said) for one in held if one.pk not in came)
    if not known:
        return Counted(None, aside=aside, **asked)
    rows = [_row(one, came[one.pk]) for one in known]
    return sum_of(rows, parts=_parts(known, came), aside=aside, **asked)


def _held(year: int) -> list[Any]:
    rows = Event.objects.filter(state=EventState.HELD.value).annotate(
        begins=Min("sessions__starts_at")
    )
    first, after = midnight(date(year, 1, 1)), midnight(date(year + 1, 1, 1))
    return list(rows.filter(begins__gte=first, begins__lt=after).order_by("begins", "pk"))


def _came(held: list[Any]) -> dict[int, int]:
    """By event, ticked and counted; an event where neither was done is not in it."""
    ids, found = [one.pk for one in held], Counter[int]()
    noted = Registration.objects.filter(session__event__in=ids, came__isnull=False).order_by()
    ticked = noted.values_list("session__event").annotate(n=Count("pk", filter=Q(came=True)))
    heads = HeadCount.objects.filter(session__event__in=ids).order_by()
    for event, number in (*ticked, *heads.values_list("session__event").annotate(n=Sum("people"))):
        found[event] += number
    return dict(found)


def _row(event: Any, value: int = 1, detail: str = "") -> Row:
    day = timezone.localdate(event.begins)
    told = detail or say(
        "{kind}, le {day}", kind=EventKind(event.kind).label, day=f"{day:%d/%m/%Y}"
    )
    return Row(
        key_of(event),
        event.title,
        told,
        value=Decimal(value),
        url=reverse("events:event", args=[event.pk]),
        illustrative=event.illustrative,
    )


def _parts(events: list[Any], came: dict[int, int] | None = None) -> tuple[Part, ...]:
    """By kind, in the order of the kinds."""
    found = Counter[str]()
    for one in events:
        found[one.kind] += 1 if came is None else came[one.pk]
    return tuple(Part(kind.label, Decimal(found[kind])) for kind in EventKind if found[kind])
