"""What a home remembers of its copies: the last that was finished, and the one under way.

`backup.json` says it wherever the copy goes: a copy that was killed, or made by hand on another
disk, is told by `phares doctor`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

NOTE = "backup.json"
UNDER_WAY, LAST, AT = "under_way", "last", "at"


@contextmanager
def noted(folder: Path, target: Path, now: datetime) -> Iterator[None]:
    """A copy into this file begins, and ends or is given up; a kill leaves it under way."""
    before = {key: value for key, value in notes_of(folder).items() if key != UNDER_WAY}
    _write(folder, before | {UNDER_WAY: str(target.absolute())})
    try:
        yield
    except BaseException:
        _write(folder, before)
        raise
    _write(folder, {LAST: str(target.absolute()), AT: now.isoformat()})


def notes_of(folder: Path) -> dict[str, str]:
    """What is remembered; nothing where nothing can be read."""
    try:
        known = json.loads((folder / NOTE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def last_noted(folder: Path) -> datetime | None:
    """When the last copy was made, by hand or by the clock."""
    with suppress(ValueError):
        return datetime.fromisoformat(notes_of(folder).get(AT, ""))
    return None


def _write(folder: Path, notes: dict[str, str]) -> None:
    """A full disk does not stop a copy that goes to another one."""
    half = folder / f"{NOTE}.half"
    with suppress(OSError):
        half.write_text(json.dumps(notes, ensure_ascii=False), encoding="utf-8")
        half.chmod(0o600)
        half.replace(folder / NOTE)
