from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class Removal(models.Model):
    """A record that was taken away, with its own rows, as it was: it may come back for a while."""

    at = models.DateTimeField("retiré le", db_default=Now(), db_index=True)
    by_name = models.CharField("retiré par", max_length=200)
    kind = models.CharField("nature", max_length=80)
    label = models.CharField("quoi", max_length=300)
    content = models.TextField("tel qu’il était")

    class Meta:
        verbose_name = "retrait"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.label
