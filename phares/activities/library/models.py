from __future__ import annotations

from django.db import models

from phares.common.facts import Sourced
from phares.cooperative.projects.models import Axis
from phares.people.directory.models import Person
from phares.people.directory.rules.kinds import ConsentScope


class Quote(Sourced):
    """What somebody of the pole said. The author may be known inside and hidden outside."""

    axis = models.ForeignKey(Axis, models.PROTECT, related_name="quotes")
    year = models.PositiveSmallIntegerField("année", db_index=True)
    text = models.TextField("parole")
    author = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="quotes"
    )
    scope = models.CharField(
        "portée", max_length=20, choices=ConsentScope.choices(), default=ConsentScope.REPORT.value
    )
    earlier = models.JSONField("écrite avant", default=list, blank=True, editable=False)
    """Wordings before a correction: what was printed in those words is found again by them."""
    withdrawn_on = models.DateField("retirée le", null=True, blank=True)
    rank = models.PositiveSmallIntegerField("rang", default=0)

    class Meta:
        verbose_name = "parole d’habitant"
        verbose_name_plural = "paroles d’habitants"
        ordering = ["axis_id", "rank", "pk"]
        constraints = [
            models.CheckConstraint(name="quote_says_something", condition=~models.Q(text=""))
        ]

    def __str__(self) -> str:
        return f"parole {self.pk} de {self.year}"


class Publication(models.Model):
    """A document that facts were read in; sources name its line 40 by its code: « 002:40 »."""

    code = models.SlugField("code", max_length=12, unique=True)
    title = models.CharField("titre", max_length=200)

    class Meta:
        verbose_name = "publication"
        verbose_name_plural = "publications"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.title
