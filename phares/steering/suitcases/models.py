from __future__ import annotations

from django.db import models
from django.db.models import Q

from phares.steering.suitcases.rules.lifecycle import ImportState, Mode, Outcome


class Import(models.Model):
    """A file that somebody brought in: how it was read, what is wanted of it, what became of it."""

    dataset = models.CharField("jeu de données", max_length=40)
    file_name = models.CharField("fichier", max_length=200)
    fingerprint = models.CharField("empreinte", max_length=64, db_index=True)
    told = models.CharField("comment il se lit", max_length=300)
    titles = models.JSONField("titres", default=list)
    mapping = models.JSONField("colonnes", default=dict)
    state = models.CharField(
        "état", max_length=10, choices=ImportState.choices(), default=ImportState.READ.value
    )
    mode = models.CharField("demandé", max_length=10, choices=Mode.choices(), blank=True)
    asked_by = models.BigIntegerField("compte", null=True)
    asked_by_name = models.CharField("par", max_length=200)
    read_at = models.DateTimeField("lu le")
    done_at = models.DateTimeField("fait le", null=True, blank=True)
    undone_at = models.DateTimeField("défait le", null=True, blank=True)
    after_entry = models.BigIntegerField("dernière ligne du journal", null=True, blank=True)
    tries = models.PositiveSmallIntegerField("essais de l’horloge", default=0)
    failure = models.CharField("ce qui a manqué", max_length=500, blank=True)

    class Meta:
        verbose_name = "import"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="import_done_has_a_day",
                condition=~Q(state__in=[ImportState.DONE.value, ImportState.UNDONE.value])
                | Q(done_at__isnull=False),
            ),
            models.CheckConstraint(
                name="import_under_way_has_a_mode",
                condition=~Q(state=ImportState.WAITING.value) | ~Q(mode=""),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class ImportLine(models.Model):
    """A line of a file: its number there, its cells, what became of it, what it made."""

    batch = models.ForeignKey(Import, models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField("ligne")
    cells = models.JSONField("cellules", default=list)
    outcome = models.CharField(
        "sort", max_length=10, choices=Outcome.choices(), default=Outcome.PENDING.value
    )
    sentence = models.TextField("pourquoi", blank=True)
    made = models.JSONField("ce qui en est né", default=list)
    met = models.JSONField("ce qu’elle a rencontré", default=dict)
    """`values`: words of a list that it does not hold, each with its column; `apart`: what stands
    otherwise, each with its column, what the file says, what stands; `more`: whether it lacks
    anything besides those words."""

    class Meta:
        verbose_name = "ligne importée"
        verbose_name_plural = "lignes importées"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="import_line_once"),
            models.CheckConstraint(
                name="import_line_refused_says_why",
                condition=~Q(outcome=Outcome.REFUSED.value) | ~Q(sentence=""),
            ),
        ]

    def __str__(self) -> str:
        return f"ligne {self.number}"


class KnownTitle(models.Model):
    """What a spreadsheet calls one of our columns, as somebody said once: kept for the next."""

    dataset = models.CharField("jeu de données", max_length=40)
    title = models.CharField("titre", max_length=200)
    column = models.CharField("colonne", max_length=40)

    class Meta:
        verbose_name = "titre reconnu"
        verbose_name_plural = "titres reconnus"
        constraints = [
            models.UniqueConstraint(fields=["dataset", "title"], name="known_title_once")
        ]

    def __str__(self) -> str:
        return f"{self.title} : {self.column}"


class KnownValue(models.Model):
    """What a spreadsheet calls one of a list, as somebody said once: kept for the next."""

    dataset = models.CharField("jeu de données", max_length=40)
    column = models.CharField("colonne", max_length=40)
    value = models.CharField("valeur", max_length=200)
    meaning = models.CharField("ce qu’elle veut dire", max_length=200, blank=True)

    class Meta:
        verbose_name = "valeur reconnue"
        verbose_name_plural = "valeurs reconnues"
        constraints = [
            models.UniqueConstraint(fields=["dataset", "column", "value"], name="known_value_once")
        ]

    def __str__(self) -> str:
        return f"{self.value} : {self.meaning}"
