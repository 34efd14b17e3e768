"""What spaces are, and who has them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q, QuerySet

from phares.cooperative.assets.models import Occupation
from phares.cooperative.assets.rules.kinds import OccupationState
from phares.cooperative.premises.models import LeaseLine, Space, SpaceState
from phares.cooperative.premises.rules.kinds import LeaseState, SpaceKind
from phares.cooperative.premises.rules.letting import State
from phares.kernel.dating import Dated


def latest_state(space: Space) -> SpaceState | None:
    return SpaceState.objects.filter(space=space).order_by("-starts_on").first()


def states_of(space_ids: Iterable[int]) -> dict[int, list[State]]:
    """What each of these spaces was and is, by space."""
    found = defaultdict[int, list[State]](list)
    for row in SpaceState.objects.filter(space__in=list(space_ids)):
        found[row.space_id].append(State(row.period, SpaceKind(row.kind), row.usable))
    return found


def occupation_after(asset_ids: Collection[int], moment: datetime) -> Occupation | None:
    """The first time somebody has one of these from a moment on."""
    return (
        Occupation.objects.filter(
            asset_id__in=asset_ids, state=OccupationState.ACTIVE.value, holder__isnull=False
        )
        .exclude(ends_at__lte=moment)
        .select_related("asset", "holder")
        .order_by("starts_at", "asset_id")
        .first()
    )


@dataclass(frozen=True, slots=True)
class SpaceUse:
    """A space that somebody has by agreement on a day."""

    space_id: int
    code: str
    name: str
    floor_id: int
    floor_code: str
    surface_m2: Decimal
    lease_id: int
    lease_number: str
    lease_start: Dated
    lease_end: Dated | None
    kept_until: Dated | None
    """The end of its renewal when there is one: the occupant stays."""
    endable: bool
    """Whether its agreement runs, and no notice has been given."""
    notice_months: int


def spaces_of(organisation_ids: Sequence[int], day: date) -> dict[int, list[SpaceUse]]:
    """What each of these organisations has by agreement that day, floor by floor: one query."""
    lines = _from(day).filter(
        lease__starts_on__lte=day, lease__occupant_id__in=list(organisation_ids)
    )
    uses = defaultdict[int, list[SpaceUse]](list)
    for line in lines:
        uses[line.lease.occupant_id].append(_use(line))
    return dict(uses)


def spaces_now_and_later(organisation_id: int, day: date) -> tuple[list[SpaceUse], list[SpaceUse]]:
    """What it has by agreement that day, then what it will have by those to come: one query."""
    now: list[SpaceUse] = []
    later: list[SpaceUse] = []
    for line in _from(day).filter(lease__occupant_id=organisation_id):
        (now if line.lease.starts_on <= day else later).append(_use(line))
    return now, sorted(later, key=lambda use: use.lease_start)


def _from(day: date) -> QuerySet[LeaseLine]:
    """Spaces of agreements that run or will begin, floor by floor."""
    lasts = Q(lease__ends_on__isnull=True) | Q(lease__ends_on__gt=day)
    rows = LeaseLine.objects.filter(lasts).exclude(lease__state=LeaseState.CANCELLED.value)
    return rows.select_related("lease__renewal", "space__floor").order_by(
        "space__floor__level", "space__code"
    )


def _use(line: LeaseLine) -> SpaceUse:
    space, lease = line.space, line.lease
    last = getattr(lease, "renewal", lease)
    return SpaceUse(
        space_id=space.pk,
        code=space.code,
        name=space.name,
        floor_id=space.floor_id,
        floor_code=space.floor.code,
        surface_m2=line.surface_m2,
        lease_id=lease.pk,
        lease_number=lease.number,
        lease_start=lease.beginning,
        lease_end=lease.ending,
        kept_until=last.ending,
        endable=lease.state == LeaseState.ACTIVE.value,
        notice_months=lease.notice_months,
    )
