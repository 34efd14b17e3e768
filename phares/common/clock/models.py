from __future__ import annotations

from django.db import models


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
