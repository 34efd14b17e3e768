"""What the bodies have in the calendar: mandates that begin and end."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from phares.common.facts import begins_in, ends_in, first_day_of, last_day_of
from phares.cooperative.governance.models import Mandate
from phares.cooperative.governance.queries import mandates
from phares.cooperative.governance.rules.permissions import READERS
from phares.kernel.actor import Actor, Named
from phares.kernel.dates import Happening, Theme
from phares.kernel.time import Period
from phares.kernel.tongue import say


def within(period: Period, actor: Actor) -> list[Happening]:
    """For the house: who sits where is read there by all."""
    if not actor.is_(*READERS):
        return []
    rows = mandates().filter(begins_in(period) | ends_in(period)).order_by("body_id", "pk")
    return [one for row in rows for one in _of(row, period)]


def _of(row: Mandate, period: Period) -> Iterator[Happening]:
    if (begun := first_day_of(row)).overlaps(period):
        title = say("Début du mandat : {holder}", holder=row.holder)
        yield _told(row, f"mandate-start:{row.pk}", title, begun)
    if row.ends_on and (over := last_day_of(row)).overlaps(period):
        title = say("Fin du mandat : {holder}", holder=row.holder)
        yield _told(row, f"mandate-end:{row.pk}", title, over)


def _told(row: Mandate, key: str, title: str, day: Period) -> Happening:
    organisation = row.organisation
    return Happening(
        key=key,
        theme=Theme.MANDATE,
        title=title,
        days=day,
        detail=f"{row.body}, {row.title}",
        url=reverse("governance:bodies"),
        parties=(Named(organisation.pk, organisation.name),) if organisation else (),
    )
