"""How far an import is: a small file, for its transaction cannot be seen into before its end."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from django.conf import settings


def note(pk: int, done: int, whole: int) -> None:
    """Appears whole: whoever reads never sees half a number."""
    with suppress(OSError):
        target = _file(pk)
        target.parent.mkdir(exist_ok=True)
        half = target.with_suffix(".half")
        half.write_text(f"{done} {whole}", encoding="utf-8")
        os.replace(half, target)


def told(pk: int) -> tuple[int, int] | None:
    """Lines done, and how many there are; None when nothing is said."""
    try:
        done, whole = _file(pk).read_text(encoding="utf-8").split()
        return int(done), int(whole)
    except (OSError, ValueError):
        return None


def forget(pk: int) -> None:
    with suppress(OSError):
        _file(pk).unlink()


def _file(pk: int) -> Path:
    return Path(settings.MEDIA_ROOT) / "imports" / f"{pk}.progress"
