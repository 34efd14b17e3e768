from __future__ import annotations

from django.db import models

from phares.common.constraints import NoOverlap
from phares.common.facts import Sourced, Span


class Retention(Span, Sourced):
    """How many months a kind of data is kept, from a day on, instead of what Phares proposes."""

    code = models.SlugField("durée", max_length=60)
    months = models.PositiveSmallIntegerField("mois")

    class Meta(Span.Meta):
        verbose_name = "durée de conservation"
        verbose_name_plural = "durées de conservation"
        ordering = ["code", "starts_on"]
        constraints = [
            *Span.Meta.constraints,
            NoOverlap(
                name="retention_one_at_a_time",
                group=["code"],
                start="starts_on",
                end="ends_on",
                days=True,
            ),
            models.CheckConstraint(
                name="retention_at_least_a_month", condition=models.Q(months__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}, {self.months} mois"
