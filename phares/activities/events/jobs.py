"""What the clock does with events."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from phares.activities.events.letters import News, tell
from phares.activities.events.models import Registration
from phares.activities.events.rules.kinds import EventState, RegistrationState
from phares.common.parameters.queries import value_of


def remind(now: datetime) -> int:
    """Who has a place, so many hours before; once each. No demonstration writes to anybody."""
    if settings.DEMO:
        return 0
    hours = value_of("event.reminder", timezone.localdate(now))
    rows = Registration.objects.filter(
        state=RegistrationState.HELD.value,
        session__event__state=EventState.ANNOUNCED.value,
        session__starts_at__gt=now,
        session__starts_at__lte=now + timedelta(hours=hours),
    ).exclude(email="")
    told = rows.select_related("session__event", "session__booking__offer", "user")
    return sum(tell(one, News.REMINDER, now=now) for one in told.order_by("pk"))
