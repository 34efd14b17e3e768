from __future__ import annotations

from django.db import models

from phares.common.constraints import NoOverlap
from phares.common.facts import Sourced, Span
from phares.cooperative.governance.rules.kinds import BodyKind, SeatKind
from phares.kernel.tongue import french
from phares.people.directory.models import Organisation, Person


class Body(Sourced):
    """A place where things are decided: who sits, how often, about what."""

    name = models.CharField("nom", max_length=120)
    kind = models.CharField("nature", max_length=20, choices=BodyKind.choices())
    composition = models.CharField("qui", max_length=200, blank=True)
    frequency = models.CharField("rythme", max_length=120, blank=True)
    purpose = models.CharField("objet", max_length=200, blank=True)
    paired_seats = models.BooleanField("couples salarié-administrateur", default=False)
    rank = models.PositiveSmallIntegerField("rang", default=0)

    class Meta:
        verbose_name = "instance"
        ordering = ["rank", "name"]
        constraints = [models.UniqueConstraint(fields=["name"], name="body_named_once")]

    def __str__(self) -> str:
        return self.name


class Mandate(Span, Sourced):
    """A person sits in a body for a while, in the name of a structure or their own."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="mandates")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="mandates"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="mandates"
    )
    title = models.CharField("titre", max_length=80)
    seat = models.CharField(
        "siège", max_length=20, choices=SeatKind.choices(), default=SeatKind.ANY.value
    )
    legal_agent = models.BooleanField("mandataire", default=False)

    class Meta(Span.Meta):
        verbose_name = "mandat"
        ordering = ["body_id", "pk"]
        constraints = [
            *Span.Meta.constraints,
            models.CheckConstraint(
                name="mandate_names_somebody",
                condition=models.Q(person__isnull=False) | models.Q(organisation__isnull=False),
            ),
            NoOverlap(
                name="paired_seat_once_at_a_time",
                group=["body", "organisation", "seat"],
                start="starts_on",
                end="ends_on",
                days=True,
                status_field="seat",
                active=[SeatKind.EMPLOYEE.value, SeatKind.BOARD.value],
                violation_error_message=french(
                    "Ce siège de la structure est déjà tenu à ces dates."
                ),
            ),
            NoOverlap(
                name="mandate_once_at_a_time",
                group=["body", "person"],
                start="starts_on",
                end="ends_on",
                days=True,
                violation_error_message=french(
                    "Cette personne siège déjà dans l’instance à ces dates."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder}, {self.title}"

    @property
    def holder(self) -> str:
        """Who sits: the person, or the structure where it sits by itself."""
        return str(self.person or self.organisation)
