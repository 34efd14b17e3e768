"""What the clock does of data that is past its time."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from phares.kernel.actor import THE_POLE
from phares.steering.privacy.actions import erase_again, keep_beside, purge


def forget_what_is_over(now: datetime) -> int:
    """`now` is the real time; run again, it finds nothing more.

    Nobody of a demonstration: its people were invented years ago, and its day travels.
    """
    if settings.DEMO:
        return 0
    return purge(by=THE_POLE, today=timezone.localdate(now), now=now)


def erase_who_came_back(now: datetime) -> int:
    """Who was erased since the copy that was restored; what was erased is kept beside the base."""
    keep_beside()
    return erase_again(by=THE_POLE, today=timezone.localdate(now), now=now)
