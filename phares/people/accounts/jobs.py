"""What the clock does for accounts."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sessions.models import Session

from phares.people.accounts.actions import end_viewings_past, forget_what_is_many
from phares.people.accounts.models import Attempts, OpenSession


def forget_attempts(now: datetime) -> int:
    """Wrong passwords that no longer make anybody wait."""
    deleted, _each = Attempts.objects.filter(until__lte=now).delete()
    return deleted


def end_viewings(now: datetime) -> int:
    """Who saw the house as somebody else sees it no more, browser open or not."""
    return end_viewings_past(now)


def forget_expired_sessions(now: datetime) -> int:
    """Sessions that are over leave the database; `now` is the real time."""
    deleted, _each = Session.objects.filter(expire_date__lt=now).delete()
    OpenSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    return deleted


def forget_many_opened(_now: datetime) -> int:
    """Of what each opened, the last few stay."""
    return forget_what_is_many()
