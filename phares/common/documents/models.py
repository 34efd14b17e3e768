"""Documents kept for good."""

from __future__ import annotations

from django.db import models

from phares.common.constraints import Immutable


class Document(models.Model):
    """A file written once, with its fingerprint and the values it was made from."""

    kind = models.CharField("nature", max_length=40)
    title = models.CharField("titre", max_length=300)
    subject = models.CharField("sujet", max_length=120, db_index=True)
    filename = models.CharField("nom du fichier", max_length=200)
    media_type = models.CharField("type", max_length=100)
    file = models.FileField("fichier", upload_to="documents", max_length=200)
    sha256 = models.CharField("empreinte", max_length=64)
    size = models.PositiveBigIntegerField("taille en octets")
    source = models.JSONField("valeurs d’origine", null=True)
    made_at = models.DateTimeField("fait le", auto_now_add=True)
    made_by_name = models.CharField("fait par", max_length=200)
    retention_until = models.DateField("à garder jusqu’au", null=True)

    class Meta:
        verbose_name = "document"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["subject", "sha256"], name="documents_document_once"),
            Immutable(name="documents_document_frozen"),
        ]

    def __str__(self) -> str:
        return self.title
