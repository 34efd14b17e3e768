"""What comes after a day for each space: a renewal, the next occupant, a closure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.utils.timezone import localtime

from phares.cooperative.assets.models import Occupation
from phares.cooperative.assets.queries import midnight
from phares.cooperative.assets.rules.kinds import OccupationState
from phares.cooperative.premises.models import Floor, Lease
from phares.cooperative.premises.queries.plan import STANDING, Plan, SpaceOnDay, spaces_on
from phares.cooperative.premises.rules.permissions import may_read_all_leases, may_read_lease
from phares.cooperative.premises.rules.plan import Tone
from phares.cooperative.premises.rules.terms import Hold, first_to_come, last_of
from phares.kernel.actor import Actor
from phares.kernel.dating import Dated, Precision

EXACT = (Precision.DAY.value, Precision.MONTH.value)


def with_terms(spaces: Sequence[SpaceOnDay], day: date) -> list[SpaceOnDay]:
    """The same, each with until when it is kept or free: two queries, whatever their number."""
    holds = _holds([one.space.pk for one in spaces], day)
    vague = loose_ends([hold.key for some in holds.values() for hold in some])
    return [_told(one, holds.get(one.space.pk, []), vague, day) for one in spaces]


def _holds(space_ids: Sequence[int], day: date) -> dict[int, list[Hold]]:
    """Who has each of them that day and later, the earliest first."""
    found = defaultdict[int, list[Hold]](list)
    taken = Occupation.objects.filter(
        asset_id__in=space_ids, taking__in=STANDING, state=OccupationState.ACTIVE.value
    ).exclude(ends_at__lte=midnight(day))
    for one in taken.order_by("starts_at"):
        found[one.asset_id].append(hold_of(one))
    return found


def hold_of(one: Occupation) -> Hold:
    """In whole days: agreements and closures go from midnight to midnight."""
    end = localtime(one.ends_at).date() if one.ends_at else None
    return Hold(one.holder_id, localtime(one.starts_at).date(), end, one.key)


def loose_ends(keys: Sequence[str]) -> dict[str, Dated]:
    """Ends of these agreements that are known neither to the day nor to the month, by key."""
    ids = {int(key.removeprefix("lease:")) for key in keys if key.startswith("lease:")}
    loose = Lease.objects.filter(pk__in=ids).exclude(ends_precision__in=EXACT)
    return {lease.key: ending for lease in loose if (ending := lease.ending)}


def _told(
    one: SpaceOnDay, holds: Sequence[Hold], vague: Mapping[str, Dated], day: date
) -> SpaceOnDay:
    if one.tone is Tone.FREE:
        taken = first_to_come(holds, day)
        return replace(one, until=_eve(taken) if taken else None)
    if not holds or holds[0].start > day:
        return one
    last = last_of(holds)
    return replace(one, until=vague.get(last.key) or (_eve(last.end) if last.end else None))


def _eve(outside: date) -> Dated:
    return Dated.ending_at(outside, Precision.DAY)


def spaces_told(
    day: date, *, to: Actor, floor: Floor | None = None, yours: Collection[int] = ()
) -> list[SpaceOnDay]:
    """Every space of a day: when an agreement begins or ends, only to who may read it."""
    spaces = with_terms(spaces_on(day, floor=floor, yours=yours), day)
    return [_as_told(one, to) for one in spaces]


def plan_of(floor: Floor, day: date, *, to: Actor, yours: Collection[int] = ()) -> Plan:
    """The plan as told to somebody."""
    return Plan(floor, spaces_told(day, to=to, floor=floor, yours=yours))


def _as_told(one: SpaceOnDay, to: Actor) -> SpaceOnDay:
    if one.tone is Tone.FREE:
        readable = may_read_all_leases(to)
    else:
        readable = one.holder_id is None or may_read_lease(to, one.holder_id)
    return one if readable else replace(one, until=None)
