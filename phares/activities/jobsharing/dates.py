"""What the shared posts have in the calendar: shares of a post that begin and end."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from phares.activities.jobsharing.models import Assignment
from phares.activities.jobsharing.rules.permissions import may_read_posts
from phares.common.facts import begins_in, ends_in, first_day_of, last_day_of
from phares.kernel.actor import Actor
from phares.kernel.dates import Happening, Theme
from phares.kernel.time import Period
from phares.kernel.tongue import say


def within(period: Period, actor: Actor) -> list[Happening]:
    """For the team and the co-managers, who read the posts."""
    if not may_read_posts(actor):
        return []
    rows = Assignment.objects.filter(begins_in(period) | ends_in(period))
    rows = rows.select_related("post", "person").order_by("post_id", "starts_on", "pk")
    return [one for row in rows for one in _of(row, period)]


def _of(row: Assignment, period: Period) -> Iterator[Happening]:
    if (begun := first_day_of(row)).overlaps(period):
        title = say("Début de poste : {title}", title=row.post.title)
        yield _told(row, f"assignment-start:{row.pk}", title, begun)
    if row.ends_on and (over := last_day_of(row)).overlaps(period):
        title = say("Fin de poste : {title}", title=row.post.title)
        yield _told(row, f"assignment-end:{row.pk}", title, over)


def _told(row: Assignment, key: str, title: str, day: Period) -> Happening:
    return Happening(
        key=key,
        theme=Theme.POST,
        title=title,
        days=day,
        detail=str(row.person or ""),
        url=reverse("jobsharing:posts"),
    )
