"""Pictures kept."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Picture(models.Model):
    """A picture drawn again, with its fingerprint; what it shows is said by who holds it."""

    media_type = models.CharField("type", max_length=20)
    file = models.FileField("fichier", upload_to="pictures", max_length=120)
    sha256 = models.CharField("empreinte", max_length=64, db_index=True)
    width = models.PositiveSmallIntegerField("largeur")
    height = models.PositiveSmallIntegerField("hauteur")

    class Meta:
        verbose_name = "image"
        constraints = [
            models.CheckConstraint(
                name="picture_has_points", condition=Q(width__gt=0) & Q(height__gt=0)
            ),
            models.CheckConstraint(
                name="picture_is_a_known_type",
                condition=Q(media_type__in=["image/png", "image/jpeg"]),
            ),
        ]

    def __str__(self) -> str:
        return f"image de {self.width} sur {self.height}"

    @property
    def mark(self) -> str:
        """In its address: another picture has another, so that a browser may keep it."""
        return self.sha256[:12]
