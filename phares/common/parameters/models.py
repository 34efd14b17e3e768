from __future__ import annotations

from django.db import models


class Parameter(models.Model):
    """What a delay or a count is worth from a day on, until the next day that says otherwise."""

    code = models.CharField("code", max_length=40)
    value = models.PositiveIntegerField("valeur")
    starts_on = models.DateField("depuis")
    source = models.CharField("source", max_length=200)

    class Meta:
        verbose_name = "délai réglé"
        verbose_name_plural = "délais réglés"
        ordering = ["code", "-starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["code", "starts_on"], name="parameter_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.code} = {self.value}, {self.starts_on:%d/%m/%Y}"
