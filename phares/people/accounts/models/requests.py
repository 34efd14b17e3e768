from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower

from phares.kernel.actor import ROLE_LABELS, Role
from phares.kernel.tongue import french
from phares.people.accounts.rules.lifecycle import KeyRequestState
from phares.people.directory.models import Organisation


class KeyRequest(models.Model):
    """A key that the contact of a structure asks for a colleague, until the administration
    decided."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="key_requests", verbose_name="structure"
    )
    role = models.CharField(
        "rôle", max_length=20, choices=[(role.value, label) for role, label in ROLE_LABELS.items()]
    )
    name = models.CharField("nom", max_length=200)
    email = models.EmailField("courriel")
    words = models.CharField("pourquoi", max_length=300)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="key_requests",
        verbose_name="demandée par",
    )
    asked_at = models.DateTimeField("demandée le")
    state = models.CharField(
        "état",
        max_length=10,
        choices=KeyRequestState.choices(),
        default=KeyRequestState.WAITING.value,
    )
    decided_at = models.DateTimeField("décidée le", null=True)
    answer = models.CharField("réponse", max_length=300, blank=True)

    class Meta:
        verbose_name = "clé demandée"
        verbose_name_plural = "clés demandées"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                "organisation",
                name="key_asked_once",
                condition=models.Q(state=KeyRequestState.WAITING.value),
                violation_error_message=french("Une clé est déjà demandée pour cette adresse."),
            ),
            models.CheckConstraint(
                name="key_asked_of_a_structure",
                condition=models.Q(role__in=[Role.MEMBER_CONTACT.value, Role.MEMBER_STAFF.value]),
            ),
            models.CheckConstraint(name="key_asked_with_words", condition=~models.Q(words="")),
            models.CheckConstraint(
                name="key_decided_has_its_time",
                condition=models.Q(state=KeyRequestState.WAITING.value, decided_at__isnull=True)
                | ~models.Q(state=KeyRequestState.WAITING.value)
                & models.Q(decided_at__isnull=False, decided_at__gte=models.F("asked_at")),
            ),
            models.CheckConstraint(
                name="key_refused_with_reason",
                condition=models.Q(state=KeyRequestState.REFUSED.value) & ~models.Q(answer="")
                | ~models.Q(state=KeyRequestState.REFUSED.value) & models.Q(answer=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.organisation}"

    @property
    def waits(self) -> bool:
        return self.state == KeyRequestState.WAITING.value
