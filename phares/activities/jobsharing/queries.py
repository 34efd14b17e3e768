"""Reading posts and assignments of our pole."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from phares.activities.jobsharing.models import Assignment
from phares.common.facts import during, on
from phares.kernel.time import year_period


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
    """The shares of posts given to our pole that day."""
    return assignments().filter(on(day))
