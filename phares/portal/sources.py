"""Every domain that has something to say on the first pages, or to be found, by hand."""

from __future__ import annotations

from collections.abc import Callable

from phares.activities.bookings import alerts as bookings
from phares.activities.bookings import dates as booked
from phares.activities.events import alerts as events
from phares.activities.events import own as coming
from phares.activities.events import search as held
from phares.common.health import alerts as health
from phares.common.post import alerts as post
from phares.cooperative.funding import alerts as funding
from phares.cooperative.funding import search as grants
from phares.cooperative.governance import search as bodies
from phares.cooperative.premises import alerts as premises
from phares.cooperative.premises import own as rooms
from phares.cooperative.premises import search as places
from phares.cooperative.projects import search as actions
from phares.kernel.alerts import Alert
from phares.kernel.dates import Dates
from phares.kernel.own import Own
from phares.kernel.search import Hit, Names, Sought
from phares.kernel.tongue import french
from phares.money.pricing import own as offered
from phares.people.accounts import alerts as accounts
from phares.people.accounts import own as keys
from phares.people.directory import alerts as directory
from phares.people.directory import own as structures
from phares.people.directory import search as parties
from phares.portal import acts
from phares.steering.privacy import alerts as privacy
from phares.steering.reporting import alerts as reporting
from phares.steering.reporting import search as figures

ALERTS: tuple[Callable[..., list[Alert]], ...] = (
    reporting.for_actor,
    directory.for_actor,
    premises.for_actor,
    bookings.for_actor,
    events.for_actor,
    funding.for_actor,
    accounts.for_actor,
    privacy.for_actor,
    post.for_actor,
    health.for_actor,
)

TODAY: tuple[Dates, ...] = (booked.within,)
"""What has an hour, or closes the day; the rest of the calendar is among what waits."""

OWN: tuple[Own, ...] = (
    rooms.rooms,
    coming.registrations,
    offered.hours,
    structures.declarations,
    structures.people,
    keys.keys,
    structures.belonging,
)
"""What is told of one’s own structures, in the order it is read."""

SEARCHES: tuple[tuple[str, Callable[[Sought], list[Hit]]], ...] = (
    (french("Structures et personnes"), parties.find),
    (french("À faire"), acts.find),
    (french("Le lieu"), places.find),
    (french("Instances"), bodies.find),
    (french("Rendez-vous"), held.find),
    (french("Actions communes"), actions.find),
    (french("Subventions"), grants.find),
    (french("Chiffres et bilans"), figures.find),
)
"""What can be found, under the heading it is told."""

NEARLY: tuple[Callable[[Sought], list[Hit]], ...] = (parties.nearly, places.nearly)
"""Where a name that was nearly typed right is looked for."""

OPENED: dict[str, Names] = {
    "directory:organisation": parties.parties,
    "directory:person": parties.parties,
    "premises:space": places.spaces,
    "premises:lease": places.agreements,
    "premises:works_page": places.works,
    "events:event": held.told,
    "projects:actions": actions.told,
    "reporting:report": figures.of_years,
}
"""The pages of one record, each with who names it again to those who opened it."""
