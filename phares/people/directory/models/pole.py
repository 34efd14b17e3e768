"""The pole itself: a project carried by somebody, not a legal person."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from phares.common.facts import Sourced, Span
from phares.people.directory.models.parties import Organisation, Person, Territory
from phares.people.directory.rules.kinds import ConsentScope, FactKind, StatementKey


class Pole(Sourced):
    """A pole. One is ours (`is_home`); one of our organisations may run another by contract."""

    name = models.CharField("nom", max_length=120)
    long_name = models.CharField("nom développé", max_length=200, blank=True)
    place = models.CharField("lieu", max_length=120, blank=True)
    slogan = models.CharField("en une phrase", max_length=200, blank=True)
    introduction = models.TextField("présentation", blank=True)
    is_home = models.BooleanField("le nôtre", default=False)
    carrier = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="carried_poles",
        verbose_name="portée par",
    )  # fmt: skip
    street = models.CharField("voie", max_length=200, blank=True)
    postcode = models.CharField("code postal", max_length=12, blank=True)
    city = models.CharField("commune", max_length=120, blank=True)
    phone = models.CharField("téléphone", max_length=40, blank=True)
    email = models.EmailField("courriel", blank=True)
    website = models.URLField("site", blank=True)
    opening = models.CharField("ouverture", max_length=120, blank=True)
    area = models.ForeignKey(
        Territory, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="territoire",
    )  # fmt: skip
    map = models.JSONField("carte GeoJSON", null=True, blank=True)

    class Meta:
        verbose_name = "pôle"
        constraints = [
            models.UniqueConstraint(
                fields=["is_home"], condition=Q(is_home=True), name="pole_one_home"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Statement(Span, Sourced):
    """A text the pole stands by (mission, aim, charter line), in force for a while."""

    pole = models.ForeignKey(Pole, models.CASCADE, related_name="statements")
    key = models.CharField("rubrique", max_length=30, choices=StatementKey.choices())
    text = models.TextField("texte")
    rank = models.PositiveSmallIntegerField("rang", default=0)

    class Meta(Span.Meta):
        verbose_name = "texte de référence"
        verbose_name_plural = "textes de référence"
        ordering = ["key", "rank", "pk"]

    def __str__(self) -> str:
        return f"{self.key} : {self.text[:60]}"


class DatedFact(Span, Sourced):
    """Something that happened to the pole, a place or an organisation, with who says so."""

    pole = models.ForeignKey(Pole, models.CASCADE, related_name="facts")
    about = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="facts",
        verbose_name="au sujet de",
    )  # fmt: skip
    kind = models.CharField("nature", max_length=20, choices=FactKind.choices())
    text = models.CharField("fait", max_length=250)
    given_by = models.CharField("par qui", max_length=200, blank=True)

    class Meta(Span.Meta):
        verbose_name = "fait daté"
        verbose_name_plural = "faits datés"
        ordering = ["starts_on", "pk"]

    def __str__(self) -> str:
        return f"{self.beginning} : {self.text}"


class ContextFigure(Sourced):
    """A figure on the territory, by somebody else; never mixed with the pole's own."""

    label = models.CharField("intitulé", max_length=200)
    value = models.CharField("valeur", max_length=60)
    area = models.CharField("territoire", max_length=120)
    year = models.PositiveSmallIntegerField("année")

    class Meta:
        verbose_name = "chiffre de contexte"
        verbose_name_plural = "chiffres de contexte"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.value} {self.label}"


class Consent(models.Model):
    """What a person agreed to, how far it goes, and when they took it back."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    about = models.CharField("à propos de", max_length=120)
    scope = models.CharField("portée", max_length=20, choices=ConsentScope.choices())
    given_on = models.DateField("donné le")
    withdrawn_on = models.DateField("retiré le", null=True, blank=True)

    class Meta:
        verbose_name = "consentement"
        ordering = ["-given_on"]
        constraints = [
            models.CheckConstraint(
                name="consent_withdrawn_once_given",
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=models.F("given_on")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.about}"
