from __future__ import annotations

from django.conf import settings
from django.db import models

from phares.people.directory.models import Organisation


class ApiToken(models.Model):
    """What a program shows to act as somebody. Only its fingerprint is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="tokens")
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="tokens",
        verbose_name="au nom de",
    )  # fmt: skip
    name = models.CharField("nom", max_length=80)
    digest = models.CharField("empreinte", max_length=64, unique=True)
    ending = models.CharField("dernières lettres", max_length=4)
    scopes = models.CharField("ce qu’il ouvre", max_length=300)
    made_at = models.DateTimeField("fait le")
    expires_at = models.DateTimeField("vaut jusqu’au")
    last_used_at = models.DateTimeField("a servi le", null=True)
    revoked_at = models.DateTimeField("retiré le", null=True)
    minute = models.DateTimeField("minute comptée", null=True)
    asked = models.PositiveIntegerField("demandes dans cette minute", default=0)

    class Meta:
        verbose_name = "jeton"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="token_expires_after_it_is_made",
                condition=models.Q(expires_at__gt=models.F("made_at")),
            ),
            models.CheckConstraint(
                name="token_opens_something", condition=~models.Q(scopes="") & ~models.Q(name="")
            ),
        ]

    def __str__(self) -> str:
        return self.name
