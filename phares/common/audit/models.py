from __future__ import annotations

from django.db import models

from phares.common.audit.rules.verbs import about, said
from phares.common.constraints import Immutable, Never
from phares.kernel.words import before


class Entry(models.Model):
    """One line of the journal. Names are copied, so the line outlives what it speaks of.

    Nobody changes or deletes a line. The one exception: a person who is forgotten leaves the texts
    of it, and the line says so for good. See docs/decisions/forgetting.md.
    """

    at = models.DateTimeField("le", auto_now_add=True)
    actor_id = models.BigIntegerField("compte", null=True, db_index=True)
    actor_name = models.CharField("qui", max_length=200)
    verb = models.CharField("acte", max_length=80)
    subject = models.CharField("sur quoi", max_length=300)
    subject_key = models.CharField("clé", max_length=80, db_index=True)
    details = models.JSONField("détails", default=dict)
    masked = models.PositiveSmallIntegerField("noms masqués, fois", default=0)
    """How many times a name in it gave way to a number: each time is one more, for all to see."""

    class Meta:
        verbose_name = "ligne du journal"
        verbose_name_plural = "journal"
        ordering = ["-pk"]
        constraints = [
            Immutable(
                name="audit_entry_frozen", only=["id", "at", "actor_id", "verb", "subject_key"]
            ),
            Never(
                name="audit_entry_masked_unsaid",
                events=["UPDATE"],
                when="NEW.masked <> OLD.masked + 1",
                lasting=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M} {self.actor_name} {self.verb} {self.subject}"

    @property
    def about(self) -> str:
        """The subject as one says it."""
        return about(self.subject)

    @property
    def act(self) -> str:
        """What was done, as one says it before `about`: « a noté la déclaration d’ »."""
        return before(self.about, said(self.verb))
