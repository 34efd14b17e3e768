"""Other places, other hours, for who was told that a place is taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from phares.activities.bookings.models import Offer
from phares.activities.bookings.queries.planning import Row, free_instead, offers_on, planning
from phares.activities.bookings.rules.kinds import OfferKind
from phares.activities.bookings.rules.planning import free_of
from phares.kernel.actor import Actor
from phares.kernel.time import TimeSlot
from phares.kernel.tongue import say
from phares.kernel.words import on_the_clock


@dataclass(frozen=True, slots=True)
class Instead:
    """A button of the form: what it says, and what it changes of what was typed."""

    label: str
    value: str


def instead_of(typed: Any) -> Any:
    """What was typed, with what such a button changes: another place, other hours."""
    what, _colon, value = (typed.get("instead", "") if typed else "").partition(":")
    if what not in ("offer", "hours"):
        return typed
    changed = typed.copy()
    if what == "offer":
        changed["offer"] = value
    else:
        changed["start"], _dash, changed["end"] = value.partition("-")
    return changed


WAIT = "wait:"
"""The button that asks to be told when the place is free."""


def offered_instead(told: Mapping[str, Any], actor: Actor, *, waits: bool = False) -> list[Instead]:
    """Two places free at that very time, the next time this one is free that day; or to wait."""
    offer, slot = told.get("offer"), told.get("slot")
    if offer is None or slot is None:
        return []
    day = timezone.localtime(slot.start).date()
    rows = planning(offers_on(day, OfferKind(offer.kind)), day, 1, actor)
    others = free_instead(rows, slot, told.get("people"), offer.pk)[:2]
    found = [Instead(say("Prendre {name}", name=one), f"offer:{one.pk}") for one in others]
    mine = next((row for row in rows if row.offer.pk == offer.pk), None)
    wait = [Instead(say("Me prévenir si la place se libère"), WAIT)] if waits else []
    return [*found, *(_later(mine, offer, slot) if mine else ()), *wait]


def _later(row: Row, offer: Offer, slot: TimeSlot) -> list[Instead]:
    start, end = timezone.localtime(slot.start), timezone.localtime(slot.end)
    day, lasts = start.date(), int((end - start) / timedelta(minutes=1))
    around = offer.before_minutes + lasts + offer.after_minutes
    for opens, closes in free_of(row.days[day], row.hours(day)):
        begins = max(opens + offer.before_minutes, start.hour * 60 + start.minute)
        begins = -(-begins // offer.step_minutes) * offer.step_minutes
        if begins - offer.before_minutes + around <= closes:
            label = say("Commencer à {hour}", hour=on_the_clock(begins))
            return [Instead(label, f"hours:{_value(begins)}-{_value(begins + lasts)}")]
    return []


def _value(minutes: int) -> str:
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
