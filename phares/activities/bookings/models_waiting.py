"""Who waits for a place that is taken."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from phares.activities.bookings.rules.asking import Wish
from phares.activities.bookings.rules.kinds import Nature, Setup
from phares.activities.bookings.rules.waiting import STANDS, WaitState
from phares.people.accounts.models import User
from phares.people.directory.models import Party

STANDING = [state.value for state in STANDS]


class WaitlistEntry(models.Model):
    """A place asked for while another has it: offered for a while to the first who waits."""

    offer = models.ForeignKey(
        to="bookings.Offer",
        on_delete=models.PROTECT,
        related_name="waits",
        verbose_name="offre",
    )
    party = models.ForeignKey(Party, models.PROTECT, related_name="waits", verbose_name="pour")
    made_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="waits",
        verbose_name="demandée par",
    )  # fmt: skip
    starts_at = models.DateTimeField("début")
    ends_at = models.DateTimeField("fin")
    nature = models.CharField("nature", max_length=20, choices=Nature.choices())
    purpose = models.CharField("objet, visible sur la porte", max_length=120, blank=True)
    people = models.PositiveIntegerField("personnes", null=True, blank=True)
    setup = models.CharField("disposition", max_length=20, choices=Setup.choices())
    catering = models.CharField("repas et boissons", max_length=200, blank=True)
    note = models.CharField("à préparer", max_length=300, blank=True)
    state = models.CharField(
        "état", max_length=10, choices=WaitState.choices(), default=WaitState.WAITING.value
    )
    made_at = models.DateTimeField("demandée le")
    offered_until = models.DateTimeField("gardée jusqu’à", null=True, blank=True)
    booking = models.OneToOneField(
        to="bookings.Booking",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="waited",
        verbose_name="réservation",
    )

    class Meta:
        verbose_name = "attente d’une place"
        verbose_name_plural = "attentes de places"
        ordering = ["made_at", "pk"]
        indexes = [
            models.Index(
                fields=["starts_at", "ends_at"], condition=Q(state__in=STANDING),
                name="wait_standing",
            )
        ]  # fmt: skip
        constraints = [
            models.CheckConstraint(
                name="wait_ends_after_start", condition=Q(ends_at__gt=F("starts_at"))
            ),
            models.CheckConstraint(
                name="wait_offered_until_when",
                condition=~Q(state=WaitState.OFFERED.value, offered_until__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["offer", "party", "starts_at", "ends_at"],
                condition=Q(state__in=STANDING), name="wait_once_a_place",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.offer}, {self.party}"

    @property
    def key(self) -> str:
        """What the place is held for while it is offered."""
        return f"wait:{self.pk}"

    @property
    def wish(self) -> Wish:
        return Wish(
            Nature(self.nature), self.purpose, self.people, Setup(self.setup), self.catering,
            self.note,
        )  # fmt: skip
