"""Files that appear whole or not at all, and folders that last."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from phares.common.keeping.refusals import taken


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was when the folder was looked at."""

    path: Path
    name: str
    size: int
    changed: int


def seen_in(folder: Path, below: str) -> list[Seen]:
    """Every file of a folder, by its path in the home; a link may lead out of it, and is none."""
    found = []
    files = (one for one in folder.rglob("*") if one.is_file() and not one.is_symlink())
    for path in sorted(files):
        state = path.stat()
        name = f"{below}/{path.relative_to(folder).as_posix()}"
        found.append(Seen(path, name, state.st_size, state.st_mtime_ns))
    return found


@contextmanager
def as_seen(one: Seen) -> Iterator[IO[bytes] | None]:
    """The file, unless it left or was still being written when it was seen.

    Files are written once, before the row that names them: those of the snapshot do not move.
    """
    try:
        file = one.path.open("rb")
    except FileNotFoundError:
        yield None
        return
    with file:
        state = os.fstat(file.fileno())
        same = (state.st_size, state.st_mtime_ns) == (one.size, one.changed)
        yield file if same else None


@contextmanager
def written_whole(target: Path) -> Iterator[IO[bytes]]:
    """FILE.half, for its own account only, which takes its name once all of it is on the disk."""
    half = target.with_name(target.name + ".half")
    with _alone_in(half) as file:
        try:
            yield file
            file.flush()
            os.fsync(file.fileno())
            half.replace(target)
            fsync(target.parent)
        except BaseException:
            half.unlink(missing_ok=True)
            raise


@contextmanager
def _alone_in(half: Path) -> Iterator[IO[bytes]]:
    """What a kill left there is written over; what somebody is writing is not."""
    handle = os.open(half, os.O_WRONLY | os.O_CREAT, 0o600)
    with os.fdopen(handle, "wb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            mine = half.stat().st_ino == os.fstat(handle).st_ino
        except (BlockingIOError, FileNotFoundError):
            mine = False
        if not mine:
            raise taken(half.with_suffix("").name)
        os.fchmod(handle, 0o600)
        file.truncate(0)
        yield file


def fsync(path: Path) -> None:
    """What was named in this folder, or written in this file, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def fsync_all(folder: Path) -> None:
    """A folder and all that is below it."""
    for path in (*folder.rglob("*"), folder):
        fsync(path)


def write_file(path: Path, file: IO[bytes]) -> None:
    """A file of an archive at its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as out:
        shutil.copyfileobj(file, out)
