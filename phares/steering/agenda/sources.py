"""Every domain that has dates, by hand."""

from __future__ import annotations

from phares.activities.bookings import dates as bookings
from phares.activities.events import dates as events
from phares.activities.jobsharing import dates as jobsharing
from phares.cooperative.funding import dates as funding
from phares.cooperative.governance import dates as governance
from phares.cooperative.premises import dates as premises
from phares.cooperative.projects import dates as projects
from phares.kernel.dates import Dates
from phares.people.directory import dates as directory

DATES: tuple[Dates, ...] = (
    bookings.within,
    events.within,
    premises.within,
    funding.within,
    directory.within,
    governance.within,
    projects.within,
    jobsharing.within,
)
