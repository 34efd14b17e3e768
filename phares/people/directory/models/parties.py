"""Whoever the pole deals with."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from phares.common.constraints import Never
from phares.common.constraints.keys import siren_wrong, siret_wrong
from phares.common.facts import Sourced
from phares.common.pictures.models import Picture
from phares.kernel.dating import Dated, Precision
from phares.people.directory.rules.kinds import LegalForm, PartyKind, TerritoryKind


class Territory(models.Model):
    """A commune, an intercommunality, a part of the pole's own area."""

    name = models.CharField("nom", max_length=120, unique=True)
    kind = models.CharField("nature", max_length=20, choices=TerritoryKind.choices())
    code = models.CharField("code INSEE ou SIREN", max_length=20, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name="dans"
    )
    rank = models.PositiveSmallIntegerField("rang", default=0)
    outline = models.JSONField("contour GeoJSON", null=True, blank=True)

    class Meta:
        verbose_name = "territoire"
        ordering = ["rank", "name"]

    def __str__(self) -> str:
        return self.name


class Category(models.Model):
    """A field of activity, in the order the report prints them."""

    name = models.CharField("nom", max_length=120, unique=True)
    rank = models.PositiveSmallIntegerField("rang", default=0)
    short_name = models.CharField("nom court", max_length=60, blank=True)

    class Meta:
        verbose_name = "catégorie d’activité"
        verbose_name_plural = "catégories d’activité"
        ordering = ["rank", "name"]

    def __str__(self) -> str:
        return self.name


class Public(models.Model):
    """People whom a structure serves."""

    code = models.SlugField("code", max_length=60, unique=True)
    name = models.CharField("nom", max_length=120)

    class Meta:
        verbose_name = "public"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class StandingCards[M: models.Model](models.Manager[M]):
    """Cards that stand: one that was merged into another is met through the other only.

    Keys of other tables still lead to it (`_base_manager`): what was frozen names it.
    """

    def get_queryset(self) -> models.QuerySet[M]:
        return super().get_queryset().filter(merged_into=None)


class Party(Sourced):
    """A person or an organisation: whoever can sign, book, owe or be owed."""

    kind = models.CharField(max_length=20, choices=PartyKind.choices(), editable=False)
    name = models.CharField("nom", max_length=200)
    search = models.CharField(max_length=2000, editable=False, default="")
    email = models.EmailField("courriel", blank=True)
    phone = models.CharField("téléphone", max_length=40, blank=True)
    website = models.URLField("site", blank=True)
    street = models.CharField("voie", max_length=200, blank=True)
    postcode = models.CharField("code postal", max_length=12, blank=True)
    city = models.CharField("commune", max_length=120, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="absorbed",
        verbose_name="réunie à", db_index=False,
    )  # fmt: skip

    objects = StandingCards()

    class Meta:
        verbose_name = "partie"
        ordering = ["name"]
        indexes = [
            models.Index(fields=["kind", "name"], name="party_kind_name"),
            # Hardly a card was merged: over all of them, SQLite would read it before the table.
            models.Index(
                fields=["merged_into"], name="party_merged",
                condition=Q(merged_into__isnull=False),
            ),
            # The keys of an account that is tied to no card follow the card of its address.
            models.Index(Lower("email"), name="party_email"),
        ]  # fmt: skip
        constraints = [
            models.CheckConstraint(
                name="party_not_merged_into_itself",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Alias(models.Model):
    """Another way to write a name or an address, with where it was read."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="aliases")
    name = models.CharField("autre nom", max_length=200)
    source = models.CharField("source", max_length=200, blank=True)

    class Meta:
        verbose_name = "autre nom"
        verbose_name_plural = "autres noms"
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["party", "name"], name="alias_once")]

    def __str__(self) -> str:
        return self.name


class Unlike(models.Model):
    """Two cards that look alike and are not the same: nobody proposes them again."""

    first = models.ForeignKey(Party, models.CASCADE, related_name="+")
    second = models.ForeignKey(Party, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = "paire de fiches distinctes"
        verbose_name_plural = "paires de fiches distinctes"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="unlike_once"),
            models.CheckConstraint(name="unlike_in_order", condition=Q(first__lt=F("second"))),
        ]

    def __str__(self) -> str:
        return f"{self.first} et {self.second}"


class Organisation(Party):
    """An association, an enterprise, a public body, a collective: no identifier is compulsory."""

    short_name = models.CharField("nom court", max_length=80, blank=True)
    legal_form = models.CharField(
        "forme", max_length=20, choices=LegalForm.choices(), default=LegalForm.ASSOCIATION.value
    )
    is_ess = models.BooleanField("économie sociale et solidaire", null=True, blank=True)
    tagline = models.CharField("en quelques mots", max_length=80, blank=True)
    description = models.CharField("présentation publique", max_length=300, blank=True)
    siren = models.CharField("SIREN", max_length=9, blank=True)
    siret = models.CharField("SIRET", max_length=14, blank=True)
    rna = models.CharField("RNA", max_length=10, blank=True)
    vat_number = models.CharField("n° de TVA", max_length=20, blank=True)
    country = models.CharField("pays", max_length=2, default="FR")
    founded_on = models.DateField("création", null=True, blank=True)
    founded_precision = models.CharField(
        max_length=10, choices=Precision.choices(), default=Precision.YEAR.value
    )
    main_category = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, related_name="main_organisations",
        verbose_name="catégorie principale",
    )  # fmt: skip
    categories = models.ManyToManyField(
        Category, blank=True, related_name="organisations", verbose_name="catégories"
    )
    territories = models.ManyToManyField(
        Territory, blank=True, related_name="organisations", verbose_name="territoires"
    )
    publics = models.ManyToManyField(Public, blank=True, verbose_name="publics accueillis")
    in_public_directory = models.BooleanField("dans l’annuaire public", default=True)
    logo = models.ForeignKey(Picture, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "organisation"
        constraints = [
            models.UniqueConstraint(
                fields=["siret"], condition=~Q(siret=""), name="organisation_siret_once"
            ),
            models.UniqueConstraint(
                fields=["rna"], condition=~Q(rna=""), name="organisation_rna_once"
            ),
            Never(name="organisation_siren_wrong", when=siren_wrong("NEW.siren")),
            Never(name="organisation_siret_wrong", when=siret_wrong("NEW.siret")),
        ]

    @property
    def founded(self) -> Dated | None:
        if self.founded_on is None:
            return None
        return Dated(self.founded_on, Precision(self.founded_precision))


class Person(Party):
    """A natural person. What they do, and where, is a Function."""

    given_name = models.CharField("prénom", max_length=80)
    family_name = models.CharField("nom de famille", max_length=120)
    erased_on = models.DateField("effacée le", null=True, blank=True, editable=False)
    """When the person was forgotten: what is left has a number for a name."""

    class Meta:
        verbose_name = "personne"
