"""Photos of the place, for who may see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy

from phares.cooperative.assets.models import Asset
from phares.cooperative.premises.models import Building, Floor, Photo, Site, Space
from phares.cooperative.premises.rules.kinds import Pictured
from phares.cooperative.premises.rules.photos import sees_all
from phares.kernel.actor import Actor

type Thing = Site | Building | Floor | Asset
"""What a photo may be of."""

MODELS: dict[Pictured, type[Site | Building | Floor | Asset]] = {
    Pictured.SITE: Site,
    Pictured.BUILDING: Building,
    Pictured.FLOOR: Floor,
    Pictured.ASSET: Asset,
}


def thing(kind: Pictured, pk: int) -> Thing | None:
    """A space for what is one: its page and its history are those of the space."""
    if kind is Pictured.ASSET and (space := Space.objects.filter(pk=pk).first()):
        return space
    return MODELS[kind]._default_manager.filter(pk=pk).first()


def pictured(photo: Photo) -> Thing:
    """What a photo is of."""
    [(kind, pk)] = [(one, pk) for one in Pictured if (pk := getattr(photo, f"{one.value}_id"))]
    found = thing(kind, pk)
    assert found is not None
    return found


def of_thing(of: Thing) -> dict[str, Any]:
    """Under which column the photos of a thing hold it."""
    kind = next(kind for kind, model in MODELS.items() if isinstance(of, model))
    return {f"{kind.value}_id": of.pk}


def photos_seen(actor: Actor) -> QuerySet[Photo]:
    """Those this reader may see, in order, with their pictures."""
    rows = Photo.objects.select_related("large", "small").order_by("rank", "pk")
    return rows if sees_all(actor) else rows.filter(public=True)


def photos_of(assets: Iterable[Asset], actor: Actor) -> dict[int, list[Photo]]:
    """The photos of each of these, for this reader; one query, however many there are."""
    return photos_on(Pictured.ASSET, [one.pk for one in assets], actor)


def photos_on(kind: Pictured, pks: Iterable[int], actor: Actor) -> dict[int, list[Photo]]:
    """The same of sites, buildings or floors."""
    found, column = defaultdict[int, list[Photo]](list), f"{kind.value}_id"
    for photo in photos_seen(actor).filter(**{f"{column}__in": list(pks)}):
        found[getattr(photo, column)].append(photo)
    return dict(found)


def beside(photo: Photo) -> dict[str, Any]:
    """What the photos of the same thing have in common."""
    return {f"{one.value}_id": getattr(photo, f"{one.value}_id") for one in Pictured}


def public_photos(most: int) -> list[Photo]:
    """What everybody may see of the place, so many at most: the first of each thing first."""
    rows = Photo.objects.filter(public=True).select_related("small")
    return list(rows.order_by("rank", *by_thing(), "pk")[:most])


def by_thing() -> list[OrderBy]:
    """Sites, then buildings, floors and what is shared, on any database."""
    return [F(f"{kind.value}_id").asc(nulls_last=True) for kind in Pictured]


def naming(names: Iterable[str]) -> tuple[list[Photo], QuerySet[Photo]]:
    """Photos that show or describe somebody of these names, and those they are credited for."""
    showing, taken = Q(pk=None), Q(pk=None)
    for name in filter(None, names):
        showing |= Q(description__icontains=name) | Q(consent__icontains=name)
        taken |= Q(credit__icontains=name)
    rows = Photo.objects.select_related("large", "small")
    return list(rows.filter(showing)), Photo.objects.filter(taken)
