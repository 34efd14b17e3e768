"""Indicators by what they count, reports by their year."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from phares.kernel.actor import INSIDE, STEERS, Actor
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
        (normalise(one.label), partial(_figure, year, one.label, one.code)) for one in catalogue()
    )
    return nearest(sought.words, texts)


def _figure(year: int, label: str, code: str) -> Hit:
    return Hit(label, _("chiffre"), reverse("reporting:figure", args=[year, code]))


def _reports(sought: Sought) -> list[Hit]:
    hits = of_years(None, sought.actor, sought.today).values()
    return nearest(
        sought.words,
        (
            (normalise(say("{label} annuel", label=hit.label)), partial(replace, hit))
            for hit in hits
        ),
    )


def of_years(years: Collection[int] | None, actor: Actor, _today: date) -> dict[int, Hit]:
    """The reports of these years, or all; who does not prepare them reads the frozen ones."""
    told = reports() if years is None else reports().filter(year__in=years)
    if not actor.is_(*STEERS):
        told = told.filter(state=YearState.FROZEN.value)
    return {
        one.year: Hit(
            str(one), YearState(one.state).label, reverse("reporting:report", args=[one.year])
        )
        for one in told
    }
