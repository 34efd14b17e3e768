from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class DayOfTheDemo(models.Model):
    """How far the demonstration's clock stands from the real one. At most one row."""

    only = models.BooleanField("unique", primary_key=True, default=True)
    offset = models.DurationField("décalage")

    class Meta:
        verbose_name = "jour de la démonstration"
        verbose_name_plural = "jour de la démonstration"
        constraints = [
            models.CheckConstraint(name="clock_one_demo_day", condition=models.Q(only=True))
        ]

    def __str__(self) -> str:
        return f"décalage de {self.offset}"


class Duty(models.Model):
    """One thing that the clock does: how often, when it last did it, and what went wrong.

    One row a duty, written over at each round: the table stays as short as the list of duties.
    """

    name = models.CharField("tâche", max_length=120, primary_key=True)
    rank = models.PositiveSmallIntegerField("rang")
    every = models.DurationField("toutes les")
    seen_at = models.DateTimeField("dernier tour de l’horloge")
    done_at = models.DateTimeField("dernière fois", null=True, blank=True)
    took = models.DurationField("durée", null=True, blank=True)
    count = models.PositiveIntegerField("combien", default=0)
    failed_at = models.DateTimeField("échec", null=True, blank=True)
    failure = models.CharField("raison de l’échec", max_length=500, blank=True)

    class Meta:
        verbose_name = "tâche de l’horloge"
        verbose_name_plural = "tâches de l’horloge"
        ordering = ["rank"]
        constraints = [
            models.CheckConstraint(
                name="duty_failure_has_a_reason",
                condition=Q(failed_at__isnull=True) | ~Q(failure=""),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def failing(self) -> bool:
        """Whether it failed the last time."""
        if self.failed_at is None:
            return False
        return self.done_at is None or self.failed_at > self.done_at


FAILING = Q(failed_at__isnull=False) & (Q(done_at__isnull=True) | Q(failed_at__gt=F("done_at")))
"""The same, asked of the database."""
