from __future__ import annotations

import uuid
from datetime import timedelta

from django.db import models
from django.db.models import F, Q

from phares.activities.bookings.models_price import BookingPrice as BookingPrice
from phares.activities.bookings.models_waiting import WaitlistEntry as WaitlistEntry
from phares.activities.bookings.rules.kinds import (
    HOLDS,
    Approval,
    BookingState,
    CapEvery,
    CapMeasure,
    CapScope,
    DateState,
    Nature,
    OfferKind,
    Rhythm,
    Setup,
    Skip,
)
from phares.activities.bookings.rules.limits import Limits
from phares.activities.bookings.rules.local import DAY
from phares.activities.bookings.rules.recurring import Recurrence
from phares.common.facts import Sourced, Span
from phares.cooperative.assets.models import Asset
from phares.people.accounts.models import User
from phares.people.directory.models import Party

KEY = "booking:"
"""How the key of what a booking takes begins; its number follows."""


class Offer(Span, Sourced):
    """What is booked: all of its units together, or any one of them; how, and by whom."""

    name = models.CharField("nom", max_length=120)
    kind = models.CharField("nature", max_length=20, choices=OfferKind.choices())
    note = models.CharField("à savoir", max_length=300, blank=True)
    units = models.ManyToManyField(Asset, through="OfferUnit", related_name="offers")
    any_one = models.BooleanField("l’une quelconque de ces unités", default=False)
    before_minutes = models.PositiveSmallIntegerField("battement avant, en minutes", default=0)
    after_minutes = models.PositiveSmallIntegerField("battement après, en minutes", default=0)
    step_minutes = models.PositiveSmallIntegerField("pas, en minutes", default=15)
    shortest_minutes = models.PositiveSmallIntegerField("durée minimale, en minutes", default=15)
    longest_minutes = models.PositiveIntegerField(
        "durée maximale, en minutes", null=True, blank=True
    )
    notice_minutes = models.PositiveIntegerField("délai minimal, en minutes", default=0)
    ahead_days = models.PositiveSmallIntegerField(
        "au plus, en jours à l’avance", null=True, blank=True
    )
    approval = models.CharField(
        "confirmée par le pôle pour", max_length=20, choices=Approval.choices(),
        default=Approval.OUTSIDERS.value,
    )  # fmt: skip
    keeps_holidays = models.BooleanField("fermée les jours fériés", default=True)
    release_minutes = models.PositiveSmallIntegerField(
        "libérée si personne ne vient, après, en minutes", null=True, blank=True
    )

    class Meta(Span.Meta):
        verbose_name = "offre à réserver"
        verbose_name_plural = "offres à réserver"
        ordering = ["name", "pk"]
        constraints = [
            *Span.Meta.constraints,
            models.CheckConstraint(
                name="offer_step_divides_an_hour",
                condition=Q(step_minutes__in=[5, 10, 15, 20, 30, 60]),
            ),
            models.CheckConstraint(
                name="offer_shortest_not_over_longest",
                condition=Q(longest_minutes__isnull=True)
                | Q(longest_minutes__gte=F("shortest_minutes")),
            ),
            models.CheckConstraint(
                name="offer_buffers_within_a_day",
                condition=Q(before_minutes__lte=DAY, after_minutes__lte=DAY),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def limits(self) -> Limits:
        return Limits(
            self.step_minutes,
            self.shortest_minutes,
            self.longest_minutes,
            self.notice_minutes,
            self.ahead_days,
        )

    @property
    def before(self) -> timedelta:
        return timedelta(minutes=self.before_minutes)

    @property
    def after(self) -> timedelta:
        return timedelta(minutes=self.after_minutes)


class OfferUnit(models.Model):
    """A thing that an offer takes, or may take; the first free one of a pool goes first."""

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="parts")
    asset = models.ForeignKey(Asset, models.PROTECT, related_name="offered_in")
    rank = models.PositiveSmallIntegerField("rang", default=0)

    class Meta:
        verbose_name = "unité d’une offre"
        verbose_name_plural = "unités d’une offre"
        ordering = ["offer_id", "rank", "asset_id"]
        constraints = [models.UniqueConstraint(fields=["offer", "asset"], name="offer_unit_once")]

    def __str__(self) -> str:
        return f"{self.offer}, {self.asset}"


class OpeningHours(Span):
    """Open on a day of the week between two hours: the house, or one offer that has its own."""

    offer = models.ForeignKey(
        Offer, models.CASCADE, null=True, blank=True, related_name="hours",
        verbose_name="pour",
    )  # fmt: skip
    weekday = models.PositiveSmallIntegerField("jour de la semaine")
    opens = models.PositiveSmallIntegerField("ouvre, en minutes après minuit")
    closes = models.PositiveSmallIntegerField("ferme, en minutes après minuit")

    class Meta(Span.Meta):
        verbose_name = "horaire d’ouverture"
        verbose_name_plural = "horaires d’ouverture"
        ordering = ["offer_id", "weekday", "opens"]
        constraints = [
            *Span.Meta.constraints,
            models.CheckConstraint(name="opening_weekday", condition=Q(weekday__lte=6)),
            models.CheckConstraint(
                name="opening_within_its_day",
                condition=Q(closes__gt=F("opens"), closes__lte=DAY),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} : {self.opens}–{self.closes}"


class DaysOff(Span, Sourced):
    """Days on which the house, or one offer, is closed, and why."""

    offer = models.ForeignKey(
        Offer, models.CASCADE, null=True, blank=True, related_name="days_off",
        verbose_name="pour",
    )  # fmt: skip
    label = models.CharField("raison", max_length=160)

    class Meta(Span.Meta):
        verbose_name = "jours de fermeture"
        verbose_name_plural = "jours de fermeture"
        ordering = ["-starts_on"]
        constraints = [
            *Span.Meta.constraints,
            models.CheckConstraint(name="days_off_have_an_end", condition=Q(ends_on__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.label


class BookingCap(Span):
    """How much one organisation, or one person, may book: of everything, or of one offer."""

    offer = models.ForeignKey(
        Offer, models.CASCADE, null=True, blank=True, related_name="caps",
        verbose_name="pour",
    )  # fmt: skip
    scope = models.CharField("compté", max_length=20, choices=CapScope.choices())
    measure = models.CharField("en", max_length=20, choices=CapMeasure.choices())
    every = models.CharField("période", max_length=20, choices=CapEvery.choices())
    most = models.PositiveIntegerField("au plus")

    class Meta(Span.Meta):
        verbose_name = "plafond de réservation"
        verbose_name_plural = "plafonds de réservation"
        ordering = ["offer_id", "scope", "every"]
        constraints = [
            *Span.Meta.constraints,
            models.CheckConstraint(name="cap_lets_something", condition=Q(most__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.most} {CapMeasure(self.measure).label}, {CapEvery(self.every).label}"


class Booking(models.Model):
    """An offer kept for an organisation, from a moment up to, and without, another.

    The moments are those of use: what is taken of the units has the buffers besides.
    """

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="bookings", verbose_name="offre")
    party = models.ForeignKey(Party, models.PROTECT, related_name="bookings", verbose_name="pour")
    made_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="bookings",
        verbose_name="demandée par",
    )  # fmt: skip
    starts_at = models.DateTimeField("de")
    ends_at = models.DateTimeField("à")
    state = models.CharField("état", max_length=20, choices=BookingState.choices())
    nature = models.CharField(
        "nature", max_length=20, choices=Nature.choices(), default=Nature.MEETING.value
    )
    purpose = models.CharField("objet, visible sur la porte", max_length=120, blank=True)
    people = models.PositiveSmallIntegerField("nombre de personnes", null=True, blank=True)
    setup = models.CharField(
        "disposition", max_length=20, choices=Setup.choices(), default=Setup.AS_IS.value
    )
    catering = models.CharField("repas et boissons", max_length=200, blank=True)
    note = models.CharField("à préparer", max_length=300, blank=True)
    reason = models.CharField("raison du refus ou de l’annulation", max_length=300, blank=True)
    overbooked = models.BooleanField("deux à la fois, sciemment", default=False)
    prepared_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="rooms_prepared",
        verbose_name="préparée par",
    )  # fmt: skip
    prepared_at = models.DateTimeField("préparée à", null=True, blank=True)
    checked_in_at = models.DateTimeField("arrivée à", null=True, blank=True)
    made_at = models.DateTimeField("demandée le")
    uid = models.UUIDField("identifiant d’agenda", default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField("version d’agenda", default=0)
    request_key = models.CharField("clé de la demande", max_length=80, blank=True)
    illustrative = models.BooleanField("illustratif", default=False)

    class Meta:
        verbose_name = "réservation"
        ordering = ["starts_at", "pk"]
        indexes = [
            models.Index(fields=["offer", "starts_at"], name="booking_offer_start"),
            models.Index(fields=["party", "starts_at"], name="booking_party_start"),
            models.Index(fields=["starts_at", "ends_at"], name="booking_moments"),
            models.Index(
                fields=["state", "starts_at"],
                condition=Q(state__in=[state.value for state in HOLDS]),
                name="booking_standing",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="booking_ends_after_start", condition=Q(ends_at__gt=F("starts_at"))
            ),
            models.CheckConstraint(
                name="booking_no_without_reason",
                condition=~Q(state=BookingState.REFUSED.value, reason=""),
            ),
            models.CheckConstraint(
                name="booking_doubled_with_reason", condition=~Q(overbooked=True, note="")
            ),
            models.UniqueConstraint(
                fields=["made_by", "request_key"],
                condition=~Q(request_key="") & Q(state__in=[state.value for state in HOLDS]),
                name="booking_asked_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offer}, {self.party}"

    @property
    def key(self) -> str:
        """What its occupations are kept for."""
        return f"{KEY}{self.pk}"


class Series(models.Model):
    """An offer asked for on dates that come again, at hours of the wall.

    The wall is that of the place: each date has its own moments, whatever the clock does.
    """

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="series", verbose_name="offre")
    party = models.ForeignKey(Party, models.PROTECT, related_name="series", verbose_name="pour")
    made_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="series",
        verbose_name="demandée par",
    )  # fmt: skip
    rhythm = models.CharField("rythme", max_length=20, choices=Rhythm.choices())
    weekdays = models.CharField("jours de la semaine", max_length=7, blank=True)
    """Digits, Monday is 0: « 13 » for Tuesday and Thursday."""
    first_on = models.DateField("à partir du")
    last_on = models.DateField("jusqu’au")
    start = models.PositiveSmallIntegerField("de, en minutes après minuit")
    end = models.PositiveSmallIntegerField("à, en minutes après minuit")
    zone = models.CharField("heure de", max_length=40)
    purpose = models.CharField("objet, visible sur la porte", max_length=120, blank=True)
    made_at = models.DateTimeField("demandée le")
    request_key = models.CharField("clé de la demande", max_length=80, blank=True)
    illustrative = models.BooleanField("illustratif", default=False)

    class Meta:
        verbose_name = "série"
        verbose_name_plural = "séries"
        ordering = ["-first_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="series_ends_after_start", condition=Q(last_on__gte=F("first_on"))
            ),
            models.CheckConstraint(
                name="series_hours_of_a_day",
                condition=Q(start__lt=DAY, end__lt=DAY) & ~Q(start=F("end")),
            ),
            models.UniqueConstraint(
                fields=["made_by", "request_key"], condition=~Q(request_key=""),
                name="series_asked_once",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.offer}, {self.party}"

    @property
    def recurrence(self) -> Recurrence:
        days = tuple(int(digit) for digit in self.weekdays)
        return Recurrence(Rhythm(self.rhythm), self.first_on, self.last_on, days)


class Occurrence(models.Model):
    """One date of a series: its booking, or why there is none; it stays listed.

    The reason of one that is booked says why it kept other hours than the series has.
    """

    series = models.ForeignKey(Series, models.CASCADE, related_name="dates", verbose_name="série")
    day = models.DateField("date")
    booking = models.OneToOneField(
        Booking, models.PROTECT, null=True, blank=True, related_name="occurrence",
        verbose_name="réservation",
    )  # fmt: skip
    state = models.CharField("état", max_length=20, choices=DateState.choices())
    why = models.CharField("nature", max_length=20, choices=Skip.choices(), blank=True)
    reason = models.CharField("raison", max_length=300, blank=True)

    class Meta:
        verbose_name = "date d’une série"
        verbose_name_plural = "dates d’une série"
        ordering = ["series_id", "day"]
        constraints = [
            models.UniqueConstraint(fields=["series", "day"], name="occurrence_once_a_day"),
            models.CheckConstraint(
                name="occurrence_booked_or_told_why",
                condition=Q(state=DateState.BOOKED.value, booking__isnull=False, why="")
                | Q(state=DateState.SKIPPED.value, booking__isnull=True)
                & ~Q(why="")
                & ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series}, {self.day}"
