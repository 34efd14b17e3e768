from __future__ import annotations

from django.db import models


class Series(models.Model):
    """A run of numbers without a gap, such as the agreements of 2015."""

    code = models.CharField("code", max_length=40, primary_key=True)
    last = models.PositiveIntegerField("dernier numéro", default=0)

    class Meta:
        verbose_name = "série de numéros"
        verbose_name_plural = "séries de numéros"

    def __str__(self) -> str:
        return f"{self.code}-{self.last:04d}"
