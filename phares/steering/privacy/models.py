from __future__ import annotations

from django.db import models

from phares.common.constraints import NoOverlap
from phares.common.facts import Sourced, Span
from phares.people.accounts.models import User
from phares.steering.privacy.rules.asking import Wish


class Retention(Span, Sourced):
    """How many months a kind of data is kept, from a day on, instead of what Phares proposes."""

    code = models.SlugField("durée", max_length=60)
    months = models.PositiveSmallIntegerField("mois")

    class Meta(Span.Meta):
        verbose_name = "durée de conservation"
        verbose_name_plural = "durées de conservation"
        ordering = ["code", "starts_on"]
        constraints = [
            *Span.Meta.constraints,
            NoOverlap(
                name="retention_one_at_a_time",
                group=["code"],
                start="starts_on",
                end="ends_on",
                days=True,
            ),
            models.CheckConstraint(
                name="retention_at_least_a_month", condition=models.Q(months__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}, {self.months} mois"


class RightsRequest(models.Model):
    """What somebody asks of the data held on them, until the administration answered."""

    user = models.ForeignKey(User, models.CASCADE, related_name="rights_requests")
    wish = models.CharField("demande", max_length=12, choices=Wish.choices())
    words = models.TextField("en ces termes", blank=True)
    asked_on = models.DateField("demandé le")
    due_on = models.DateField("à répondre avant le")
    answered_on = models.DateField("répondu le", null=True)
    answer = models.TextField("réponse", blank=True)
    answered_by = models.CharField("répondu par", max_length=200, blank=True)

    class Meta:
        verbose_name = "demande sur ses données"
        verbose_name_plural = "demandes sur ses données"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="rights_answered_in_words",
                condition=models.Q(answered_on__isnull=True, answer="")
                | models.Q(answered_on__isnull=False) & ~models.Q(answer=""),
            ),
            models.CheckConstraint(
                name="rights_due_after_asked",
                condition=models.Q(due_on__gte=models.F("asked_on")),
            ),
            models.UniqueConstraint(
                name="rights_erasure_asked_once",
                fields=["user"],
                condition=models.Q(wish=Wish.ERASE.value, answered_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{Wish(self.wish).label}, {self.user}"
