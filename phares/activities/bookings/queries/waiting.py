"""Who waits for a place, as this person may read it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from phares.activities.bookings.models_waiting import STANDING, WaitlistEntry
from phares.activities.bookings.rules.permissions import BOOKS_FOR_ITS_OWN, reads_all
from phares.activities.bookings.rules.waiting import WaitState
from phares.kernel.actor import Actor


def waits_of(actor: Actor, now: datetime) -> QuerySet[WaitlistEntry]:
    """Those that stand: all of them to the team, its own to a structure; kept ones first."""
    rows = WaitlistEntry.objects.filter(state__in=STANDING, starts_at__gt=now)
    rows = rows if reads_all(actor) else rows.filter(party_id__in=_own(actor))
    return rows.select_related("offer", "party").order_by("offered_until", "starts_at", "pk")


def kept_for(actor: Actor, now: datetime) -> QuerySet[WaitlistEntry]:
    """What is kept for one's own structures now."""
    rows = WaitlistEntry.objects.filter(
        state=WaitState.OFFERED.value, offered_until__gt=now, party_id__in=_own(actor)
    )
    return rows.select_related("offer").order_by("offered_until", "pk")


def _own(actor: Actor) -> Any:
    return actor.parties_as(*BOOKS_FOR_ITS_OWN)
