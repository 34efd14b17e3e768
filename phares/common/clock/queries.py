"""The one place that says what time it is."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from phares.common.clock.models import DayOfTheDemo


def now() -> datetime:
    """The moment pages and actions live in, in the pole's own time zone."""
    real = timezone.localtime()
    if not settings.DEMO:
        return real
    shift = DayOfTheDemo.objects.first()
    return real if shift is None else timezone.localtime(real + shift.offset)
