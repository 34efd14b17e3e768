"""What structures say of themselves."""

from __future__ import annotations

from django.db import models

from phares.common.facts import Sourced
from phares.kernel.dating import Dated, Precision
from phares.people.directory.models.parties import Organisation
from phares.people.directory.rules.kinds import Declared


class Declaration(Sourced):
    """One figure that a structure gives for one year. Zero is an answer, no row is none."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="declarations")
    year = models.PositiveSmallIntegerField("année")
    kind = models.CharField("quoi", max_length=30, choices=Declared.choices())
    value = models.BigIntegerField("valeur")
    declared_on = models.DateField("déclaré le", null=True, blank=True)
    declared_by = models.CharField("déclaré par", max_length=200, blank=True)

    class Meta:
        verbose_name = "déclaration"
        ordering = ["year", "organisation_id", "kind"]
        indexes = [models.Index(fields=["year", "kind"], name="declaration_year_kind")]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "year", "kind"], name="declaration_once_a_year"
            ),
            models.CheckConstraint(
                name="declaration_not_negative", condition=models.Q(value__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {Declared(self.kind).label} {self.year}"


class Claim(Sourced):
    """A figure that a third party gives of itself: shown with its date and source, never summed."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="claims")
    label = models.CharField("intitulé", max_length=120)
    value = models.CharField("valeur", max_length=40)
    as_of = models.DateField("à la date du")
    as_of_precision = models.CharField(
        max_length=10, choices=Precision.choices(), default=Precision.YEAR.value
    )

    class Meta:
        verbose_name = "chiffre cité"
        verbose_name_plural = "chiffres cités"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.value} {self.label}"

    @property
    def dated(self) -> Dated:
        return Dated(self.as_of, Precision(self.as_of_precision))
