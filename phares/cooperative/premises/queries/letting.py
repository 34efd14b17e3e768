"""All that is in the way of an agreement, told at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from phares.common.facts import on
from phares.cooperative.assets.queries import midnight, why_not_take
from phares.cooperative.assets.rules.sentences import nothing_to_take
from phares.cooperative.premises.models import Lease, Space, SpaceState
from phares.cooperative.premises.queries.places import states_of
from phares.cooperative.premises.rules import letting
from phares.cooperative.premises.rules.kinds import LeaseState
from phares.kernel.refusal import Reason
from phares.kernel.time import Period

type Lines = Sequence[tuple[Space, Decimal]]
"""Spaces with the m² agreed on each."""


def lines_on(spaces: Iterable[Space], day: date) -> list[tuple[Space, Decimal]]:
    """Each with its surface that day."""
    wanted = list(spaces)
    held = SpaceState.objects.filter(on(day), space__in=wanted)
    m2 = dict(held.values_list("space_id", "surface_m2"))
    return [(space, m2.get(space.pk, Decimal(0))) for space in wanted]


def lines_once_corrected(lease: Lease, spaces: Iterable[Space], day: date) -> Lines:
    """The same; what was agreed on a space that stays is kept."""
    agreed = dict(lease.lines.values_list("space_id", "surface_m2"))
    return [(space, agreed.get(space.pk, m2)) for space, m2 in lines_on(spaces, day)]


def lines_of(lease: Lease) -> list[tuple[Space, Decimal]]:
    """The spaces it has, with the m² agreed on each."""
    return [(line.space, line.surface_m2) for line in lease.lines.select_related("space__parent")]


def whys_not_correct(
    lease: Lease, asked: letting.Correction, lines: Lines, start: date, end: date | None
) -> list[Reason]:
    """What of it changes no more, then all that would be in the way of signing it so."""
    fixed = letting.why_not_correct(lease.number, LeaseState(lease.state), asked)
    return [*([fixed] if fixed else []), *whys_not_sign(lines, start, end, but=lease.key)]


def whys_not_sign(lines: Lines, start: date, end: date | None, *, but: str = "") -> list[Reason]:
    """The dates, each space that is not fit, and who has each of those that are taken.

    `end` is the first day outside. When it comes before the start, spaces are judged on the start.
    `but`: the key of an agreement that is being corrected.
    """
    dates = letting.why_not_dates(start, end)
    period = Period(start, start + timedelta(days=1) if dates else end)
    until = midnight(period.end) if period.end else None
    taken = why_not_take([space.pk for space, _m2 in lines], midnight(start), until, but=but)
    return [one for one in (dates, *whys_not_let(lines, period), taken) if one]


def whys_not_let(lines: Lines, period: Period) -> Iterator[Reason]:
    """Each space is there and fit to be let, from the first day to the last."""
    if not lines:
        yield nothing_to_take()
    rooms = {space.parent for space, _m2 in lines if space.parent}
    states = states_of([*(space.pk for space, _m2 in lines), *(room.pk for room in rooms)])
    for space, m2 in lines:
        if unfit := letting.why_not_let(space.name, states.get(space.pk, []), period, m2):
            yield unfit
    for room in rooms:
        if shut := letting.why_not_within(room.name, states.get(room.pk, []), period):
            yield shut
