"""What the clock does for accounts."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sessions.models import Session


def forget_expired_sessions(now: datetime) -> int:
    """Sessions that are over leave the database; `now` is the real time."""
    deleted, _each = Session.objects.filter(expire_date__lt=now).delete()
    return deleted
