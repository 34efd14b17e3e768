from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from phares.common.constraints import Immutable, Never, NoOverlap
from phares.common.facts import Sourced, Span
from phares.kernel.tongue import french, translated
from phares.kernel.words import lasting
from phares.money.pricing.rules.ledger import Move
from phares.people.directory.models import Organisation

KIND = "kind:"
"""How the key of a kind of place begins."""
_SAME = (
    'FROM "pricing_allowanceentry" e WHERE e.allowance_id = NEW.allowance_id '
    "AND e.month = NEW.month"
)


class Allowance(Span, Sourced):
    """Time offered to an organisation each month: of one thing booked, or of a kind of place."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="allowances", verbose_name="pour"
    )
    thing = models.CharField("ce que l’on réserve", max_length=40)
    label = models.CharField("intitulé", max_length=120)
    minutes = models.PositiveIntegerField("par mois, en minutes")

    class Meta(Span.Meta):
        verbose_name = "heures offertes"
        verbose_name_plural = "heures offertes"
        ordering = ["organisation__name", "label", "starts_on"]
        constraints = [
            *Span.Meta.constraints,
            NoOverlap(
                name="allowance_one_at_a_time",
                group=["organisation", "thing"],
                start="starts_on",
                end="ends_on",
                days=True,
                violation_error_message=french("Des heures sont déjà offertes à ces dates."),
            ),
            models.CheckConstraint(name="allowance_of_some_time", condition=Q(minutes__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.named}, {lasting(self.minutes)}"

    @property
    def named(self) -> str:
        """The name people gave to a place; for a kind of place, ours in the reader's language."""
        return translated(self.label) if self.thing.startswith(KIND) else self.label


class AllowanceEntry(models.Model):
    """A line of the ledger of hours offered: written once, never changed."""

    allowance = models.ForeignKey(
        Allowance, models.PROTECT, related_name="entries", verbose_name="heures offertes"
    )
    month = models.DateField("mois, par son premier jour")
    move = models.CharField("mouvement", max_length=20, choices=Move.choices())
    minutes = models.PositiveIntegerField("minutes")
    free = models.IntegerField("à réserver, en plus ou en moins")
    held = models.IntegerField("retenues, en plus ou en moins")
    key = models.CharField("pour", max_length=40, blank=True)
    at = models.DateTimeField("le")

    class Meta:
        verbose_name = "mouvement d’heures offertes"
        verbose_name_plural = "mouvements d’heures offertes"
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["key"], name="allowance_entry_key")]
        constraints = [
            Immutable(name="allowance_entry_stays"),
            models.CheckConstraint(name="allowance_entry_some", condition=Q(minutes__gte=1)),
            models.CheckConstraint(
                name="allowance_entry_signs",
                condition=Q(move=Move.GRANTED.value, free=F("minutes"), held=0)
                | Q(move=Move.HELD.value, free=0 - F("minutes"), held=F("minutes"))
                | Q(move=Move.CONSUMED.value, free=0, held=0 - F("minutes"))
                | Q(move=Move.GIVEN_BACK.value, free=F("minutes"), held=0 - F("minutes"))
                | Q(move=Move.EXPIRED.value, free=0 - F("minutes"), held=0),
            ),
            models.UniqueConstraint(
                fields=["allowance", "month"],
                condition=Q(move=Move.GRANTED.value),
                name="allowance_granted_once_a_month",
            ),
            Never(
                name="allowance_below_zero",
                parent="allowance",
                events=["INSERT"],
                when=f"NEW.free + COALESCE((SELECT SUM(e.free) {_SAME}), 0) < 0",
                lasting=False,
            ),
            Never(
                name="allowance_held_below_zero",
                parent="allowance",
                events=["INSERT"],
                when=f"NEW.held + COALESCE((SELECT SUM(e.held) {_SAME} "
                "AND e.key = NEW.key), 0) < 0",
                lasting=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_move_display()} : {lasting(self.minutes)}"
