"""What the clock does of picture files: those that no row names are swept after a day.

A server killed between the file and its row leaves one; a day is longer than any upload.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from phares.common.pictures.actions import let_go
from phares.common.pictures.models import Picture

A_DAY = timedelta(days=1)


def sweep_strays(now: datetime) -> int:
    """Gives how many files went; `now` is the real time."""
    root, swept = Path(settings.MEDIA_ROOT), 0
    for path in sorted((root / "pictures").rglob("*")):
        old = path.is_file() and path.stat().st_mtime < (now - A_DAY).timestamp()
        name = path.relative_to(root).as_posix()
        if old and not Picture.objects.filter(file=name).exists():
            swept += let_go(name)
    return swept
