"""What the clock could not do, for who keeps the pole."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from phares.common.clock.queries import failing_duties
from phares.kernel.actor import Actor, Role
from phares.kernel.alerts import Alert, Urgency
from phares.kernel.tongue import say


def for_actor(actor: Actor, *, today: date) -> list[Alert]:
    """Each duty that failed, with its reason. One query."""
    if not actor.is_(Role.ADMINISTRATOR):
        return []
    return [
        Alert(
            Urgency.SURVEILLE,
            say("L’horloge n’a pas pu faire : {name}", name=one.name),
            one.failure,
            say("Voir"),
            reverse("health:clock"),
        )
        for one in failing_duties()
    ]
