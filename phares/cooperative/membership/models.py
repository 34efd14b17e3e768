from __future__ import annotations

from django.db import models

from phares.common.constraints import NoOverlap
from phares.common.facts import Sourced, Span
from phares.kernel.tongue import french
from phares.people.directory.models import Organisation, Party


class AssociateCategory(Span, Sourced):
    """A kind of associate by the statutes (beneficiary, employee, supporter). Not a college."""

    cooperative = models.ForeignKey(
        Organisation, models.PROTECT, related_name="associate_categories"
    )
    name = models.CharField("nom", max_length=80)

    class Meta(Span.Meta):
        verbose_name = "catégorie d’associés"
        verbose_name_plural = "catégories d’associés"
        ordering = ["starts_on", "pk"]
        constraints = [
            *Span.Meta.constraints,
            NoOverlap(
                name="associate_category_once_at_a_time",
                group=["cooperative", "name"],
                start="starts_on",
                end="ends_on",
                days=True,
                violation_error_message=french("Une catégorie de ce nom existe déjà à ces dates."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class College(Span, Sourced):
    """A group that votes together; several categories may sit in one college."""

    cooperative = models.ForeignKey(Organisation, models.PROTECT, related_name="colleges")
    name = models.CharField("nom", max_length=80)
    categories = models.ManyToManyField(AssociateCategory, related_name="colleges")

    class Meta(Span.Meta):
        verbose_name = "collège"
        ordering = ["starts_on", "pk"]
        constraints = [
            *Span.Meta.constraints,
            NoOverlap(
                name="college_once_at_a_time",
                group=["cooperative", "name"],
                start="starts_on",
                end="ends_on",
                days=True,
                violation_error_message=french("Un collège de ce nom existe déjà à ces dates."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Associate(Span, Sourced):
    """A party holds shares in the cooperative: one associate, one vote, whatever the capital."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="associations")
    cooperative = models.ForeignKey(Organisation, models.PROTECT, related_name="associates")
    category = models.ForeignKey(AssociateCategory, models.PROTECT, related_name="associates")

    class Meta(Span.Meta):
        verbose_name = "associé"
        ordering = ["starts_on", "pk"]
        constraints = [
            *Span.Meta.constraints,
            NoOverlap(
                name="associate_once_at_a_time",
                group=["party", "cooperative"],
                start="starts_on",
                end="ends_on",
                days=True,
                violation_error_message=french("Cette structure est déjà associée à ces dates."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party}, {self.category}"
