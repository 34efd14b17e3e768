"""The one place that says what time it is."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from phares.common.clock.models import DayOfTheDemo


def now() -> datetime:
    """The moment pages and actions live in, in the pole's own time zone."""
    real = timezone.now()
    shift = DayOfTheDemo.objects.first() if settings.DEMO else None
    return timezone.localtime(real + shift.offset if shift else real)
