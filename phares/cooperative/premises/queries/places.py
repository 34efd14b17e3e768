"""What spaces are, and who has them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q

from phares.cooperative.assets.models import Occupation
from phares.cooperative.assets.rules.kinds import OccupationState
from phares.cooperative.premises.models import LeaseLine, Space, SpaceState
from phares.cooperative.premises.rules.kinds import LeaseState, SpaceKind
from phares.cooperative.premises.rules.letting import State
from phares.kernel.dating import Dated
from phares.kernel.stretches import SPAN, Stretch


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
    uses = defaultdict[int, list[SpaceUse]](list)
    running = Q(lease__starts_on__lte=day, lease__occupant_id__in=list(organisation_ids))
    for occupant, use in _uses(day, running):
        uses[occupant].append(use)
    return dict(uses)


def spaces_now_and_later(organisation_id: int, day: date) -> tuple[list[SpaceUse], list[SpaceUse]]:
    """What it has by agreement that day, then what it will have by those to come: one query."""
    return spaces_now_and_later_of([organisation_id], day)[organisation_id]


def spaces_now_and_later_of(
    organisation_ids: Sequence[int], day: date
) -> dict[int, tuple[list[SpaceUse], list[SpaceUse]]]:
    """The same of each of these organisations: one query."""
    told: dict[int, tuple[list[SpaceUse], list[SpaceUse]]] = {
        pk: ([], []) for pk in organisation_ids
    }
    for occupant, use in _uses(day, Q(lease__occupant_id__in=list(organisation_ids))):
        now, later = told[occupant]
        (now if use.lease_start.day <= day else later).append(use)
    for _now, later in told.values():
        later.sort(key=lambda use: use.lease_start)
    return told


def any_space() -> bool:
    """Whether the pole has a place with spaces at all."""
    return Space.objects.exists()


PLACE = "space_id space__code space__name space__floor_id space__floor__code surface_m2".split()
AGREED = "lease_id lease__number lease__state lease__notice_months lease__renewal".split()
RENEWED = [f"lease__renewal__{name}" for name in SPAN]


def _uses(day: date, wanted: Q) -> Iterator[tuple[int, SpaceUse]]:
    """Spaces of agreements that run or will begin, with their occupant, floor by floor."""
    lasts = Q(lease__ends_on__isnull=True) | Q(lease__ends_on__gt=day)
    rows = LeaseLine.objects.filter(lasts, wanted).exclude(lease__state=LeaseState.CANCELLED.value)
    columns = [*PLACE, *AGREED, *(f"lease__{name}" for name in SPAN), *RENEWED]
    ordered = rows.order_by("space__floor__level", "space__code")
    for occupant, *told in ordered.values_list("lease__occupant_id", *columns):
        place, (pk, number, state, notice, renewal) = told[:6], told[6:11]
        span, renewed = Stretch(*told[11:15]), Stretch(*told[15:])
        kept_until = renewed.ending if renewal else span.ending
        runs = state == LeaseState.ACTIVE.value
        use = [*place, pk, number, span.beginning, span.ending, kept_until, runs, notice]
        yield occupant, SpaceUse(*use)
