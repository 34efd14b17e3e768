from __future__ import annotations

from django.db import models
from django.db.models import Q

from phares.activities.bookings.models import Offer
from phares.people.accounts.models import User

LIVE = Q(withdrawn_at__isnull=True)


class Feed(models.Model):
    """A secret address another calendar reads: one's own dates, or when a place is taken.

    Only the fingerprint of the address is kept; it is shown once.
    """

    user = models.ForeignKey(
        User, models.CASCADE, related_name="feeds", verbose_name="abonnement de"
    )
    offer = models.ForeignKey(
        Offer, models.PROTECT, null=True, blank=True, related_name="feeds",
        verbose_name="de la salle",
    )  # fmt: skip
    digest = models.CharField("empreinte", max_length=64, unique=True)
    made_at = models.DateTimeField("fait le")
    used_on = models.DateField("a servi le", null=True, blank=True)
    withdrawn_at = models.DateTimeField("retiré le", null=True, blank=True)

    class Meta:
        verbose_name = "abonnement d’agenda"
        verbose_name_plural = "abonnements d’agenda"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                name="feed_of_one_self_once", fields=["user"], condition=LIVE & Q(offer=None)
            ),
            models.UniqueConstraint(
                name="feed_of_a_place_once",
                fields=["user", "offer"],
                condition=LIVE & Q(offer__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offer or 'agenda'}, {self.user}"
