"""Keeping a picture, and letting it go. Who calls says in the journal whose it is."""

from __future__ import annotations

from functools import partial
from hashlib import sha256
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction

from phares.common.pictures.formats.redrawn import Redrawn
from phares.common.pictures.models import Picture

SUFFIXES = {"image/png": "png", "image/jpeg": "jpg"}


@transaction.atomic
def keep_picture(drawn: Redrawn) -> Picture:
    """Once drawn again by `redrawn`, which refuses.

    Its row first: whoever takes a file away waits for those that are being written.
    """
    fingerprint = sha256(drawn.content).hexdigest()
    name = f"pictures/{fingerprint[:2]}/{fingerprint}.{SUFFIXES[drawn.media_type]}"
    kept = Picture.objects.create(
        media_type=drawn.media_type,
        file=name,
        sha256=fingerprint,
        width=drawn.width,
        height=drawn.height,
    )
    _store(name, drawn)
    return kept


@transaction.atomic
def drop_picture(picture: Picture) -> None:
    """Its file goes too once all is written, unless another row names the same."""
    name = str(picture.file.name)
    picture.delete()
    transaction.on_commit(partial(let_go, name))


@transaction.atomic
def let_go(name: str) -> bool:
    """Takes a file away if no row names it; says whether it did.

    On PostgreSQL one waits for rows that are being written; SQLite has one writer at a time.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {Picture._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")
    if Picture.objects.filter(file=name).exists():
        return False
    default_storage.delete(name)
    return True


def _store(name: str, drawn: Redrawn) -> None:
    """Named by its fingerprint: a file already there is the same, and its age starts again."""
    if default_storage.exists(name):
        Path(default_storage.path(name)).touch()
    else:
        default_storage.save(name, ContentFile(drawn.content))
