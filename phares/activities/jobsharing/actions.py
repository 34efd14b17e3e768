"""Opening posts and giving shares of them to the pole."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from django.db import transaction

from phares.activities.jobsharing.models import Assignment, Post
from phares.activities.jobsharing.rules.fte import (
    Share,
    why_not_assign,
    why_not_end,
    why_not_quota,
)
from phares.activities.jobsharing.rules.permissions import why_not_staff
from phares.common.audit.actions import record
from phares.common.facts import spanning
from phares.kernel.actor import Actor
from phares.kernel.dating import Dated, span, why_not_span
from phares.kernel.refusal import insist
from phares.people.directory.models import Organisation, Person, Pole


@transaction.atomic
def create_post(
    *,
    pole: Pole,
    title: str,
    employer: Organisation,
    duties: str = "",
    rank: int = 0,
    source: str = "",
    illustrative: bool = False,
    by: Actor,
) -> Post:
    """A job, what it does, and who employs."""
    insist(why_not_staff(by))
    post = Post.objects.create(
        pole=pole,
        title=title,
        employer=employer,
        duties=duties,
        rank=rank,
        source=source,
        illustrative=illustrative,
    )
    record("jobsharing.post_created", post, by=by, employer=employer.name)
    return post


@transaction.atomic
def assign(
    *,
    post: Post,
    quota: Decimal,
    since: Dated,
    until: Dated | None = None,
    person: Person | None = None,
    borne_by: Organisation | None = None,
    source: str = "",
    illustrative: bool = False,
    by: Actor,
) -> Assignment:
    """A share of a post is given to the pole; the employer bears the cost unless said otherwise."""
    insist(why_not_staff(by))
    insist(why_not_quota(quota))
    insist(why_not_span(since, until))
    if person is not None:
        wanted = Share(Fraction(quota), span(since, until))
        insist(why_not_assign(person.name, wanted, _shares_of(person)))
    assignment = Assignment.objects.create(
        post=post,
        person=person,
        quota=quota,
        borne_by=borne_by or post.employer,
        source=source,
        illustrative=illustrative,
        **spanning(since, until),
    )
    record("jobsharing.assigned", assignment, by=by, quota=str(quota), since=str(since))
    return assignment


@transaction.atomic
def end_assignment(assignment: Assignment, *, until: Dated, by: Actor) -> Assignment:
    """A share of a post is given no more; `until` is the last thing known of it."""
    insist(why_not_staff(by))
    kept = Assignment.objects.select_for_update().get(pk=assignment.pk)
    insist(why_not_end(kept.post.title, kept.ending))
    insist(why_not_span(kept.beginning, until))
    kept.ends_on, kept.ends_precision = until.after, until.precision.value
    kept.save(update_fields=["ends_on", "ends_precision"])
    record("jobsharing.assignment_ended", kept, by=by, until=str(until))
    return kept


def _shares_of(person: Person) -> list[Share]:
    """What this person already gives, the person's row being held until the end."""
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    return [Share(Fraction(row.quota), row.period) for row in person.assignments.all()]
