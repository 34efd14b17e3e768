"""Works and closures: what shuts a space, and what opens it again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Unpack

from django.db import transaction

from phares.common.audit.actions import record
from phares.common.facts import during, on, spanning
from phares.cooperative.assets.actions import lock, occupy, release
from phares.cooperative.assets.queries import midnight
from phares.cooperative.assets.rules.kinds import Taking
from phares.cooperative.premises.actions.facts import WorksFacts
from phares.cooperative.premises.actions.places import change_space
from phares.cooperative.premises.models import Building, Closure, Space, SpaceState, Works
from phares.cooperative.premises.rules import letting, permissions, places
from phares.cooperative.premises.rules.kinds import WorksState
from phares.cooperative.premises.rules.lifecycle import WORKS_MOVES
from phares.kernel.actor import Actor
from phares.kernel.dating import Dated, Precision
from phares.kernel.lifecycle import why_not_move
from phares.kernel.refusal import Refused, insist


@transaction.atomic
def plan_works(
    *,
    building: Building,
    name: str,
    start: Dated,
    by: Actor,
    end: Dated | None = None,
    spaces: Sequence[Space] = (),
    **facts: Unpack[WorksFacts],
) -> Works:
    """Works decided, with the end expected and the m² hoped for; nothing closes yet."""
    insist(permissions.why_not(permissions.may_arrange(by)))
    insist(letting.why_not_dates(start.day, end.after if end else None))
    Building.objects.select_for_update().get(pk=building.pk)
    planned = Works.objects.filter(building=building, starts_on=start.day)
    insist(places.why_not_plan(name, start, list(planned.values_list("name", flat=True))))
    works = Works.objects.create(
        building=building,
        name=name,
        state=WorksState.PLANNED.value,
        **spanning(start, end),
        **facts,
    )
    works.spaces.set(spaces)
    record("works.planned", works, by=by, start=start)
    return works


@transaction.atomic
def start_works(works: Works, *, by: Actor, closing: Sequence[Space] = ()) -> Works:
    """The works begin; the spaces in `closing` are closed for as long as they are to last."""
    insist(permissions.why_not(permissions.may_arrange(by)))
    works = Works.objects.select_for_update().get(pk=works.pk)
    insist(why_not_move(WORKS_MOVES, WorksState(works.state), WorksState.RUNNING))
    works.state = WorksState.RUNNING.value
    works.save(update_fields=["state"])
    if closing:
        lock(closing)
    start, end, reason = works.beginning, works.ending, _reason(works)
    for space in closing:
        close_space(space, start=start, end=end, reason=reason, works=works, by=by)
    record("works.started", works, by=by, closed=[space.name for space in closing])
    return works


def _reason(works: Works) -> str:
    """What the door says: « Travaux : toiture », never « Travaux : travaux »."""
    named = works.name.casefold().startswith("travaux")
    return (works.name if named else f"Travaux : {works.name}")[:160]


@transaction.atomic
def finish_works(
    works: Works, *, last_day: Dated, by: Actor, made_usable: Sequence[Space] = ()
) -> Works:
    """The works end: what they closed reopens, and the spaces they gained become usable."""
    insist(permissions.why_not(permissions.may_arrange(by)))
    works = Works.objects.select_for_update().get(pk=works.pk)
    insist(why_not_move(WORKS_MOVES, WorksState(works.state), WorksState.DONE))
    insist(letting.why_not_dates(works.starts_on, last_day.after))
    out = last_day.after
    for closure in works.closures.exclude(ends_on__lte=out).select_related("space"):
        reopen_space(closure, on_day=out, by=by)
    gained = _gained(made_usable, out)
    for state in gained:
        change_space(state.space, start=Dated(out), usable=True, by=by, source=works.source)
    works.state, works.ends_on = WorksState.DONE.value, out
    works.ends_precision = last_day.precision.value
    if gained:
        works.surface_gained_m2 = sum((state.surface_m2 for state in gained), Decimal(0))
    works.save()
    record("works.finished", works, by=by, gained=works.surface_gained_m2 or 0)
    return works


def _gained(spaces: Sequence[Space], day: date) -> list[SpaceState]:
    """The states that end because these spaces become usable that day."""
    asleep = SpaceState.objects.filter(on(day), space__in=spaces, usable=False)
    return list(asleep.select_related("space__floor"))


@transaction.atomic
def close_space(
    space: Space,
    *,
    start: Dated,
    reason: str,
    by: Actor,
    end: Dated | None = None,
    works: Works | None = None,
) -> Closure:
    """Nobody has the space from `start` to `end` included. Refused while somebody has it."""
    insist(permissions.why_not(permissions.may_arrange(by)))
    insist(letting.why_not_dates(start.day, end.after if end else None))
    lock([space])
    closure = Closure(space=space, works=works, reason=reason, **spanning(start, end))
    if met := Closure.objects.filter(during(closure.period), space=space).first():
        raise Refused(places.already_closed(space.name, met.ending, met.reason))
    closure.save()
    occupy(
        assets=[space],
        holder=None,
        taking=Taking.CLOSURE,
        key=closure.key,
        start=midnight(closure.starts_on),
        end=midnight(closure.ends_on) if closure.ends_on else None,
        by=by,
    )
    record("space.closed", space, by=by, reason=reason, start=start)
    return closure


@transaction.atomic
def reopen_space(closure: Closure, *, on_day: date, by: Actor) -> None:
    """The space is open again that day; a closure that has not begun is withdrawn."""
    insist(permissions.why_not(permissions.may_arrange(by)))
    kept = Closure.objects.select_for_update().filter(pk=closure.pk).first()
    if kept is None:
        raise Refused(places.ALREADY_WITHDRAWN)
    insist(places.why_not_reopen(kept.ends_on, on_day))
    release(kept.key, midnight(on_day), by=by)
    record("space.reopened", kept.space, by=by, day=on_day, reason=kept.reason)
    if on_day <= kept.starts_on:
        kept.delete()
        return
    kept.ends_on, kept.ends_precision = on_day, Precision.DAY.value
    kept.save(update_fields=["ends_on", "ends_precision"])
