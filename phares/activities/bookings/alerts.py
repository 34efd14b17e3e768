"""Bookings that wait for a yes or a no."""

from __future__ import annotations

from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from phares.activities.bookings.queries.asked import to_decide
from phares.activities.bookings.queries.waiting import kept_for
from phares.activities.bookings.rules.permissions import BOOKS_FOR_ITS_OWN, may_approve
from phares.common.clock.queries import now
from phares.cooperative.assets.queries import midnight
from phares.kernel.actor import Actor
from phares.kernel.alerts import Alert, Urgency
from phares.kernel.tongue import say, say_plural
from phares.kernel.words import on_the_clock


def for_actor(actor: Actor, *, today: date) -> list[Alert]:
    """What is kept for one’s structures; for those who decide, how many wait for a yes."""
    kept = _kept(actor)
    return [*kept, *(_to_decide(today) if may_approve(actor) else [])]


def _kept(actor: Actor) -> list[Alert]:
    """Places that came free and are kept a while for those who waited."""
    if not actor.is_(*BOOKS_FOR_ITS_OWN):
        return []
    return [
        Alert(
            Urgency.SURVEILLE,
            say("{place} s’est libérée : elle vous est gardée", place=one.offer),
            say(
                "Le {day} à {hour}. Sans réponse, elle va à qui attend après vous.",
                day=f"{timezone.localtime(one.starts_at):%d/%m/%Y}",
                hour=on_the_clock(_minutes(one.starts_at)),
            ),
            say("Prendre ou laisser"),
            reverse("bookings:waits"),
            timezone.localdate(one.offered_until),
        )
        for one in kept_for(actor, now())
    ]


def _to_decide(today: date) -> list[Alert]:
    """How many wait, and until when the nearest does."""
    starts = sorted(to_decide(midnight(today)).values_list("starts_at", flat=True))
    if not starts:
        return []
    fact = say_plural(
        "{count} réservation attend un oui ou un non",
        "{count} réservations attendent un oui ou un non",
        len(starts),
    )
    return [
        Alert(
            Urgency.SURVEILLE,
            fact.format(count=len(starts)),
            say("La place est gardée en attendant ; sans réponse à l’heure dite, elle est rendue."),
            say("Répondre"),
            reverse("bookings:answer"),
            timezone.localdate(starts[0]),
        )
    ]


def _minutes(moment: datetime) -> int:
    local = timezone.localtime(moment)
    return local.hour * 60 + local.minute
