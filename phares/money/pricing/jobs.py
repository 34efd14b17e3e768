"""What the clock does with hours offered."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from phares.money.pricing.actions import expire_hours


def expire(now: datetime) -> int:
    """Of months that are over. The days of a demonstration are not those of the clock."""
    return 0 if settings.DEMO else expire_hours(timezone.localdate(now), now=now)
