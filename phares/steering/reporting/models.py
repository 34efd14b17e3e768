from __future__ import annotations

from django.db import models
from django.db.models import Q

from phares.common.constraints import Immutable, Never
from phares.common.facts import Sourced
from phares.people.directory.models import Pole
from phares.steering.reporting.rules.lifecycle import YearState

_FROZEN = (
    'EXISTS (SELECT 1 FROM "reporting_reportyear" r WHERE r.id = NEW.report_id '
    f"AND r.state = '{YearState.FROZEN.value}')"
)


class ReportYear(models.Model):
    """The annual report of a year: being drafted, reviewed, or frozen."""

    pole = models.ForeignKey(Pole, models.PROTECT, related_name="report_years")
    year = models.PositiveSmallIntegerField("année")
    title = models.CharField("titre", max_length=120, default="Bilan du pôle")
    cover = models.TextField("chapeau", blank=True)
    state = models.CharField(
        max_length=20, choices=YearState.choices(), default=YearState.DRAFT.value
    )
    missing_note = models.TextField("pourquoi des déclarations manquent", blank=True)
    reviewed_at = models.DateTimeField("relu le", null=True, blank=True)
    reviewed_by = models.CharField("relu par", max_length=200, blank=True)
    frozen_at = models.DateTimeField("figé le", null=True, blank=True)
    frozen_by = models.CharField("figé par", max_length=200, blank=True)

    class Meta:
        verbose_name = "bilan annuel"
        verbose_name_plural = "bilans annuels"
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["pole", "year"], name="report_year_once"),
            models.CheckConstraint(
                name="report_year_frozen_has_a_date",
                condition=Q(state=YearState.FROZEN.value, frozen_at__isnull=False)
                | ~Q(state=YearState.FROZEN.value) & Q(frozen_at__isnull=True),
            ),
            Immutable(name="report_year_frozen_for_good", once=["state", YearState.FROZEN.value]),
        ]

    def __str__(self) -> str:
        return f"Bilan {self.year}"


class ReportSection(models.Model):
    """A typed text of the report; taken over from last year it is to be read again."""

    report = models.ForeignKey(ReportYear, models.CASCADE, related_name="sections")
    key = models.CharField("rubrique", max_length=40)
    title = models.CharField("titre", max_length=200)
    text = models.TextField("texte", blank=True)
    to_reread = models.BooleanField("à relire", default=False)

    class Meta:
        verbose_name = "rubrique du bilan"
        verbose_name_plural = "rubriques du bilan"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "key"], name="report_section_once"),
            Never(name="report_section_once_frozen", parent="report", when=_FROZEN, lasting=False),
            Never(
                name="report_section_kept_once_frozen",
                when=_FROZEN.replace("NEW.", "OLD."),
                events=["DELETE", "UPDATE"],
                lasting=False,
            ),
        ]

    def __str__(self) -> str:
        return self.title


class DeclaredFigure(Sourced):
    """A figure somebody published or typed, beside the computed one, with the reason of the gap."""

    code = models.SlugField("indicateur", max_length=60)
    year = models.PositiveSmallIntegerField("année")
    value = models.DecimalField("valeur", max_digits=20, decimal_places=4)
    as_of = models.DateField("à la date du", null=True, blank=True)
    gap_note = models.TextField("raison de l’écart", blank=True)
    gap_note_for = models.DecimalField(
        "compté quand la raison fut écrite", max_digits=20, decimal_places=4, null=True, blank=True
    )

    class Meta:
        verbose_name = "chiffre publié"
        verbose_name_plural = "chiffres publiés"
        ordering = ["year", "code", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "year", "source"],
                condition=Q(as_of__isnull=True),
                name="declared_once_a_year",
            ),
            models.UniqueConstraint(
                fields=["code", "year", "source", "as_of"],
                condition=Q(as_of__isnull=False),
                name="declared_once_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.year} : {self.value}"


class Measure(models.Model):
    """A figure as it was published: value, definition and rows of that day. Never changes."""

    report = models.ForeignKey(ReportYear, models.PROTECT, related_name="measures")
    code = models.SlugField("indicateur", max_length=60)
    label = models.CharField("intitulé", max_length=160)
    value = models.DecimalField("valeur", max_digits=20, decimal_places=4, null=True)
    unit = models.CharField("unité", max_length=30, blank=True)
    definition = models.TextField("définition")
    definition_version = models.PositiveSmallIntegerField("version de la définition")
    date_rule = models.CharField("règle de date", max_length=120)
    declared = models.DecimalField("publié", max_digits=20, decimal_places=4, null=True, blank=True)
    gap_note = models.TextField("raison de l’écart", blank=True)
    row_keys = models.JSONField("lignes")
    computed_at = models.DateTimeField("calculé le")
    computed_by = models.CharField("calculé par", max_length=200)

    class Meta:
        verbose_name = "mesure figée"
        verbose_name_plural = "mesures figées"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "code"], name="measure_once"),
            Immutable(name="reporting_measure_frozen"),
            Never(name="measure_once_frozen", parent="report", when=_FROZEN, lasting=False),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.report.year}"


class Edition(models.Model):
    """The whole report as it was frozen: every format is made from it. Never changes."""

    report = models.OneToOneField(ReportYear, models.PROTECT, related_name="edition")
    content = models.JSONField("contenu")
    quote_ids = models.JSONField("paroles citées", default=list)
    made_at = models.DateTimeField("fait le")
    made_by = models.CharField("fait par", max_length=200)

    class Meta:
        verbose_name = "édition du bilan"
        verbose_name_plural = "éditions du bilan"
        constraints = [
            Immutable(name="reporting_edition_frozen"),
            Never(name="edition_before_the_freeze", parent="report", when=f"NOT {_FROZEN}"),
        ]

    def __str__(self) -> str:
        return f"Bilan {self.report.year}, figé"
