"""To whom a space goes once an agreement ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from phares.cooperative.premises.models import Lease, LeaseLine, Space
from phares.cooperative.premises.rules.kinds import LeaseState
from phares.kernel.dating import Dated


@dataclass(frozen=True, slots=True)
class Promise:
    """A space of an agreement that ends is signed for afterwards, whole or in part."""

    space: str
    holder: str
    since: Dated
    at_once: bool
    """From the very day the first agreement is over: it cannot be renewed as it stands."""


def promised_after(leases: Sequence[Lease]) -> dict[int, list[Promise]]:
    """By agreement, what comes after its end, one promise a space: one query for all of them.

    `leases` come with their lines and spaces. Its own renewal is no promise.
    """
    ends = {lease.pk: lease.ends_on for lease in leases if lease.ends_on}
    if not ends:
        return {}
    rows = list(_signed_from(min(ends.values())))
    found = defaultdict[int, list[Promise]](list)
    for lease in leases:
        for line in lease.lines.all() if lease.pk in ends else ():
            if row := _first(rows, lease, line.space, ends[lease.pk]):
                found[lease.pk].append(_promise(row, line.space, ends[lease.pk]))
    return found


def _signed_from(day: date) -> Iterable[LeaseLine]:
    """Lines of the agreements that begin that day or later, the first to begin first."""
    rows = LeaseLine.objects.filter(lease__starts_on__gte=day)
    rows = rows.exclude(lease__state=LeaseState.CANCELLED.value)
    return rows.select_related("lease__occupant", "space").order_by("lease__starts_on", "pk")


def _first(rows: Iterable[LeaseLine], lease: Lease, space: Space, end: date) -> LeaseLine | None:
    after = (row for row in rows if row.lease.starts_on >= end and row.lease.renews_id != lease.pk)
    return next((row for row in after if _meet(row.space, space)), None)


def _meet(one: Space, other: Space) -> bool:
    """The same, or a room and one of its desks."""
    return other.pk in (one.pk, one.parent_id) or one.pk == other.parent_id


def _promise(row: LeaseLine, space: Space, end: date) -> Promise:
    lease = row.lease
    return Promise(space.name, lease.occupant.name, lease.beginning, lease.starts_on == end)
