from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from phares.common.facts import Sourced, Span
from phares.people.directory.models import Organisation, Pole


class Axis(models.Model):
    """A strand of the pole's strategy, under which every action of the year is told."""

    pole = models.ForeignKey(Pole, models.CASCADE, related_name="axes")
    number = models.PositiveSmallIntegerField("numéro")
    name = models.CharField("nom", max_length=120)
    long_name = models.CharField("intitulé", max_length=300, blank=True)
    statement = models.TextField("ce que nous cherchons", blank=True)

    class Meta:
        verbose_name = "axe"
        verbose_name_plural = "axes"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["pole", "number"], name="axis_once"),
            models.CheckConstraint(name="axis_from_one", condition=Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"


class Action(Sourced):
    """Something done in a year under an axis; a programme is an action made of actions."""

    axis = models.ForeignKey(Axis, models.PROTECT, related_name="actions")
    year = models.PositiveSmallIntegerField("année", db_index=True)
    rank = models.PositiveSmallIntegerField("rang", default=0)
    title = models.CharField("intitulé", max_length=200)
    text = models.CharField("récit", max_length=400, blank=True)
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="parts", verbose_name="dans"
    )
    led_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="led_to",
        verbose_name="issue de",
    )  # fmt: skip
    in_report = models.BooleanField("au bilan", default=True)

    class Meta:
        verbose_name = "action"
        ordering = ["axis_id", "rank", "pk"]
        constraints = [
            models.CheckConstraint(
                name="action_not_its_own_part",
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
            ),
            models.CheckConstraint(
                name="action_not_led_from_itself",
                condition=Q(led_from__isnull=True) | ~Q(led_from=F("id")),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Participation(models.Model):
    """An organisation takes part in an action; its belonging says whether it is of the pole."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="participations")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="participations")
    role = models.CharField("rôle", max_length=80, blank=True)

    class Meta:
        verbose_name = "participation"
        constraints = [
            models.UniqueConstraint(fields=["action", "organisation"], name="participation_once")
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.action}"


class Partnership(Span, Sourced):
    """An outside body works with a member, on an action, or with the pole as a whole."""

    partner = models.ForeignKey(Organisation, models.PROTECT, related_name="partnerships")
    holder = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="partnerships_held",
        verbose_name="avec la structure",
    )  # fmt: skip
    action = models.ForeignKey(
        Action, models.PROTECT, null=True, blank=True, related_name="partnerships"
    )
    purpose = models.CharField("objet", max_length=200, blank=True)
    circle = models.CharField("cercle", max_length=80, blank=True)
    thanks_to_pole = models.BooleanField("grâce au pôle", default=False)

    class Meta(Span.Meta):
        verbose_name = "partenariat"
        ordering = ["circle", "pk"]
        constraints = [
            *Span.Meta.constraints,
            models.CheckConstraint(
                name="partnership_has_two_sides",
                condition=Q(holder__isnull=True) | ~Q(holder=F("partner")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner}"
