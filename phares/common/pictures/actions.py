"""Keeping a picture, and letting it go. Who calls says in the journal whose it is."""

from __future__ import annotations

from functools import partial
from hashlib import sha256
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from phares.common.pictures.formats.redrawn import Redrawn
from phares.common.pictures.models import Picture

SUFFIXES = {"image/png": "png", "image/jpeg": "jpg"}


@transaction.atomic
def keep_picture(drawn: Redrawn) -> Picture:
    """Once drawn again by `redrawn`, which refuses."""
    fingerprint = sha256(drawn.content).hexdigest()
    return Picture.objects.create(
        media_type=drawn.media_type,
        file=_store(fingerprint, drawn),
        sha256=fingerprint,
        width=drawn.width,
        height=drawn.height,
    )


@transaction.atomic
def drop_picture(picture: Picture) -> None:
    """Its file goes too once all is written, unless another row names the same."""
    name = str(picture.file.name)
    picture.delete()
    transaction.on_commit(partial(_forget, name))


def _store(fingerprint: str, drawn: Redrawn) -> str:
    """pictures/3f/3fa9….png, named by its fingerprint; a file already there is the same."""
    name = f"pictures/{fingerprint[:2]}/{fingerprint}.{SUFFIXES[drawn.media_type]}"
    if not default_storage.exists(name):
        return default_storage.save(name, ContentFile(drawn.content))
    Path(default_storage.path(name)).touch()  # taken again: the clock leaves it time for its row
    return name


def _forget(name: str) -> None:
    if not Picture.objects.filter(file=name).exists():
        default_storage.delete(name)
