"""The one place that says what time it is; what the clock has done."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db.models import Max, QuerySet
from django.utils import timezone

from phares.common.clock.models import FAILING, DayOfTheDemo, Duty


def now() -> datetime:
    """The moment pages and actions live in, in the pole's own time zone."""
    real = timezone.now()
    shift = DayOfTheDemo.objects.first() if settings.DEMO else None
    return timezone.localtime(real + shift.offset if shift else real)


def last_round() -> datetime | None:
    """When the clock last turned; None if it never did."""
    found: datetime | None = Duty.objects.aggregate(last=Max("seen_at"))["last"]
    return found


def last_done(name: str) -> datetime | None:
    """When this duty was last done."""
    return Duty.objects.filter(name=name).values_list("done_at", flat=True).first()


def duties() -> QuerySet[Duty]:
    """All that the clock does, in its order."""
    return Duty.objects.order_by("rank")


def failing_duties() -> QuerySet[Duty]:
    """What it could not do the last time."""
    return duties().filter(FAILING)
