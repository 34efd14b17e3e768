from __future__ import annotations

from django.db import models

from phares.common.facts import Sourced, Span
from phares.common.fields import MoneyField
from phares.cooperative.funding.rules.kinds import FunderLevel, GrantState, SupportKind
from phares.people.directory.models import Organisation, Pole


class Grant(Span, Sourced):
    """Money or help given to the pole under a scheme, until a day. The amount may be unknown."""

    pole = models.ForeignKey(Pole, models.PROTECT, related_name="grants")
    funder = models.ForeignKey(Organisation, models.PROTECT, related_name="grants_given")
    level = models.CharField("échelon", max_length=20, choices=FunderLevel.choices())
    kind = models.CharField("nature", max_length=20, choices=SupportKind.choices())
    scheme = models.CharField("au titre de", max_length=200, blank=True)
    purpose = models.CharField("objet", max_length=200)
    amount = MoneyField("montant", null=True, blank=True)
    state = models.CharField("état", max_length=20, choices=GrantState.choices())
    end_known = models.BooleanField("terme connu", default=True)

    class Meta(Span.Meta):
        verbose_name = "subvention"
        ordering = ["starts_on", "pk"]
        constraints = [
            *Span.Meta.constraints,
            models.CheckConstraint(
                name="grant_amount_positive",
                condition=models.Q(amount__isnull=True) | models.Q(amount__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.funder}, {self.purpose}"
