from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from phares.activities.bookings.rules.pricing import Owing
from phares.common.fields import MoneyField
from phares.kernel.money import Money
from phares.money.pricing.models import Rate
from phares.money.pricing.rules.customers import Customer
from phares.money.pricing.rules.rates import Line
from phares.money.pricing.rules.saying import explained
from phares.money.pricing.rules.units import Unit


class BookingPrice(models.Model):
    """What a booking costs, as it was told when it was made; the charge that is to be invoiced.

    `lines` holds, for each unit: the rate, the quantity, the price of one, the full price and the
    subsidy in cents.
    """

    booking = models.OneToOneField(
        to="bookings.Booking",
        on_delete=models.CASCADE,
        related_name="price",
        verbose_name="réservation",
    )
    customer = models.CharField("prix de", max_length=20, choices=Customer.choices())
    rate = models.ForeignKey(
        Rate, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="tarif"
    )
    booked_on = models.DateField("réservée le")
    lines = models.JSONField("détail")
    free_minutes = models.PositiveIntegerField("heures offertes, en minutes", default=0)
    full = MoneyField("prix plein")
    subsidy = MoneyField("dont aide")
    payer = models.CharField("aide payée par", max_length=160, blank=True)
    net = MoneyField("prix")
    vat_rate = models.PositiveIntegerField("taux de TVA, en centièmes de point", default=0)
    vat = MoneyField("TVA")
    owing = models.CharField(
        "ce qui est dû", max_length=20, choices=Owing.choices(), default=Owing.AFTER.value
    )

    class Meta:
        verbose_name = "prix d’une réservation"
        verbose_name_plural = "prix des réservations"
        ordering = ["booking_id"]
        indexes = [
            models.Index(
                fields=["booking"], condition=Q(owing=Owing.DUE.value), name="booking_price_due"
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="booking_price_adds_up",
                condition=Q(full=F("net") + F("subsidy"), subsidy__gte=0, net__gte=0, vat__gte=0),
            ),
            models.CheckConstraint(
                name="booking_price_due_is_some",
                condition=~Q(owing=Owing.DUE.value) | Q(net__gt=0),
            ),
            models.CheckConstraint(
                name="booking_price_has_a_rate", condition=Q(net=0) | Q(rate__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.booking}, {self.net}"

    @property
    def explained(self) -> str:
        """The price in one sentence, in the reader's language."""
        return explained(read_lines(self.lines), self.free_minutes, self.payer, self.vat)

    @property
    def with_vat(self) -> Money:
        return self.net + self.vat


def kept(lines: tuple[Line, ...]) -> list[dict[str, object]]:
    return [
        {"rate": line.key, "unit": line.unit.value, "quantity": line.quantity,
         "each": line.each.cents, "full": line.full.cents, "subsidy": line.subsidy.cents,
         "plain": line.plain}
        for line in lines
    ]  # fmt: skip


def read_lines(told: list[dict[str, object]]) -> list[Line]:
    return [
        Line(
            Unit(str(one["unit"])), int(str(one["quantity"])), _cents(one["each"]),
            _cents(one["full"]), _cents(one["subsidy"]), int(str(one["rate"])), bool(one["plain"]),
        )
        for one in told
    ]  # fmt: skip


def _cents(told: object) -> Money:
    return Money(int(str(told)))
