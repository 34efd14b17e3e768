from __future__ import annotations

from django.db import models

from phares.common.audit.rules.verbs import about
from phares.common.constraints import Immutable


class Entry(models.Model):
    """One line of the journal. Names are copied, so the line outlives what it speaks of."""

    at = models.DateTimeField("le", auto_now_add=True)
    actor_id = models.BigIntegerField("compte", null=True, db_index=True)
    actor_name = models.CharField("qui", max_length=200)
    verb = models.CharField("acte", max_length=80)
    subject = models.CharField("sur quoi", max_length=300)
    subject_key = models.CharField("clé", max_length=80, db_index=True)
    details = models.JSONField("détails", default=dict)

    class Meta:
        verbose_name = "ligne du journal"
        verbose_name_plural = "journal"
        ordering = ["-pk"]
        constraints = [Immutable(name="audit_entry_frozen")]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M} {self.actor_name} {self.verb} {self.subject}"

    @property
    def about(self) -> str:
        """The subject as one says it."""
        return about(self.subject)
