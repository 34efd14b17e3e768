from __future__ import annotations

from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Q

from phares.common.facts import Sourced
from phares.common.pictures.models import Picture
from phares.cooperative.assets.models import Asset
from phares.cooperative.premises.models.places import Building, Floor, Site
from phares.cooperative.premises.rules.kinds import Pictured


def _of_one_thing() -> Q:
    """Of a site, a building, a floor or something shared: of one, and one only."""
    ways = [
        Q(**{f"{one.value}__isnull": one is not chosen for one in Pictured}) for chosen in Pictured
    ]
    return reduce(or_, ways)


class Photo(Sourced):
    """A photo of a place or of something shared, with the words for who does not see it."""

    site = models.ForeignKey(
        Site, models.PROTECT, null=True, blank=True, related_name="photos", verbose_name="site"
    )
    building = models.ForeignKey(
        Building, models.PROTECT, null=True, blank=True, related_name="photos",
        verbose_name="bâtiment",
    )  # fmt: skip
    floor = models.ForeignKey(
        Floor, models.PROTECT, null=True, blank=True, related_name="photos", verbose_name="étage"
    )
    asset = models.ForeignKey(
        Asset, models.PROTECT, null=True, blank=True, related_name="photos",
        verbose_name="bien partagé",
    )  # fmt: skip
    large = models.ForeignKey(Picture, models.PROTECT, related_name="+", verbose_name="image")
    small = models.ForeignKey(Picture, models.PROTECT, related_name="+", verbose_name="vignette")
    rank = models.PositiveSmallIntegerField("ordre")
    description = models.CharField("description", max_length=300)
    credit = models.CharField("crédit", max_length=120, blank=True)
    taken_on = models.DateField("prise le", null=True, blank=True)
    public = models.BooleanField("montrée au public", default=False)
    people = models.BooleanField("des personnes s’y reconnaissent", default=False)
    consent = models.CharField("accord des personnes", max_length=200, blank=True)

    class Meta:
        verbose_name = "photo"
        ordering = ["rank", "pk"]
        constraints = [
            models.CheckConstraint(name="photo_of_one_thing", condition=_of_one_thing()),
            models.CheckConstraint(name="photo_is_described", condition=~Q(description="")),
            models.CheckConstraint(
                name="photo_public_with_consent",
                condition=~Q(public=True, people=True, consent=""),
            ),
        ]

    def __str__(self) -> str:
        return self.description
