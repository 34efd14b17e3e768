"""Every domain that counts something, by hand, in the order their figures are told."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from phares.activities.bookings import figures as bookings
from phares.activities.events import figures as events
from phares.activities.jobsharing import figures as jobsharing
from phares.cooperative.governance import figures as governance
from phares.cooperative.membership import figures as membership
from phares.cooperative.premises import figures as premises
from phares.cooperative.projects import figures as projects
from phares.kernel.actor import Actor
from phares.kernel.figures import Counted, Indicator
from phares.people.directory import figures as directory

type Measure = Callable[[int], dict[str, Counted]]
type Recount = Callable[[int, Collection[date]], Mapping[date, Decimal]]
"""The same count on several days of a year, at the cost of one."""
type Told = Callable[[Actor, str, Counted], Counted]


def everything(_actor: Actor, _code: str, counted: Counted) -> Counted:
    """Nothing of it is confidential within the house."""
    return counted


def nothing(_actor: Actor, _code: str) -> bool:
    """Nothing of what each record adds is hidden."""
    return False


@dataclass(frozen=True, slots=True)
class Source:
    """A domain: what it counts, and how for a year."""

    indicators: tuple[Indicator, ...]
    measure: Measure
    brief: Measure | None = None
    """The same values at less cost: without what only the page of one figure shows."""
    told_to: Told = everything
    """What of a figure, its value or its rows, this person may know."""
    hides: Callable[[Actor, str], bool] = nothing
    """Whether what each record adds to a figure is hidden from this person."""


SOURCES: tuple[Source, ...] = (
    Source(
        directory.INDICATORS, directory.measure, directory.tally, directory.told_to, directory.hides
    ),
    Source(
        premises.INDICATORS,
        premises.measure,
        partial(premises.measure, whole=False),
        premises.told_to,
        premises.hides,
    ),
    Source(
        jobsharing.INDICATORS,
        jobsharing.measure,
        told_to=jobsharing.told_to,
        hides=jobsharing.hides,
    ),
    Source(membership.INDICATORS, membership.measure),
    Source(governance.INDICATORS, governance.measure),
    Source(projects.INDICATORS, projects.measure),
    Source(bookings.INDICATORS, bookings.measure),
    Source(events.INDICATORS, events.measure),
)
COUNTED_ON: dict[str, Recount] = {"residents": directory.residents_on}
"""Figures that can be counted again on any day: a dated claim is set beside the same rule."""


def source_of(code: str) -> Source:
    """The domain that counts this figure."""
    counts = (one for one in SOURCES if code in {indicator.code for indicator in one.indicators})
    return next(counts)


def indicators() -> list[Indicator]:
    return [indicator for source in SOURCES for indicator in source.indicators]
