"""Photos of the place: added, described again, put in order, withdrawn."""

from __future__ import annotations

from datetime import date
from typing import Required, Unpack

from django.db import transaction
from django.db.models import Max

from phares.common.audit.actions import record
from phares.common.pictures.actions import drop_picture, keep_picture
from phares.common.pictures.formats.redrawn import photographed
from phares.common.removals.actions import take_away
from phares.cooperative.premises.actions.facts import Evidence
from phares.cooperative.premises.models import Photo
from phares.cooperative.premises.queries.photos import Thing, beside, naming, of_thing, pictured
from phares.cooperative.premises.rules import permissions, photos
from phares.kernel.actor import Actor
from phares.kernel.order import shifted, why_not_shift
from phares.kernel.refusal import insist


class Words(Evidence, total=False):
    """What is said of a photo."""

    description: Required[str]
    credit: str
    taken_on: date | None
    public: bool
    people: bool
    consent: str


@transaction.atomic
def add_photo(
    of: Thing, *, content: bytes, today: date, by: Actor, **words: Unpack[Words]
) -> Photo:
    """A photo of a place or of something shared, after those it has."""
    insist(permissions.why_not(permissions.may_arrange(by)))
    _insist_words(today, words)
    large, small = photographed(content)
    type(of)._default_manager.select_for_update(of=("self",)).get(pk=of.pk)
    others = Photo.objects.filter(**of_thing(of))
    known = list(others.values_list("large__sha256", flat=True))
    kept = keep_picture(large)
    insist(photos.why_not_one_more(str(of), kept.sha256, known))
    last = others.aggregate(last=Max("rank"))["last"] or 0
    photo = Photo.objects.create(
        **of_thing(of), large=kept, small=keep_picture(small), rank=last + 1, **words
    )
    _tell("photo.added", photo, by)
    return photo


@transaction.atomic
def correct_photo(photo: Photo, *, today: date, by: Actor, **words: Unpack[Words]) -> Photo:
    """Described again, credited, shown to the public or no longer; the picture stays."""
    insist(permissions.why_not(permissions.may_arrange(by)))
    _insist_words(today, words)
    kept = _locked(photo)
    for column, value in words.items():
        setattr(kept, column, value)
    kept.save(update_fields=list(words))
    _tell("photo.corrected", kept, by)
    return kept


@transaction.atomic
def shift_photo(photo: Photo, *, earlier: bool, by: Actor) -> Photo:
    """A place earlier or later among those of the same thing."""
    insist(permissions.why_not(permissions.may_arrange(by)))
    same = Photo.objects.filter(**beside(photo)).order_by("rank", "pk")
    rows = {one.pk: one for one in same.select_for_update(of=("self",))}
    keys = list(rows)
    insist(why_not_shift(photo.description, keys.index(photo.pk), len(keys), up=earlier))
    for rank, key in enumerate(shifted(keys, photo.pk, up=earlier), 1):
        rows[key].rank = rank
    Photo.objects.bulk_update(rows.values(), ["rank"])
    record("photo.moved", pictured(photo), by=by, text=photo.description, up=earlier)
    return rows[photo.pk]


@transaction.atomic
def withdraw_photo(photo: Photo, *, by: Actor) -> None:
    """It may come back for thirty days; then its files go."""
    insist(permissions.why_not(permissions.may_arrange(by)))
    kept = _locked(photo)
    take_away(kept, by=by)
    record("photo.withdrawn", pictured(kept), by=by, text=kept.description)


@transaction.atomic
def forget_in_photos(names: tuple[str, ...], *, by: Actor) -> int:
    """Somebody is forgotten: what shows or names them goes for good; who took one is not said."""
    insist(permissions.why_not(permissions.may_let(by)))
    showing, taken = naming(names)
    for photo in showing:
        drawn = (photo.large, photo.small)
        photo.delete()
        for one in drawn:
            drop_picture(one)
    return len(showing) + taken.update(credit="")


def _insist_words(today: date, words: Words) -> None:
    insist(photos.why_not_describe(words["description"]))
    insist(photos.why_not_date(words.get("taken_on"), today))
    shown = {"public": words.get("public", False), "people": words.get("people", False)}
    insist(photos.why_not_publish(**shown, consent=words.get("consent", "")))


def _locked(photo: Photo) -> Photo:
    return Photo.objects.select_for_update(of=("self",)).get(pk=photo.pk)


def _tell(verb: str, photo: Photo, by: Actor) -> None:
    """In the history of what it shows."""
    record(verb, pictured(photo), by=by, text=photo.description, public=photo.public)
