"""Every domain that has something to say on the first page, or that can be searched, by hand."""

from __future__ import annotations

from collections.abc import Callable

from phares.cooperative.funding import alerts as funding
from phares.cooperative.funding import search as grants
from phares.cooperative.governance import search as bodies
from phares.cooperative.premises import alerts as premises
from phares.cooperative.premises import search as places
from phares.cooperative.projects import search as actions
from phares.kernel.alerts import Alert
from phares.kernel.search import Hit, Sought
from phares.kernel.tongue import french
from phares.people.directory import alerts as directory
from phares.people.directory import search as parties
from phares.portal import acts
from phares.steering.reporting import alerts as reporting
from phares.steering.reporting import search as figures

ALERTS: tuple[Callable[..., list[Alert]], ...] = (
    reporting.for_actor,
    directory.for_actor,
    premises.for_actor,
    funding.for_actor,
)

SEARCHES: tuple[tuple[str, Callable[[Sought], list[Hit]]], ...] = (
    (french("Structures et personnes"), parties.find),
    (french("À faire"), acts.find),
    (french("Le lieu"), places.find),
    (french("Instances"), bodies.find),
    (french("Actions communes"), actions.find),
    (french("Subventions"), grants.find),
    (french("Chiffres et bilans"), figures.find),
)
"""What can be found, under the heading it is told."""
