"""What must hold between sessions, their rooms and who comes, that no constraint sees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from phares.activities.bookings.rules.kinds import HOLDS
from phares.activities.events.models import Registration, Session
from phares.activities.events.rules.kinds import EventState, RegistrationState
from phares.common.audit.actions import key_of
from phares.kernel.soundness import Finding

HELD = RegistrationState.HELD.value


def findings(now: datetime) -> Iterable[Finding]:
    """Places given that are not those of the list; rooms at other hours than their session."""
    yield from _places()
    yield from _hours()
    yield from _rooms(now)


def _places() -> Iterator[Finding]:
    held = Registration.objects.filter(session=OuterRef("pk"), state=HELD).order_by()
    number = Subquery(held.values("session").annotate(n=Count("pk")).values("n"))
    rows: Any = Session.objects.annotate(listed=Coalesce(number, 0))
    for one in rows.exclude(taken=F("listed")).select_related("event"):
        yield Finding(
            "event-places",
            "Une séance compte d’autres places données que d’inscriptions sur sa liste.",
            "Comparez la liste de la séance avec le journal, puis demandez de l’aide.",
            key_of(one),
        )


def _hours() -> Iterator[Finding]:
    apart = ~Q(booking__starts_at=F("starts_at")) | ~Q(booking__ends_at=F("ends_at"))
    rows = Session.objects.filter(apart, booking__isnull=False)
    for one in rows.filter(event__state__in=[EventState.DRAFT.value, EventState.ANNOUNCED.value]):
        yield Finding(
            "event-hours",
            "Une séance et la salle réservée pour elle n’ont pas les mêmes heures.",
            "Ouvrez le rendez-vous et changez la séance : la salle la suit.",
            key_of(one),
        )


def _rooms(now: datetime) -> Iterator[Finding]:
    standing = [state.value for state in HOLDS]
    rows = Session.objects.filter(
        booking__isnull=False, starts_at__gt=now, event__state=EventState.ANNOUNCED.value
    )
    for one in rows.exclude(booking__state__in=standing):
        yield Finding(
            "event-room",
            "Une séance annoncée n’a plus sa salle : la réservation ne tient plus.",
            "Ouvrez le rendez-vous et changez la séance : choisissez une salle ou une adresse.",
            key_of(one),
        )
