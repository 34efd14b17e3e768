"""What the clock does of forms that were sent."""

from __future__ import annotations

from datetime import datetime, timedelta

from phares.common.sendings.models import Sending

KEPT = timedelta(days=1)
"""Longer than anybody leaves a page open and presses its button again."""


def forget_sendings(now: datetime) -> int:
    """Those of the day before are forgotten; `now` is the real time."""
    deleted, _each = Sending.objects.filter(at__lt=now - KEPT).delete()
    return deleted
