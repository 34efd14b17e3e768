"""What the tables of the place say against each other, which no constraint sees."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime

from phares.common.numbering.models import Series
from phares.cooperative.assets.models import Asset, Occupation
from phares.cooperative.assets.queries import midnight
from phares.cooperative.assets.rules.kinds import OccupationState, Taking
from phares.cooperative.premises.models import Closure, Lease, LeaseLine
from phares.cooperative.premises.rules.kinds import LeaseState
from phares.cooperative.premises.rules.numbers import SERIES, why_not_in_a_row
from phares.kernel.refusal import Reason
from phares.kernel.tongue import say

type Taken = tuple[str, int, datetime, datetime | None]
"""For what, which asset, from when, to when."""


def strays() -> list[tuple[str, str]]:
    """Each space of an agreement that it does not have on its dates: where, and a sentence."""
    taken, parts = set(_taken(Taking.LEASE).values()), _parts()
    lines = LeaseLine.objects.exclude(lease__state=LeaseState.CANCELLED.value)
    return [
        (
            f"premises.leaseline:{line.pk}",
            say(
                "{number} : {name} n’est pas pris aux dates de la convention.",
                number=line.lease.number,
                name=line.space.name,
            ),
        )
        for line in lines.select_related("lease", "space").order_by("lease__number", "space_id")
        if not any(one in taken for one in _expected(line, parts))
    ]


def unclosed() -> list[tuple[str, str]]:
    """Each closure whose space is not taken on its dates."""
    taken, parts = set(_taken(Taking.CLOSURE).values()), _parts()
    return [
        (
            f"premises.closure:{one.pk}",
            say("{name} n’est pas fermé aux dates dites ({one}).", name=one.space.name, one=one),
        )
        for one in Closure.objects.select_related("space").order_by("pk")
        if not any(
            (one.key, unit, *_moments(one.starts_on, one.ends_on)) in taken
            for unit in (one.space_id, *parts.get(one.space_id, []))
        )
    ]


def for_nothing() -> list[tuple[str, str]]:
    """Each thing that is taken for an agreement or a closure which does not hold it."""
    leases = Lease.objects.exclude(state=LeaseState.CANCELLED.value).prefetch_related("lines")
    spaces = {one.key: {line.space_id for line in one.lines.all()} for one in leases}
    spaces |= {one.key: {one.space_id} for one in Closure.objects.all()}
    wholes = dict(Asset.objects.values_list("pk", "parent_id"))
    taken = _taken(Taking.LEASE) | _taken(Taking.CLOSURE)
    names = dict(
        Asset.objects.filter(pk__in={unit for _k, unit, *_ in taken.values()}).values_list(
            "pk", "name"
        )
    )
    return [
        (
            f"assets.occupation:{pk}",
            say("{names} est pris pour {key}, qui ne le prend pas.", names=names[unit], key=key),
        )
        for pk, (key, unit, _start, _end) in taken.items()
        if not {unit, wholes.get(unit)} & spaces.get(key, set())
    ]


def broken_series() -> list[tuple[str, Reason]]:
    """Each run of numbers of agreements with a gap, a double, or another end than it says."""
    numbers = defaultdict[str, list[int]](list)
    for number in Lease.objects.values_list("number", flat=True):
        if found := SERIES.fullmatch(number):
            numbers[found[1]].append(int(found[2]))
    last = dict(Series.objects.filter(code__startswith="C-").values_list("code", "last"))
    told = {
        code: why_not_in_a_row(code, numbers[code], last.get(code, 0)) for code in (*last, *numbers)
    }
    return [(code, reason) for code, reason in sorted(told.items()) if reason]


def _taken(taking: Taking) -> dict[int, Taken]:
    rows = Occupation.objects.filter(taking=taking.value, state=OccupationState.ACTIVE.value)
    columns = ("pk", "key", "asset_id", "starts_at", "ends_at")
    return {
        pk: (key, asset, start, end) for pk, key, asset, start, end in rows.values_list(*columns)
    }


def _parts() -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for pk, whole in Asset.objects.filter(parent__isnull=False).values_list("pk", "parent_id"):
        found.setdefault(whole, []).append(pk)
    return found


def _expected(line: LeaseLine, parts: dict[int, list[int]]) -> list[Taken]:
    """The space itself, or one of its desks when it was let in one piece of several."""
    lease: Lease = line.lease
    start, end = _moments(lease.starts_on, lease.ends_on)
    units = [line.space_id, *parts.get(line.space_id, [])]
    return [(lease.key, unit, start, end) for unit in units]


def _moments(start: date, end: date | None) -> tuple[datetime, datetime | None]:
    return midnight(start), midnight(end) if end else None
