"""All that is in the way of an agreement, told at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from phares.common.facts import on
from phares.cooperative.assets.queries import midnight, why_not_take
from phares.cooperative.assets.rules.sentences import nothing_to_take
from phares.cooperative.premises.models import Space, SpaceState
from phares.cooperative.premises.queries.places import states_of
from phares.cooperative.premises.rules import letting
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


def whys_not_sign(lines: Lines, start: date, end: date | None) -> list[Reason]:
    """The dates, each space that is not fit, and who has each of those that are taken.

    `end` is the first day outside. When it comes before the start, spaces are judged on the start.
    """
    dates = letting.why_not_dates(start, end)
    period = Period(start, start + timedelta(days=1) if dates else end)
    until = midnight(period.end) if period.end else None
    taken = why_not_take([space.pk for space, _m2 in lines], midnight(start), until)
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
