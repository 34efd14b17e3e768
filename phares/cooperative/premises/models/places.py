from __future__ import annotations

from django.db import models

from phares.common.constraints import NoOverlap
from phares.common.facts import Sourced, Span
from phares.cooperative.assets.models import Asset
from phares.cooperative.premises.rules.kinds import LeaseState, SpaceKind, TenureKind, WorksState
from phares.kernel.dating import Dated, Precision
from phares.kernel.words import of
from phares.people.directory.models import Organisation, Party


class Site(Sourced):
    """A place with an address: one building or several."""

    name = models.CharField("nom", max_length=120)
    street = models.CharField("voie", max_length=200, blank=True)
    postcode = models.CharField("code postal", max_length=12, blank=True)
    city = models.CharField("commune", max_length=120, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)

    class Meta:
        verbose_name = "site"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Building(Sourced):
    """A building of a site. Who owns it and who manages it are dated Tenures."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="buildings")
    name = models.CharField("nom", max_length=120)

    class Meta:
        verbose_name = "bâtiment"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Tenure(Span, Sourced):
    """An organisation owns or manages a building for a while: neither implies occupying it."""

    building = models.ForeignKey(Building, models.CASCADE, related_name="tenures")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="tenures")
    kind = models.CharField("à titre de", max_length=20, choices=TenureKind.choices())

    class Meta(Span.Meta):
        verbose_name = "titre sur un bâtiment"
        verbose_name_plural = "titres sur un bâtiment"
        ordering = ["building_id", "kind", "starts_on"]
        constraints = [
            *Span.Meta.constraints,
            NoOverlap(
                name="tenure_once_at_a_time",
                group=["building", "organisation", "kind"],
                start="starts_on",
                end="ends_on",
                days=True,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {TenureKind(self.kind).label} {of(str(self.building))}"


class Floor(models.Model):
    """A floor with its outline, in decimetres from its top left corner."""

    building = models.ForeignKey(Building, models.PROTECT, related_name="floors")
    code = models.CharField("code", max_length=10)
    name = models.CharField("nom", max_length=60)
    level = models.SmallIntegerField("niveau")
    width = models.PositiveIntegerField("largeur, en dm")
    height = models.PositiveIntegerField("profondeur, en dm")

    class Meta:
        verbose_name = "étage"
        ordering = ["building_id", "level"]
        constraints = [
            models.UniqueConstraint(fields=["building", "level"], name="floor_level_once"),
            models.UniqueConstraint(fields=["building", "code"], name="floor_code_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Space(Asset):
    """A place in a building: what the door says. Its kind, surface and capacity are dated."""

    floor = models.ForeignKey(Floor, models.PROTECT, related_name="spaces", verbose_name="étage")
    code = models.CharField("plaque", max_length=20)
    x = models.PositiveIntegerField("x, en dm", default=0)
    y = models.PositiveIntegerField("y, en dm", default=0)
    width = models.PositiveIntegerField("largeur, en dm", default=0)
    height = models.PositiveIntegerField("profondeur, en dm", default=0)

    class Meta:
        verbose_name = "espace"
        ordering = ["floor_id", "code"]
        constraints = [models.UniqueConstraint(fields=["floor", "code"], name="space_code_once")]


class SpaceState(Span, Sourced):
    """What a space is from a day on: kind, surface in m², capacity, fit for use or not."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="states")
    kind = models.CharField("nature", max_length=20, choices=SpaceKind.choices())
    surface_m2 = models.DecimalField("surface, en m²", max_digits=7, decimal_places=2)
    capacity = models.PositiveSmallIntegerField("places", null=True, blank=True)
    usable = models.BooleanField("utilisable", default=True)

    class Meta(Span.Meta):
        verbose_name = "état d’un espace"
        verbose_name_plural = "états d’un espace"
        ordering = ["space_id", "starts_on"]
        constraints = [
            *Span.Meta.constraints,
            NoOverlap(
                name="space_state_one_at_a_time",
                group=["space"],
                start="starts_on",
                end="ends_on",
                days=True,
            ),
            models.CheckConstraint(
                name="space_surface_not_negative", condition=models.Q(surface_m2__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.space}, {SpaceKind(self.kind).label}"


class Lease(Span, Sourced):
    """An occupation agreement: who may use which spaces, from, to, how many m²."""

    number = models.CharField("numéro", max_length=40, unique=True)
    occupant = models.ForeignKey(Party, models.PROTECT, related_name="leases")
    lessor = models.ForeignKey(
        Organisation, models.PROTECT, related_name="leases_given", verbose_name="consentie par"
    )
    state = models.CharField(
        max_length=20, choices=LeaseState.choices(), default=LeaseState.ACTIVE.value
    )
    notice_months = models.PositiveSmallIntegerField("préavis, en mois", default=2)
    noticed_on = models.DateField("congé reçu le", null=True, blank=True)
    term_on = models.DateField("terme avant le congé, exclu", null=True, blank=True)
    term_precision = models.CharField(
        max_length=10, choices=Precision.choices(), default=Precision.DAY.value
    )
    renews = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="renewal",
        verbose_name="renouvelle",
    )  # fmt: skip
    note = models.CharField("remarque", max_length=300, blank=True)

    class Meta(Span.Meta):
        verbose_name = "convention d’occupation"
        verbose_name_plural = "conventions d’occupation"
        ordering = ["number"]
        indexes = [models.Index(fields=["state", "ends_on"], name="lease_state_end")]
        constraints = [
            *Span.Meta.constraints,
            models.CheckConstraint(
                name="lease_notice_at_most_a_year", condition=models.Q(notice_months__lte=12)
            ),
            models.CheckConstraint(
                name="lease_cancelled_renews_nothing",
                condition=~models.Q(state=LeaseState.CANCELLED.value, renews__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}, {self.occupant}"

    @property
    def key(self) -> str:
        """What its occupations are kept for."""
        return f"lease:{self.pk}"

    @property
    def term(self) -> Dated | None:
        """Where it ended before notice was given; None without an end."""
        if self.term_on is None:
            return None
        return Dated.ending_at(self.term_on, Precision(self.term_precision))


class LeaseLine(models.Model):
    """One space of an agreement, with the m² that were agreed."""

    lease = models.ForeignKey(Lease, models.CASCADE, related_name="lines")
    space = models.ForeignKey(Space, models.PROTECT, related_name="lease_lines")
    surface_m2 = models.DecimalField("surface, en m²", max_digits=7, decimal_places=2)

    class Meta:
        verbose_name = "espace d’une convention"
        verbose_name_plural = "espaces d’une convention"
        ordering = ["lease_id", "space_id"]
        constraints = [
            models.UniqueConstraint(fields=["lease", "space"], name="lease_line_once"),
            models.CheckConstraint(
                name="lease_line_has_a_surface", condition=models.Q(surface_m2__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.space}, {self.surface_m2} m²"


class Works(Span, Sourced):
    """Works on a building: the spaces they close or open, the surface they gain."""

    building = models.ForeignKey(Building, models.PROTECT, related_name="works")
    name = models.CharField("intitulé", max_length=160)
    description = models.CharField("description", max_length=300, blank=True)
    state = models.CharField(max_length=20, choices=WorksState.choices())
    surface_gained_m2 = models.DecimalField(
        "surface gagnée, en m²", max_digits=7, decimal_places=2, null=True, blank=True
    )
    spaces = models.ManyToManyField(Space, blank=True, related_name="works")
    funder = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="avec le soutien de",
    )  # fmt: skip

    class Meta(Span.Meta):
        verbose_name = "travaux"
        verbose_name_plural = "travaux"
        ordering = ["-starts_on"]
        constraints = [
            *Span.Meta.constraints,
            models.CheckConstraint(
                name="works_gain_not_negative",
                condition=models.Q(surface_gained_m2__isnull=True)
                | models.Q(surface_gained_m2__gte=0),
            ),
            models.CheckConstraint(
                name="works_done_have_an_end",
                condition=~models.Q(state=WorksState.DONE.value, ends_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Closure(Span):
    """A space that nobody may use for a while, with the reason shown on the door."""

    space = models.ForeignKey(Space, models.PROTECT, related_name="closures")
    works = models.ForeignKey(
        Works, models.SET_NULL, null=True, blank=True, related_name="closures"
    )
    reason = models.CharField("raison", max_length=160)

    class Meta(Span.Meta):
        verbose_name = "fermeture"
        ordering = ["-starts_on"]
        constraints = [
            *Span.Meta.constraints,
            NoOverlap(
                name="closure_once_at_a_time",
                group=["space"],
                start="starts_on",
                end="ends_on",
                days=True,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.space} : {self.reason}"

    @property
    def key(self) -> str:
        return f"closure:{self.pk}"
