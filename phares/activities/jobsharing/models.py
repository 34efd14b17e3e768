from __future__ import annotations

from django.db import models
from django.db.models import Q

from phares.common.constraints import Never
from phares.common.facts import Sourced, Span
from phares.people.directory.models import Organisation, Person, Pole

_ABOVE_FULL_TIME = """EXISTS (
    SELECT 1 FROM (
        SELECT NEW.starts_on AS day UNION
        SELECT a.starts_on FROM "jobsharing_assignment" a WHERE a.person_id = NEW.person_id
            AND a.starts_on > NEW.starts_on AND a.starts_on < COALESCE(NEW.ends_on, '9999-12-31')
    ) d JOIN "jobsharing_assignment" o ON o.person_id = NEW.person_id
        AND o.id <> COALESCE(NEW.id, -1)
        AND o.starts_on <= d.day AND COALESCE(o.ends_on, '9999-12-31') > d.day
    GROUP BY d.day HAVING ROUND(SUM(o.quota) + NEW.quota, 3) > 1
)"""
"""The sum only grows on the first day of a share: these days are looked at, within the new one."""


class Post(Sourced):
    """A job, what it does, and who employs: inside the pole or lent to it."""

    pole = models.ForeignKey(Pole, models.PROTECT, related_name="posts")
    title = models.CharField("intitulé", max_length=120)
    duties = models.CharField("missions", max_length=300, blank=True)
    employer = models.ForeignKey(
        Organisation, models.PROTECT, related_name="posts", verbose_name="employeur"
    )
    rank = models.PositiveSmallIntegerField("rang", default=0)

    class Meta:
        verbose_name = "poste"
        ordering = ["rank", "pk"]

    def __str__(self) -> str:
        return self.title


class Assignment(Span, Sourced):
    """The share of a post that is given to the pole, as a fraction of full time."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="assignments")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="assignments"
    )
    quota = models.DecimalField("quotité", max_digits=4, decimal_places=3)
    borne_by = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="coût porté par"
    )

    class Meta(Span.Meta):
        verbose_name = "affectation"
        ordering = ["post_id", "starts_on"]
        constraints = [
            *Span.Meta.constraints,
            models.CheckConstraint(
                name="assignment_quota_is_a_share", condition=Q(quota__gt=0) & Q(quota__lte=1)
            ),
            Never(name="person_above_full_time", parent="person", when=_ABOVE_FULL_TIME),
        ]

    def __str__(self) -> str:
        return f"{self.post}, {self.quota}"
