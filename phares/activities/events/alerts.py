"""Events that ask for something: to be noted as held, to have who came noted."""

from __future__ import annotations

from datetime import date

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from phares.activities.events.models import Event, Session
from phares.activities.events.rules.kinds import EventState
from phares.activities.events.rules.permissions import may_plan, may_welcome
from phares.cooperative.assets.queries import midnight
from phares.kernel.actor import Actor
from phares.kernel.alerts import Alert, Urgency
from phares.kernel.tongue import say, say_plural


def for_actor(actor: Actor, *, today: date) -> list[Alert]:
    """What was announced and is over, for those who plan; who came, for those who welcome."""
    found = _over(today) if may_plan(actor) else []
    return [*found, *(_unticked(today) if may_welcome(actor) else [])]


def _over(today: date) -> list[Alert]:
    rows = Event.objects.filter(state=EventState.ANNOUNCED.value).annotate(
        ends=Max("sessions__ends_at")
    )
    ends = list(
        rows.filter(ends__lt=midnight(today)).order_by("ends").values_list("ends", flat=True)
    )
    if not ends:
        return []
    fact = say_plural(
        "{count} rendez-vous passé n’est pas noté comme tenu",
        "{count} rendez-vous passés ne sont pas notés comme tenus",
        len(ends),
    )
    return [
        Alert(
            Urgency.SURVEILLE,
            fact.format(count=len(ends)),
            say("Sans cela, il ne compte pas dans les chiffres de l’année."),
            say("Voir"),
            f"{reverse('events:events')}?choix=passes",
            timezone.localdate(ends[0]),
        )
    ]


def _unticked(today: date) -> list[Alert]:
    rows = Session.objects.filter(
        event__state__in=[EventState.ANNOUNCED.value, EventState.HELD.value],
        ends_at__lt=midnight(today),
        taken__gt=0,
        registrations__came__isnull=True,
        registrations__state="held",
    ).distinct()
    ends = list(rows.order_by("ends_at").values_list("ends_at", flat=True))
    if not ends:
        return []
    fact = say_plural(
        "{count} liste de présence attend d’être cochée",
        "{count} listes de présence attendent d’être cochées",
        len(ends),
    )
    return [
        Alert(
            Urgency.SURVEILLE,
            fact.format(count=len(ends)),
            say("Tant qu’elle ne l’est pas, personne n’est compté comme venu."),
            say("Cocher"),
            f"{reverse('events:events')}?choix=passes",
            timezone.localdate(ends[0]),
        )
    ]
