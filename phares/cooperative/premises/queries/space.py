"""One space with its history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from phares.common.facts import on
from phares.cooperative.assets.models import Occupation
from phares.cooperative.assets.queries import midnight, occupations_of
from phares.cooperative.assets.rules.kinds import Taking
from phares.cooperative.premises.models import Closure, Lease, Space, SpaceState
from phares.cooperative.premises.queries.ahead import hold_of
from phares.cooperative.premises.rules.kinds import SpaceKind
from phares.cooperative.premises.rules.permissions import may_read_lease
from phares.cooperative.premises.rules.prices import unit_of
from phares.cooperative.premises.rules.terms import last_of
from phares.kernel.actor import Actor
from phares.kernel.dating import Dated, Precision
from phares.kernel.money import Money
from phares.kernel.tongue import say
from phares.money.pricing.models import Tariff
from phares.money.pricing.rules.units import Unit


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
    dates = _dates(rows, closures)
    now = [row for row in rows if row.holder_id and _seen_from(row, today) == "ici"]
    facts = [
        Fact(
            _when(*dates[row.key], ends=_seen_from(row, today) == "" or _reads(to, row)),
            dates[row.key][0].iso,
            _what(row, reasons, space),
            _seen_from(row, today),
        )
        for row in rows
        if _seen_from(row, today) != "avenir" or _reads(to, row)
    ]
    return facts, [_present(row, rows, dates, space, readable=_reads(to, row)) for row in now]


type Ends = tuple[Dated, Dated | None]


def _dates(rows: Iterable[Occupation], closures: Iterable[Closure]) -> dict[str, Ends]:
    """From when to when each was agreed, as it is known: an occupation has moments only."""
    ids = [int(row.key.removeprefix("lease:")) for row in rows if row.holder_id]
    leases = {one.key: (one.beginning, one.ending) for one in Lease.objects.filter(pk__in=ids)}
    return leases | {one.key: (one.beginning, one.ending) for one in closures}


def _reads(actor: Actor, row: Occupation) -> bool:
    """A closure has no holder: everybody may know its days."""
    return row.holder_id is None or may_read_lease(actor, row.holder_id)


def _present(
    row: Occupation,
    rows: Sequence[Occupation],
    dates: Mapping[str, Ends],
    space: Space,
    *,
    readable: bool,
) -> Present:
    """Until the end of its renewal, when there is one."""
    later = [one for one in rows if one.asset_id == row.asset_id and one.starts_at > row.starts_at]
    until = dates[last_of([hold_of(one) for one in (row, *later)]).key][1]
    return Present(
        unit="" if row.asset_id == space.pk else row.asset.name,
        holder=str(row.holder),
        holder_id=row.holder_id or 0,
        lease_id=int(row.key.removeprefix("lease:")),
        until=until if readable else None,
        readable=readable,
    )


def _when(start: Dated, end: Dated | None, *, ends: bool) -> str:
    """« Du 1er juin 2014 au 31 août 2015 », « Depuis juin 2014, jusqu’en août 2015 »."""
    since = start.onwards.capitalize()
    if end is None or not ends:
        return since
    if {start.precision, end.precision} == {Precision.DAY}:
        return say("Du {start} au {end}", start=start, end=end)
    return f"{since}, {end.up_to}"


def _what(row: Occupation, reasons: Mapping[str, str], space: Space) -> str:
    who = (
        str(row.holder)
        if row.holder
        else say("Fermeture : {key}", key=reasons.get(row.key, say("sans raison dite")))
    )
    part = "" if row.asset_id == space.pk else f" ({row.asset.name})"
    return f"{who}{part}"


def _seen_from(row: Occupation, today: date) -> str:
    now = midnight(today)
    if row.starts_at > now:
        return "avenir"
    return "ici" if row.ends_at is None or row.ends_at > now else ""


def tariffs_for(state: SpaceState | None, day: date) -> list[Tariff]:
    """What a space of this kind costs that day."""
    if state is None:
        return []
    unit = unit_of(SpaceKind(state.kind))
    return list(Tariff.objects.filter(on(day), unit=unit.value))


def tariffs_by_unit(day: date) -> dict[Unit, list[Money]]:
    """The prices of that day by what they are counted in."""
    found = defaultdict[Unit, list[Money]](list)
    for unit, amount in Tariff.objects.filter(on(day)).values_list("unit", "amount"):
        found[Unit(unit)].append(amount)
    return dict(found)


def works_on(space: Space) -> Q:
    """Works that concern a space: on its list, or that closed it."""
    return Q(spaces=space) | Q(closures__space=space)
