"""Whether an error comes from a disk without room. Needs no table: commands ask it too."""

from __future__ import annotations

import errno
import shutil

from django.conf import settings
from django.db import DatabaseError

NO_ROOM = 1_000_000
"""Bytes under which a disk that fails is full: SQLite opens its log with less than that."""


def without_room(error: BaseException | None) -> bool:
    """SQLite could not write, or not even open its log; a file found no room."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    if not isinstance(error, DatabaseError) or "No space left" in (said := str(error)):
        return isinstance(error, DatabaseError)
    unable = "disk I/O error" in said or "unable to open" in said
    return "is full" in said or (unable and _room() < NO_ROOM)


def _room() -> int:
    try:
        return shutil.disk_usage(settings.PHARES_HOME).free
    except OSError:
        return NO_ROOM
