"""Bookings that wait for a yes or a no."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils import timezone

from phares.activities.bookings.queries.asked import to_decide
from phares.activities.bookings.rules.permissions import may_approve
from phares.cooperative.assets.queries import midnight
from phares.kernel.actor import Actor
from phares.kernel.alerts import Alert, Urgency
from phares.kernel.tongue import say, say_plural


def for_actor(actor: Actor, *, today: date) -> list[Alert]:
    """How many wait, and until when the nearest does; for those who decide."""
    if not may_approve(actor):
        return []
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
