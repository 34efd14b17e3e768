"""Every domain that has something to say on the first page, by hand."""

from __future__ import annotations

from collections.abc import Callable

from phares.cooperative.funding import alerts as funding
from phares.cooperative.premises import alerts as premises
from phares.kernel.alerts import Alert
from phares.people.directory import alerts as directory
from phares.steering.reporting import alerts as reporting

ALERTS: tuple[Callable[..., list[Alert]], ...] = (
    reporting.for_actor,
    directory.for_actor,
    premises.for_actor,
    funding.for_actor,
)
