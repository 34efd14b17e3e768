from __future__ import annotations

from django.db import models

from phares.common.constraints import NoOverlap
from phares.common.facts import Sourced, Span
from phares.common.fields import MoneyField
from phares.kernel.tongue import french
from phares.money.pricing.rules.units import Unit


class Tariff(Span, Sourced):
    """What a thing costs, from a day to another, by a unit."""

    code = models.SlugField("code", max_length=40)
    label = models.CharField("intitulé", max_length=120)
    unit = models.CharField("unité", max_length=20, choices=Unit.choices())
    amount = MoneyField("prix")

    class Meta(Span.Meta):
        verbose_name = "tarif"
        ordering = ["code", "starts_on"]
        constraints = [
            *Span.Meta.constraints,
            NoOverlap(
                name="tariff_one_at_a_time",
                group=["code"],
                start="starts_on",
                end="ends_on",
                days=True,
                violation_error_message=french("Un tarif de ce code court déjà à ces dates."),
            ),
            models.CheckConstraint(name="tariff_not_negative", condition=models.Q(amount__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.label}, {self.amount} {Unit(self.unit).label}"
