"""Travelling in time, in a demonstration only; what the clock notes of its rounds.

A round is no act of anybody: it is not in the journal.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from phares.common.audit.actions import record
from phares.common.clock.models import DayOfTheDemo, Duty
from phares.common.clock.rules.turning import why_not_forget
from phares.kernel.actor import Actor
from phares.kernel.dating import Dated
from phares.kernel.refusal import Reason, Refused

NOT_A_DEMO = Reason("not-a-demo", "On ne change de jour que dans une démonstration.")


@transaction.atomic
def travel_to(moment: datetime, *, by: Actor) -> None:
    """The demonstration's clock now stands at this moment, and runs on from there."""
    if not settings.DEMO:
        raise Refused(NOT_A_DEMO)
    DayOfTheDemo.objects.update_or_create(defaults={"offset": moment - timezone.now()})
    record("clock.travelled", _said(moment), by=by)


@transaction.atomic
def begin_round(duties: Mapping[str, timedelta], now: datetime) -> None:
    """The clock turns, and these are its duties, in order: those it has no more are forgotten."""
    Duty.objects.exclude(name__in=duties).delete()
    known = Duty.objects.order_by("rank").values_list("name", "every")
    if list(known) == list(duties.items()):
        Duty.objects.update(seen_at=now)
        return
    rows = [
        Duty(name=name, rank=rank, every=every, seen_at=now)
        for rank, (name, every) in enumerate(duties.items())
    ]
    told = ("rank", "every", "seen_at")
    Duty.objects.bulk_create(
        rows, update_conflicts=True, update_fields=told, unique_fields=["name"]
    )


def note_done(name: str, count: int, *, at: datetime, took: timedelta) -> None:
    """A duty was done; what went wrong before stays written."""
    Duty.objects.filter(name=name).update(done_at=at, count=count, took=took)


@transaction.atomic
def confirm_jump(names: Collection[str], *, by: Actor, now: datetime) -> int:
    """Somebody looked: it is the right hour, and what is past its time may be forgotten."""
    jumped = [
        one
        for one in Duty.objects.filter(name__in=names).order_by("rank")
        if why_not_forget(one.done_at, now)
    ]
    Duty.objects.filter(name__in=[one.name for one in jumped]).update(done_at=now)
    if jumped:
        record("clock.jump_confirmed", _said(timezone.localtime(now)), by=by, count=len(jumped))
    return len(jumped)


def note_failure(name: str, sentence: str, *, at: datetime) -> None:
    """A duty was not done, and why."""
    Duty.objects.filter(name=name).update(failed_at=at, failure=sentence[:500])


def _said(moment: datetime) -> str:
    """« 4 janvier 2016, 10 h 30 »."""
    return f"{Dated(moment.date())}, {moment.hour} h {moment:%M}"
