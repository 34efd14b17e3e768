from __future__ import annotations

from django.db import models
from django.utils.timezone import localtime

from phares.common.constraints import Immutable, NoOverlap
from phares.cooperative.assets.rules.kinds import AssetKind, OccupationState, Taking
from phares.kernel.dating import Dated
from phares.people.directory.models import Party


class Asset(models.Model):
    """One thing that is shared, a row a unit, in a tree: a hall with its halves.

    Only leaves are taken: taking a whole takes every leaf below it. What an asset is part of never
    changes, so the tree has no loop.
    """

    kind = models.CharField("nature", max_length=20, choices=AssetKind.choices())
    name = models.CharField("nom", max_length=120)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts",
        verbose_name="fait partie de",
    )  # fmt: skip

    class Meta:
        verbose_name = "bien partagé"
        verbose_name_plural = "biens partagés"
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="asset_not_its_own_part", condition=~models.Q(parent=models.F("id"))
            ),
            Immutable(name="asset_parent_for_good", only=["parent"], deletable=True),
        ]

    def __str__(self) -> str:
        return self.name


class Occupation(models.Model):
    """Who has what when: the only table that says so, and the only guard against two at once.

    Moments, not days: a lease begins at midnight, Paris time. No end is open.
    """

    asset = models.ForeignKey(Asset, models.PROTECT, related_name="occupations")
    holder = models.ForeignKey(
        Party, models.PROTECT, null=True, blank=True, related_name="occupations"
    )
    taking = models.CharField("raison", max_length=20, choices=Taking.choices())
    key = models.CharField("pour", max_length=60, db_index=True)
    starts_at = models.DateTimeField("depuis")
    ends_at = models.DateTimeField("jusqu’à", null=True, blank=True)
    state = models.CharField(
        max_length=20, choices=OccupationState.choices(), default=OccupationState.ACTIVE.value
    )

    class Meta:
        verbose_name = "occupation"
        ordering = ["asset_id", "starts_at"]
        constraints = [
            models.CheckConstraint(
                name="occupation_ends_after_start",
                condition=models.Q(ends_at__isnull=True)
                | models.Q(ends_at__gt=models.F("starts_at")),
            ),
            NoOverlap(
                name="occupation_one_at_a_time",
                group=["asset"],
                start="starts_at",
                end="ends_at",
                status_field="state",
                active=[OccupationState.ACTIVE.value],
            ),
        ]
        indexes = [models.Index(fields=["asset", "starts_at"], name="occupation_asset_start")]

    def __str__(self) -> str:
        return f"{self.asset}, {Dated(localtime(self.starts_at).date()).onwards}"
