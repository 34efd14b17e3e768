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
from phares.cooperative.premises.rules.permissions import may_read_lease
from phares.kernel.actor import Actor
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
    """Who has it now, of which unit; by which agreement and until when, for who may read it."""

    unit: str
    holder: str
    holder_id: int
    lease_id: int
    until: Dated | None
    readable: bool


def occupations_told(
    space: Space, closures: Iterable[Closure], today: date, *, to: Actor
) -> tuple[list[Fact], list[Present]]:
    """Who had it, who has it, who will, the oldest first; and apart who has it now.

    When an agreement ends, or that one is to come, is told only to who may read it.
    """
    taken = occupations_of(space).filter(taking__in=[Taking.LEASE.value, Taking.CLOSURE.value])
    rows = list(reversed(taken))
    reasons = {closure.key: closure.reason for closure in closures}
    now = [row for row in rows if row.holder_id and _seen_from(row, today) == "ici"]
    facts = [
        _told(row, reasons, space, today, ends=_seen_from(row, today) == "" or _reads(to, row))
        for row in rows
        if _seen_from(row, today) != "avenir" or _reads(to, row)
    ]
    return facts, [_present(row, space, readable=_reads(to, row)) for row in now]


def _reads(actor: Actor, row: Occupation) -> bool:
    """A closure has no holder: everybody may know its days."""
    return row.holder_id is None or may_read_lease(actor, row.holder_id)


def _present(row: Occupation, space: Space, *, readable: bool) -> Present:
    return Present(
        unit="" if row.asset_id == space.pk else row.asset.name,
        holder=str(row.holder),
        holder_id=row.holder_id or 0,
        lease_id=int(row.key.removeprefix("lease:")),
        until=Dated(last_day(localtime(row.ends_at))) if readable and row.ends_at else None,
        readable=readable,
    )


def _told(
    row: Occupation, reasons: dict[str, str], space: Space, today: date, *, ends: bool
) -> Fact:
    start = Dated(localtime(row.starts_at).date())
    end = Dated(last_day(localtime(row.ends_at))) if ends and row.ends_at else None
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
