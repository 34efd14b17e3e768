from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from phares.activities.bookings.models import Booking
from phares.activities.events.rules.kinds import (
    STANDS,
    Comers,
    EventKind,
    EventState,
    PaidBy,
    RegistrationState,
)
from phares.activities.events.rules.registering import Room
from phares.common.facts import Sourced
from phares.common.fields import MoneyField
from phares.cooperative.governance.models import Body
from phares.cooperative.projects.models import Action
from phares.people.accounts.models import User
from phares.people.directory.models import Organisation

KEY = "event:"
"""How the key of a session begins in a calendar; its number follows."""


class Event(Sourced):
    """A meal, a training, an open day: what for, who may come, what it costs to come."""

    kind = models.CharField("nature", max_length=20, choices=EventKind.choices(), db_index=True)
    title = models.CharField("intitulé", max_length=160)
    purpose = models.TextField("pour quoi", blank=True)
    comers = models.CharField(
        "qui peut venir", max_length=10, choices=Comers.choices(), default=Comers.MEMBERS.value
    )
    state = models.CharField(
        "état", max_length=10, choices=EventState.choices(), default=EventState.DRAFT.value
    )
    organiser = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="events",
        verbose_name="structure qui organise",
    )  # fmt: skip
    action = models.ForeignKey(
        Action, models.SET_NULL, null=True, blank=True, related_name="events",
        verbose_name="action du pôle",
    )  # fmt: skip
    body = models.ForeignKey(
        Body, models.SET_NULL, null=True, blank=True, related_name="events",
        verbose_name="instance",
    )  # fmt: skip
    price = MoneyField("prix", null=True, blank=True)
    price_note = models.CharField("à savoir du prix", max_length=120, blank=True)
    payer = models.CharField(
        "qui paie", max_length=10, choices=PaidBy.choices(), default=PaidBy.NOBODY.value
    )
    reason = models.CharField("raison de l’annulation", max_length=200, blank=True)

    class Meta:
        verbose_name = "rendez-vous"
        verbose_name_plural = "rendez-vous"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="event_price_not_negative", condition=Q(price__isnull=True) | Q(price__gte=0)
            ),
            models.CheckConstraint(
                name="event_cancelled_says_why",
                condition=~Q(state=EventState.CANCELLED.value) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Session(models.Model):
    """From an hour to another, in a room that is booked or at an address."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="sessions")
    title = models.CharField("intitulé de la séance", max_length=120, blank=True)
    starts_at = models.DateTimeField("début", db_index=True)
    ends_at = models.DateTimeField("fin")
    booking = models.OneToOneField(
        Booking, models.PROTECT, null=True, blank=True, related_name="session",
        verbose_name="salle réservée",
    )  # fmt: skip
    place = models.CharField("adresse", max_length=160, blank=True)
    capacity = models.PositiveIntegerField("places", null=True, blank=True)
    taken = models.PositiveIntegerField("places données", default=0, editable=False)
    """Kept with each registration: the database itself never gives one place too many."""
    uid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    sequence = models.PositiveIntegerField("version", default=0, editable=False)

    class Meta:
        verbose_name = "séance"
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="session_ends_after_start", condition=Q(ends_at__gt=F("starts_at"))
            ),
            models.CheckConstraint(
                name="session_never_over_capacity",
                condition=Q(capacity__isnull=True) | Q(taken__lte=F("capacity")),
            ),
            models.CheckConstraint(
                name="session_in_one_place", condition=Q(booking__isnull=True) | Q(place="")
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.event.title

    @property
    def where(self) -> str:
        """The room of the pole, or the address."""
        return self.booking.offer.name if self.booking else self.place

    @property
    def room(self) -> Room:
        return Room(self.capacity, self.taken, getattr(self, "waits", 0))


class Registration(models.Model):
    """Somebody comes to a session, or waits for a place."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="registrations")
    name = models.CharField("nom", max_length=120, blank=True)
    """Empty once it was forgotten: the row still counts."""
    email = models.EmailField("courriel", blank=True)
    user = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="registrations"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="registrations",
        verbose_name="structure",
    )  # fmt: skip
    from_where = models.CharField("vient de", max_length=120, blank=True)
    state = models.CharField("état", max_length=12, choices=RegistrationState.choices())
    asked_at = models.DateTimeField("demandée le")
    language = models.CharField("langue", max_length=5, default="fr")
    came = models.BooleanField("venue", null=True, blank=True)

    class Meta:
        verbose_name = "inscription"
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "email"], name="registration_once_an_address",
                condition=~Q(email="") & Q(state__in=[state.value for state in STANDS]),
            ),
            models.CheckConstraint(
                name="registration_came_had_a_place",
                condition=Q(came__isnull=True) | Q(state=RegistrationState.HELD.value),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name or f"inscription {self.pk}"


class HeadCount(models.Model):
    """People who came without being on the list: how many, from which structure or passing by."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="head_counts")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="head_counts",
        verbose_name="structure",
    )  # fmt: skip
    people = models.PositiveIntegerField("personnes")

    class Meta:
        verbose_name = "personnes comptées"
        verbose_name_plural = "personnes comptées"
        ordering = ["session_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "organisation"], name="head_count_once_a_structure"
            ),
            models.UniqueConstraint(
                fields=["session"], name="head_count_once_passing_by",
                condition=Q(organisation__isnull=True),
            ),
            models.CheckConstraint(name="head_count_from_one", condition=Q(people__gte=1)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.organisation or "de passage")


class Cost(models.Model):
    """What an event cost: caterer, trainer, hire."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="costs")
    label = models.CharField("quoi", max_length=120)
    amount = MoneyField("montant")
    payer = models.CharField("payé par", max_length=120, blank=True)

    class Meta:
        verbose_name = "dépense"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="event_cost_above_zero", condition=Q(amount__gt=0))
        ]

    def __str__(self) -> str:
        return self.label
