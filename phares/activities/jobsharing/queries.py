"""Reading posts and assignments of our pole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from django.db.models import Prefetch, QuerySet

from phares.activities.jobsharing.models import Assignment, Post
from phares.activities.jobsharing.rules.fte import Share, decimal_of, most_at_once
from phares.common.facts import during, surely_on
from phares.kernel.dating import sure_part
from phares.kernel.time import Period, year_period


def assignments() -> QuerySet[Assignment]:
    """Every share of a post ever given to our pole."""
    return (
        Assignment.objects.filter(post__pole__is_home=True)
        .select_related("post__employer", "post__pole", "person", "borne_by")
        .order_by("post__rank", "post_id", "starts_on", "pk")
    )


def assignments_of(year: int) -> QuerySet[Assignment]:
    return assignments().filter(during(year_period(year)))


def assignments_on(day: date) -> QuerySet[Assignment]:
    """The shares of posts given to our pole that day without a doubt."""
    return assignments().filter(surely_on(day))


def sure_share(one: Assignment, year: int) -> Share | None:
    """What is given of it on the days nobody doubts, if any of them is in the year."""
    part = sure_part(one.beginning, one.ending)
    if part is None or not part.days_in(year_period(year)):
        return None
    return Share(Fraction(one.quota), part)


def people_of(given: Sequence[Assignment], year: int) -> int:
    """How many give them: a named person once; of a post’s shares without a name, as many as are
    held at the same time. Two that follow each other are one person whose share changed."""
    named = {one.person_id for one in given if one.person_id}
    unnamed: dict[int, list[Period]] = defaultdict(list)
    for one in given:
        if not one.person_id:
            unnamed[one.post_id].append(one.period)
    frame = year_period(year)
    return len(named) + sum(most_at_once(periods, frame) for periods in unnamed.values())


class Doubtful(NamedTuple):
    """A share of which nobody knows whether it is given that day, and why."""

    share: Assignment
    doubt: str


@dataclass(frozen=True, slots=True)
class StaffedPost:
    """A post with what of it is given to the pole that day for sure, perhaps, or another day."""

    post: Post
    given: Fraction
    unsure: list[Doubtful]
    elsewhen: list[Assignment]

    @property
    def share(self) -> Decimal:
        """What is given, for a page."""
        return decimal_of(self.given)


def posts() -> QuerySet[Post]:
    """Every post of our pole, with who employs."""
    return Post.objects.filter(pole__is_home=True).select_related("employer")


def staffed_posts(day: date) -> list[StaffedPost]:
    """Every post of our pole, staffed or not: 2 queries."""
    shares = Prefetch("assignments", assignments(), to_attr="shares")
    return [_staffed(post, post.shares, day) for post in posts().prefetch_related(shares)]


def _staffed(post: Post, shares: list[Assignment], day: date) -> StaffedPost:
    given = sum((Fraction(row.quota) for row in shares if row.held_on(day)), Fraction(0))
    unsure = [Doubtful(row, row.doubt(day)) for row in shares if row.held_on(day) is None]
    return StaffedPost(post, given, unsure, [row for row in shares if row.held_on(day) is False])
