from __future__ import annotations

from django.db import models

from phares.people.accounts.models import ApiToken


class Replay(models.Model):
    """A writing that a program asked for under a key, and what it was answered, for a while."""

    token = models.ForeignKey(ApiToken, models.CASCADE, related_name="replays")
    key = models.CharField("clé", max_length=255)
    fingerprint = models.CharField("empreinte de la demande", max_length=64)
    at = models.DateTimeField("reçue le", db_index=True)
    status = models.PositiveSmallIntegerField("état de la réponse", null=True)
    """None while it is being done."""
    body = models.TextField("réponse", blank=True)

    class Meta:
        verbose_name = "demande d’un programme"
        verbose_name_plural = "demandes d’un programme"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["token", "key"], name="replay_once_a_key"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M}"
