from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from phares.common.constraints import Immutable, NoOverlap
from phares.common.facts import Sourced, Span
from phares.common.fields import MoneyField
from phares.kernel.money import Money
from phares.kernel.tongue import french
from phares.money.pricing.rules.customers import Counted, Customer, Vat
from phares.money.pricing.rules.rates import Terms
from phares.money.pricing.rules.units import Unit

FROZEN = [
    "thing", "customer", "unit", "full", "subsidy", "payer", "least", "reduced_after", "reduced",
    "cap", "vat", "counted", "starts_on", "quoted",
]  # fmt: skip
"""What no act changes once a booking was told the price; it may still end."""


class Rate(Span, Sourced):
    """What a stay costs by a unit, for one kind of customer, from a day to another."""

    thing = models.CharField("ce que l’on réserve", max_length=40)
    label = models.CharField("intitulé", max_length=120)
    customer = models.CharField("pour", max_length=20, choices=Customer.choices())
    unit = models.CharField("compté", max_length=20, choices=Unit.choices())
    full = MoneyField("prix plein")
    subsidy = MoneyField("dont aide")
    payer = models.CharField("aide payée par", max_length=160, blank=True)
    least = models.PositiveSmallIntegerField("au moins, en unités", default=1)
    reduced_after = models.PositiveSmallIntegerField(
        "prix réduit au-delà de, en unités", null=True, blank=True
    )
    reduced = MoneyField("prix réduit", null=True, blank=True)
    cap = MoneyField("au plus par jour", null=True, blank=True)
    vat = models.CharField("TVA", max_length=20, choices=Vat.choices(), default=Vat.NORMAL.value)
    counted = models.CharField(
        "vaut selon", max_length=20, choices=Counted.choices(), default=Counted.START.value
    )
    quoted = models.BooleanField("une réservation l’a reçu", default=False)

    class Meta(Span.Meta):
        verbose_name = "tarif de réservation"
        verbose_name_plural = "tarifs de réservation"
        ordering = ["label", "customer", "unit", "starts_on"]
        constraints = [
            *Span.Meta.constraints,
            NoOverlap(
                name="rate_one_at_a_time",
                group=["thing", "customer", "unit"],
                start="starts_on",
                end="ends_on",
                days=True,
                violation_error_message=french("Un tarif court déjà à ces dates."),
            ),
            Immutable(name="rate_quoted_stays", only=FROZEN, once=["quoted", True]),
            models.CheckConstraint(
                name="rate_subsidy_within_price",
                condition=Q(full__gte=0, subsidy__gte=0, subsidy__lte=F("full")),
            ),
            models.CheckConstraint(
                name="rate_subsidy_has_a_payer", condition=Q(subsidy=0) | ~Q(payer="")
            ),
            models.CheckConstraint(
                name="rate_reduced_beyond_some",
                condition=Q(reduced__isnull=True, reduced_after__isnull=True)
                | Q(reduced__gte=0, reduced__lte=F("full"), reduced_after__gte=1),
            ),
            models.CheckConstraint(
                name="rate_counts_something",
                condition=Q(least__gte=1) & (Q(cap__isnull=True) | Q(cap__gte=0)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}, {self.full} {Unit(self.unit).label}"

    @property
    def net(self) -> Money:
        """What one pays of a unit."""
        return self.full - self.subsidy

    @property
    def terms(self) -> Terms:
        return Terms(
            Unit(self.unit), self.full, self.subsidy, self.least, self.reduced_after, self.reduced,
            self.cap, self.pk or 0,
        )  # fmt: skip
