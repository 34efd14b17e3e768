"""What the tables of the place say against each other, which no constraint sees."""

from __future__ import annotations

from phares.cooperative.assets.models import Asset, Occupation
from phares.cooperative.assets.queries import midnight
from phares.cooperative.assets.rules.kinds import OccupationState, Taking
from phares.cooperative.premises.models import Lease, LeaseLine
from phares.cooperative.premises.rules.kinds import LeaseState

type Taken = tuple[str, int, object, object]
"""For what, which asset, from when, to when."""


def strays() -> list[str]:
    """One sentence for each space of an agreement that it does not have on its dates."""
    taken, parts = _taken(), _parts()
    lines = LeaseLine.objects.exclude(lease__state=LeaseState.CANCELLED.value)
    return [
        f"{line.lease.number} : {line.space.name} n’est pas pris aux dates de la convention."
        for line in lines.select_related("lease", "space").order_by("lease__number", "space_id")
        if not any(one in taken for one in _expected(line, parts))
    ]


def _taken() -> set[Taken]:
    rows = Occupation.objects.filter(taking=Taking.LEASE.value, state=OccupationState.ACTIVE.value)
    return set(rows.values_list("key", "asset_id", "starts_at", "ends_at"))


def _parts() -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for pk, whole in Asset.objects.filter(parent__isnull=False).values_list("pk", "parent_id"):
        found.setdefault(whole, []).append(pk)
    return found


def _expected(line: LeaseLine, parts: dict[int, list[int]]) -> list[Taken]:
    """The space itself, or one of its desks when it was let in one piece of several."""
    lease: Lease = line.lease
    start, end = midnight(lease.starts_on), midnight(lease.ends_on) if lease.ends_on else None
    units = [line.space_id, *parts.get(line.space_id, [])]
    return [(lease.key, unit, start, end) for unit in units]
