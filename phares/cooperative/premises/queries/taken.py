"""Which spaces are let or closed in a year, and on which of these days nobody doubts it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localtime

from phares.cooperative.assets.models import Occupation
from phares.cooperative.assets.queries import meeting, midnight
from phares.cooperative.assets.rules.kinds import Taking
from phares.cooperative.premises.models import Lease
from phares.cooperative.premises.rules.occupancy import common, let_between, whys_unsure
from phares.kernel.dating import Dated, sure_part
from phares.kernel.time import Period, year_period


@dataclass(frozen=True, slots=True)
class Taken:
    """Days during which a space is let or closed; `sure`: those of them nobody doubts."""

    space_id: int
    taking: Taking
    period: Period
    sure: Period | None
    doubt: str = ""


def taken_in(year: int) -> list[Taken]:
    """One query, and one more where something is let."""
    start, end = midnight(date(year, 1, 1)), midnight(date(year + 1, 1, 1))
    takings = [Taking.LEASE.value, Taking.CLOSURE.value]
    rows = list(Occupation.objects.filter(meeting(start, end), taking__in=takings))
    leases = _leases(row.key for row in rows if row.taking == Taking.LEASE.value)
    return [_taken(row, leases.get(row.key), year) for row in rows]


def _leases(keys: Iterable[str]) -> dict[str, Lease]:
    """By what their occupations are kept for, each with what it renews and what renews it."""
    ids = {int(key.removeprefix("lease:")) for key in keys}
    found = Lease.objects.filter(pk__in=ids).select_related("renews", "renewal") if ids else ()
    return {lease.key: lease for lease in found}


def _taken(row: Occupation, lease: Lease | None, year: int) -> Taken:
    end = localtime(row.ends_at).date() if row.ends_at else None
    period, taking = Period(localtime(row.starts_at).date(), end), Taking(row.taking)
    if lease is None:
        return Taken(row.asset_id, taking, period, period)
    since, until = _between(lease)
    part = sure_part(since, until)
    sure = None if part is None else common(part, period)
    doubt = whys_unsure(since, until, year_period(year))
    return Taken(row.asset_id, taking, period, sure, doubt)


def _between(lease: Lease) -> tuple[Dated, Dated | None]:
    renewed, renewal = lease.renews, getattr(lease, "renewal", None)
    return let_between(
        lease.beginning,
        lease.ending,
        follows=renewed is not None and renewed.ends_on == lease.starts_on,
        followed=renewal is not None and renewal.starts_on == lease.ends_on,
    )
