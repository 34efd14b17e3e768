"""What is done together, in the calendar: partnerships that begin and end."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from phares.common.facts import begins_in, ends_in, first_day_of, last_day_of
from phares.cooperative.projects.models import Partnership
from phares.cooperative.projects.rules.permissions import READERS
from phares.kernel.actor import Actor, Named
from phares.kernel.dates import Happening, Theme
from phares.kernel.time import Period
from phares.kernel.tongue import say


def within(period: Period, actor: Actor) -> list[Happening]:
    """For the house."""
    if not actor.is_(*READERS):
        return []
    rows = Partnership.objects.filter(begins_in(period) | ends_in(period))
    rows = rows.select_related("partner", "holder").order_by("partner__name", "pk")
    return [one for row in rows for one in _of(row, period)]


def _of(row: Partnership, period: Period) -> Iterator[Happening]:
    if (begun := first_day_of(row)).overlaps(period):
        title = say("Début du partenariat : {partner}", partner=row.partner.name)
        yield _told(row, f"partnership-start:{row.pk}", title, begun)
    if row.ends_on and (over := last_day_of(row)).overlaps(period):
        title = say("Fin du partenariat : {partner}", partner=row.partner.name)
        yield _told(row, f"partnership-end:{row.pk}", title, over)


def _told(row: Partnership, key: str, title: str, day: Period) -> Happening:
    return Happening(
        key=key,
        theme=Theme.PARTNERSHIP,
        title=title,
        days=day,
        detail=row.purpose,
        url=reverse("projects:partners"),
        parties=tuple(Named(one.pk, one.name) for one in (row.partner, row.holder) if one),
    )
