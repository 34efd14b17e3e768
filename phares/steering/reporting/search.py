"""Indicators by what they count, reports by their year."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from phares.kernel.actor import INSIDE, STEERS
from phares.kernel.search import Hit, Sought, nearest
from phares.kernel.tongue import say
from phares.people.directory.rules.names import normalise
from phares.steering.reporting.queries import catalogue, reports
from phares.steering.reporting.rules.lifecycle import YearState


def find(sought: Sought) -> list[Hit]:
    """A figure opens for the last whole year; a report that is not frozen, to who prepares it."""
    return _reports(sought) + (_indicators(sought) if sought.actor.is_(*INSIDE) else [])


def _indicators(sought: Sought) -> list[Hit]:
    year = sought.today.year - 1
    texts = (
        (normalise(one.label), Hit(one.label, _("chiffre"), _figure(year, one.code)))
        for one in catalogue()
    )
    return nearest(sought.words, texts)


def _figure(year: int, code: str) -> str:
    return reverse("reporting:figure", args=[year, code])


def _reports(sought: Sought) -> list[Hit]:
    told = reports()
    if not sought.actor.is_(*STEERS):
        told = told.filter(state=YearState.FROZEN.value)
    hits = (
        Hit(str(one), YearState(one.state).label, reverse("reporting:report", args=[one.year]))
        for one in told
    )
    return nearest(
        sought.words, ((normalise(say("{label} annuel", label=hit.label)), hit) for hit in hits)
    )
