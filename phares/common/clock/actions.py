"""Travelling in time, in a demonstration only."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from phares.common.audit.actions import record
from phares.common.clock.models import DayOfTheDemo
from phares.kernel.actor import Actor
from phares.kernel.refusal import Reason, Refused

NOT_A_DEMO = Reason("not-a-demo", "On ne change de jour que dans une démonstration.")


@transaction.atomic
def travel_to(moment: datetime, *, by: Actor) -> None:
    """The demonstration's clock now stands at this moment, and runs on from there."""
    if not settings.DEMO:
        raise Refused(NOT_A_DEMO)
    DayOfTheDemo.objects.update_or_create(defaults={"offset": moment - timezone.now()})
    record("clock.travelled", f"{moment:%Y-%m-%d %H:%M}", by=by)
