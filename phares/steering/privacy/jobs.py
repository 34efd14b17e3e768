"""What the clock does of data that is past its time."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from phares.kernel.actor import THE_POLE
from phares.steering.privacy.actions import purge


def forget_what_is_over(now: datetime) -> int:
    """`now` is the real time; run again, it finds nothing more.

    Nobody of a demonstration: its people were invented years ago, and its day travels.
    """
    if settings.DEMO:
        return 0
    return purge(by=THE_POLE, today=timezone.localdate(now), now=now)
