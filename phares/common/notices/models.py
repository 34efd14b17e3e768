from __future__ import annotations

from django.db import models
from django.db.models import Q

from phares.common.notices.rules.kinds import Kind, kind_of
from phares.common.notices.rules.lifecycle import NoticeState
from phares.common.notices.rules.rhythms import Rhythm


class Notice(models.Model):
    """A letter to one address: written with the act, sent by the clock.

    `party_id` and `user_id` say who reads it when that is known; they are no foreign keys.
    """

    key = models.CharField("clé", max_length=340, unique=True)
    kind = models.CharField("nature", max_length=40)
    language = models.CharField("langue", max_length=8, default="fr")
    to_address = models.EmailField("adresse")
    to_name = models.CharField("à qui", max_length=200, blank=True)
    party_id = models.BigIntegerField("partie", null=True, db_index=True)
    user_id = models.BigIntegerField("compte", null=True, db_index=True)
    subject = models.CharField("objet", max_length=200)
    text = models.TextField("texte", blank=True)
    html = models.TextField("texte en HTML", blank=True)
    calendar = models.TextField("invitation d’agenda", blank=True, default="", db_default="")
    state = models.CharField(
        "état", max_length=12, choices=NoticeState.choices(), default=NoticeState.WAITING.value
    )
    attempts = models.PositiveSmallIntegerField("essais", default=0)
    last_error = models.CharField("ce qui n’est pas allé", max_length=300, blank=True)
    written_at = models.DateTimeField("écrit le")
    due_at = models.DateTimeField("pas avant")
    expires_at = models.DateTimeField("plus après", null=True)
    claimed_at = models.DateTimeField("pris le", null=True)
    sent_at = models.DateTimeField("parti le", null=True)

    class Meta:
        verbose_name = "courrier"
        verbose_name_plural = "courriers"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["state", "due_at"], name="notice_to_send"),
            models.Index(fields=["to_address"], name="notice_of_an_address"),
        ]
        constraints = [
            models.CheckConstraint(
                name="notice_sent_has_its_time",
                condition=Q(state=NoticeState.SENT.value, sent_at__isnull=False)
                | (~Q(state=NoticeState.SENT.value) & Q(sent_at__isnull=True)),
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject}, à {self.to_address}"

    @property
    def of_kind(self) -> Kind:
        return kind_of(self.kind)

    @property
    def now(self) -> NoticeState:
        return NoticeState(self.state)


class Preference(models.Model):
    """When an address wants one kind of letter, where it chose otherwise than the pole does."""

    address = models.EmailField("adresse")
    kind = models.CharField("nature", max_length=40)
    rhythm = models.CharField("quand", max_length=10, choices=Rhythm.choices())
    at = models.DateTimeField("depuis le")

    class Meta:
        verbose_name = "choix de courriers"
        verbose_name_plural = "choix de courriers"
        ordering = ["address", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["address", "kind"], name="preference_once"),
            models.CheckConstraint(
                name="preference_is_a_rhythm",
                condition=Q(rhythm__in=[rhythm.value for rhythm in Rhythm]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.address} : {kind_of(self.kind).label}"
