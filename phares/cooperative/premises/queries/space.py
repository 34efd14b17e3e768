"""One space with its history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.timezone import localtime

from phares.common.facts import on
from phares.cooperative.assets.models import Occupation
from phares.cooperative.assets.queries import midnight, occupations_of
from phares.cooperative.assets.rules.kinds import Taking
from phares.cooperative.assets.rules.sentences import last_day
from phares.cooperative.premises.models import Closure, Space, SpaceState
from phares.cooperative.premises.rules.kinds import SpaceKind
from phares.kernel.dating import Dated
from phares.money.pricing.models import Tariff
from phares.money.pricing.rules.units import Unit

PRICED_BY = {SpaceKind.DESK: Unit.DESK_MONTH, SpaceKind.COWORKING: Unit.DESK_MONTH}


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the history; `state` is « ici » for the present, « avenir » for what comes."""

    when: str
    iso: str
    what: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class Present:
    """Who has it now, of which unit, by which agreement, until when."""

    unit: str
    holder: str
    holder_id: int
    lease_id: int
    until: Dated | None


def occupations_told(
    space: Space, closures: Iterable[Closure], today: date
) -> tuple[list[Fact], list[Present]]:
    """Who had it, who has it, who will, the oldest first; and apart who has it now."""
    taken = occupations_of(space).filter(taking__in=[Taking.LEASE.value, Taking.CLOSURE.value])
    rows = list(reversed(taken))
    reasons = {closure.key: closure.reason for closure in closures}
    now = [row for row in rows if row.holder_id and _seen_from(row, today) == "ici"]
    facts = [_told(row, reasons, space, today) for row in rows]
    return facts, [_present(row, space) for row in now]


def _present(row: Occupation, space: Space) -> Present:
    return Present(
        unit="" if row.asset_id == space.pk else row.asset.name,
        holder=str(row.holder),
        holder_id=row.holder_id or 0,
        lease_id=int(row.key.removeprefix("lease:")),
        until=Dated(last_day(localtime(row.ends_at))) if row.ends_at else None,
    )


def _told(row: Occupation, reasons: dict[str, str], space: Space, today: date) -> Fact:
    start = Dated(localtime(row.starts_at).date())
    end = Dated(last_day(localtime(row.ends_at))) if row.ends_at else None
    when = f"Du {start} au {end}" if end else f"Depuis le {start}"
    who = (
        str(row.holder) if row.holder else f"Fermeture : {reasons.get(row.key, 'sans raison dite')}"
    )
    part = "" if row.asset_id == space.pk else f" ({row.asset.name})"
    return Fact(when, start.iso, f"{who}{part}", _seen_from(row, today))


def _seen_from(row: Occupation, today: date) -> str:
    now = midnight(today)
    if row.starts_at > now:
        return "avenir"
    return "ici" if row.ends_at is None or row.ends_at > now else ""


def tariffs_for(state: SpaceState | None, day: date) -> list[Tariff]:
    """What a space of this kind costs that day."""
    if state is None:
        return []
    unit = PRICED_BY.get(SpaceKind(state.kind), Unit.SQUARE_METRE_MONTH)
    return list(Tariff.objects.filter(on(day), unit=unit.value))


def works_on(space: Space) -> Q:
    """Works that concern a space: on its list, or that closed it."""
    return Q(spaces=space) | Q(closures__space=space)
