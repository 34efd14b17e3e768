from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class Sending(models.Model):
    """A form that was sent and did something: what it said, and where it went. Kept for a day."""

    key = models.CharField("empreinte", max_length=64, primary_key=True)
    said = models.TextField("ce qui a été dit", blank=True)
    to = models.TextField("page suivante", blank=True)
    at = models.DateTimeField("reçu le", db_default=Now(), db_index=True)

    class Meta:
        verbose_name = "envoi de formulaire"
        verbose_name_plural = "envois de formulaires"

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M} {self.said}"
