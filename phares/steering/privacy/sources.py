"""Every domain that holds something on persons, by hand, in the order the register tells them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from phares.activities.bookings import personal_data as bookings
from phares.activities.events import personal_data as events
from phares.activities.jobsharing import personal_data as jobsharing
from phares.activities.library import personal_data as library
from phares.common.audit import personal_data as audit
from phares.common.documents import personal_data as documents
from phares.common.notices import personal_data as notices
from phares.common.removals import personal_data as removals
from phares.common.sendings import personal_data as sendings
from phares.cooperative.governance import personal_data as governance
from phares.cooperative.membership import personal_data as membership
from phares.cooperative.premises import personal_data as premises
from phares.kernel.personal import (
    Gather,
    Holding,
    Item,
    Keeping,
    LastKnown,
    Obstacles,
    Purge,
    Subject,
    no_day,
    nothing_stands,
)
from phares.people.accounts import personal_data as accounts
from phares.people.directory import personal_data as directory
from phares.steering.agenda import personal_data as agenda
from phares.steering.opendata import personal_data as opendata
from phares.steering.privacy import held
from phares.steering.reporting import personal_data as reporting
from phares.steering.suitcases import personal_data as suitcases


def no_item(_who: Subject) -> Mapping[str, list[Item]]:
    """What it holds is gone before anybody could ask."""
    return {}


@dataclass(frozen=True, slots=True)
class Source:
    """A domain: what it holds, on whom, and what stands against forgetting somebody."""

    holdings: tuple[Holding, ...]
    gather: Gather = no_item
    why_not_erase: Obstacles = nothing_stands
    last_known: LastKnown = no_day
    purges: tuple[Purge, ...] = ()


SOURCES: tuple[Source, ...] = (
    Source(
        directory.HOLDINGS,
        directory.gather,
        last_known=directory.last_known,
        purges=directory.PURGES,
    ),
    Source(
        accounts.HOLDINGS,
        accounts.gather,
        accounts.why_not_erase,
        accounts.last_known,
        accounts.PURGES,
    ),
    Source(governance.HOLDINGS, governance.gather, governance.why_not_erase, governance.last_known),
    Source(membership.HOLDINGS, membership.gather, membership.why_not_erase, membership.last_known),
    Source(premises.HOLDINGS, premises.gather, premises.why_not_erase, premises.last_known),
    Source(
        bookings.HOLDINGS,
        bookings.gather,
        bookings.why_not_erase,
        bookings.last_known,
        bookings.PURGES,
    ),
    Source(events.HOLDINGS, events.gather, purges=events.PURGES),
    Source(jobsharing.HOLDINGS, jobsharing.gather, jobsharing.why_not_erase, jobsharing.last_known),
    Source(library.HOLDINGS, library.gather, purges=library.PURGES),
    Source(agenda.HOLDINGS, agenda.gather),
    Source(reporting.HOLDINGS, reporting.gather),
    Source(documents.HOLDINGS, documents.gather),
    Source(audit.HOLDINGS, audit.gather),
    Source(removals.HOLDINGS),
    Source(sendings.HOLDINGS),
    Source(opendata.HOLDINGS),
    Source(notices.HOLDINGS, notices.gather),
    Source(suitcases.HOLDINGS, suitcases.gather),
    Source(held.HOLDINGS, held.gather, purges=held.PURGES),
)


def holdings() -> list[Holding]:
    """The rows of the register of processing."""
    return [holding for source in SOURCES for holding in source.holdings]


def keepings() -> dict[str, Keeping]:
    """Every duration that Phares proposes, by its code."""
    return {one.keeping.code: one.keeping for one in holdings()}


def purges() -> list[Purge]:
    return [purge for source in SOURCES for purge in source.purges]
