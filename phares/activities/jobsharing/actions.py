"""Opening posts and giving shares of them to the pole."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from django.db import transaction
from django.db.models import Max

from phares.activities.jobsharing.models import Assignment, Post
from phares.activities.jobsharing.rules.fte import (
    Share,
    why_not_assign,
    why_not_end,
    why_not_quota,
)
from phares.activities.jobsharing.rules.permissions import why_not_staff
from phares.activities.jobsharing.rules.posts import why_not_reemploy, why_not_title
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
    rank: int | None = None,
    source: str = "",
    illustrative: bool = False,
    by: Actor,
) -> Post:
    """A job, what it does, and who employs; after the others."""
    insist(why_not_staff(by))
    insist(why_not_title(title))
    post = Post.objects.create(
        pole=pole,
        title=title.strip(),
        employer=employer,
        duties=duties,
        rank=_last_rank(pole) + 1 if rank is None else rank,
        source=source,
        illustrative=illustrative,
    )
    record("jobsharing.post_created", post, by=by, employer=employer.name)
    return post


@transaction.atomic
def reword_post(post: Post, *, title: str, duties: str, employer: Organisation, by: Actor) -> Post:
    """The same post told otherwise; its employer too, as long as no share of it was given."""
    insist(why_not_staff(by))
    insist(why_not_title(title))
    kept = Post.objects.select_for_update().get(pk=post.pk)
    moves = employer.pk != kept.employer_id
    insist(why_not_reemploy(moves, kept.assignments.exists()))
    before = {"title": kept.title, "duties": kept.duties, "employer": kept.employer.name}
    kept.title, kept.duties, kept.employer = title.strip(), duties, employer
    kept.save()
    record("jobsharing.post_reworded", kept, by=by, before=before)
    return kept


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
    wanted = Share(Fraction(quota), span(since, until))
    if person is not None:
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


@transaction.atomic
def correct_assignment(
    assignment: Assignment,
    *,
    quota: Decimal,
    since: Dated,
    until: Dated | None,
    person: Person | None,
    borne_by: Organisation | None,
    by: Actor,
) -> Assignment:
    """What was written wrong of a share; no end means that it lasts."""
    insist(why_not_staff(by))
    insist(why_not_quota(quota))
    insist(why_not_span(since, until))
    kept = Assignment.objects.select_for_update().get(pk=assignment.pk)
    wanted = Share(Fraction(quota), span(since, until))
    if person is not None:
        insist(why_not_assign(person.name, wanted, _shares_of(person, but=kept)))
    before = _written(kept)
    kept.quota, kept.person, kept.borne_by = quota, person, borne_by or kept.post.employer
    for column, value in spanning(since, until).items():
        setattr(kept, column, value)
    kept.save()
    record("jobsharing.assignment_corrected", kept, by=by, **_written(kept), before=before)
    return kept


def _written(assignment: Assignment) -> dict[str, str]:
    """What is written of a share, for the journal."""
    since, until = str(assignment.beginning), str(assignment.ending or "")
    who = assignment.person.name if assignment.person else ""
    return {"quota": str(assignment.quota), "who": who, "since": since, "until": until}


def _shares_of(person: Person, *, but: Assignment | None = None) -> list[Share]:
    """What this person gives, `but` one share, the person's row being held until the end."""
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    given = [row for row in person.assignments.all() if row != but]
    return [Share(Fraction(row.quota), row.period) for row in given]


def _last_rank(pole: Pole) -> int:
    """The rank of the last post, minus one where there is none."""
    found: int | None = pole.posts.aggregate(last=Max("rank"))["last"]
    return -1 if found is None else found
