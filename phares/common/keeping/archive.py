"""The archive: one compressed tar that `tar` opens in ten years, written and read in one pass.

rows/<table>/000001.jsonl   a row a line, a JSON array in the order of the columns
files/…, settings.toml      files of the home, by their path in it
manifest.json               last: what there is, and the sum of each
"""

from __future__ import annotations

import gzip
import json
import re
import tarfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO, Any

from phares.common.keeping.manifest import ALONE, NAME, Kept, Manifest, Rows, manifest_of
from phares.common.keeping.refusals import damaged, foreign
from phares.common.keeping.rows import Row, line
from phares.common.keeping.sealing import Keys, unsealed
from phares.kernel.tongue import say

PART = 4 * 1024 * 1024
CHUNK = 1024 * 1024
LEVEL = 6
PART_OF_A_TABLE = re.compile(r"rows/[a-z0-9_]+/\d{6}\.jsonl")
GZIP = zlib.MAX_WBITS | 16
BROKEN = (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile)


class Writing:
    """An archive under way; what is added is summed."""

    def __init__(self, out: IO[bytes], manifest: Manifest) -> None:
        self.manifest = manifest
        self._zipped = Zipped(out)
        zipped: Any = self._zipped  # it only writes: that is all a tar asks for
        self._tar = tarfile.TarFile("", "w", zipped, format=tarfile.PAX_FORMAT)

    def add_rows(
        self, table: str, columns: list[str], rows: Iterable[Row], last: int | None
    ) -> None:
        """A whole table, in parts that memory holds."""
        told, found, part, number = Rows(columns, last=last), sha256(), bytearray(), 0
        for row in rows:
            part += line(row)
            told.rows += 1
            if len(part) >= PART:
                found.update(part)
                number += 1
                self._add(f"rows/{table}/{number:06}.jsonl", bytes(part))
                part.clear()
        if part:
            found.update(part)
            self._add(f"rows/{table}/{number + 1:06}.jsonl", bytes(part))
        told.sha256 = found.hexdigest()
        self.manifest.tables[table] = told

    def add_file(self, name: str, file: IO[bytes], size: int) -> None:
        """The next `size` bytes of a file, under its path in the home."""
        summed = Summed(file)
        self._tar.addfile(self._told(name, size), summed)
        self.manifest.files[name] = Kept(size, summed.sha256)

    def finish(self) -> None:
        """The manifest, and the end."""
        self._add(NAME, self.manifest.as_bytes())
        self._tar.close()
        self._zipped.close()

    def _add(self, name: str, content: bytes) -> None:
        self._tar.addfile(self._told(name, len(content)), BytesIO(content))

    def _told(self, name: str, size: int) -> tarfile.TarInfo:
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o600
        info.mtime = int(self.manifest.moment.timestamp())
        return info


class Zipped:
    """Writes as gzip; when work is given up, nothing waits to be written any more."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out, self._zip, self._given = out, zlib.compressobj(LEVEL, wbits=GZIP), 0

    def write(self, data: bytes) -> int:
        self._out.write(self._zip.compress(data))
        self._given += len(data)
        return len(data)

    def tell(self) -> int:
        return self._given

    def close(self) -> None:
        self._out.write(self._zip.flush())


class Summed:
    """Reads, and sums what was read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._sum, self.size = file, sha256(), 0

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self._sum.update(data)
        self.size += len(data)
        return data

    @property
    def sha256(self) -> str:
        return self._sum.hexdigest()


class Member:
    """A file of an archive: a part of a table, or a file of the home."""

    def __init__(self, name: str, file: IO[bytes]) -> None:
        self.name, self.file = _safe(name), file

    @property
    def table(self) -> str | None:
        parts = self.name.split("/")
        return parts[1] if len(parts) == 3 and parts[0] == "rows" else None

    def rows(self) -> Iterator[Row]:
        for one in self.file:
            yield json.loads(one)


def _ours(name: str) -> bool:
    """A path that an archive may name: below `rows` or `files`, or a file that stands alone."""
    path = PurePosixPath(name)
    below = len(path.parts) > 1 and path.parts[0] == "files" and ".." not in path.parts
    rows = PART_OF_A_TABLE.fullmatch(name)
    return str(path) == name and bool(rows or below or name in (*ALONE, NAME))


def _safe(name: str) -> str:
    if not _ours(name):
        raise damaged(say("« {name} » n’y a pas sa place", name=name))
    return name


@contextmanager
def members(path: Path, keys: Keys) -> Iterator[Iterator[Member]]:
    """Each file of an archive, once, in the order it was written."""
    with unsealed(path, keys) as file:
        try:
            with gzip.GzipFile(fileobj=file) as unzipped:
                yield _members(unzipped)
        except BROKEN:
            raise damaged(say("elle s’arrête avant la fin, ou un octet a changé")) from None


def _members(unzipped: gzip.GzipFile) -> Iterator[Member]:
    with tarfile.open(fileobj=unzipped, mode="r|") as tar:
        for place, info in enumerate(tar):
            if not place and not _ours(info.name):
                raise foreign(say("« {name} » n’y a pas sa place", name=info.name))
            content = tar.extractfile(info) if info.isreg() else None
            if content is None:
                raise damaged(say("« {name} » n’est pas un fichier", name=info.name))
            yield Member(info.name, content)
    while unzipped.read(CHUNK):  # the sum of all is at the very end
        pass


def verified(path: Path, keys: Keys) -> Manifest:
    """The manifest of an archive whose every row and file is as it was written."""
    tables: dict[str, Any] = {}
    files: dict[str, Kept] = {}
    manifest = None
    with members(path, keys) as each:
        for member in each:
            if member.name == NAME:
                manifest = manifest_of(member.file.read())
            elif member.table:
                found = tables.setdefault(member.table, [0, sha256()])
                for one in member.file:
                    found[0] += 1
                    found[1].update(one)
            else:
                files[member.name] = _summed(member.file)
    if manifest is None:
        raise (
            foreign(say("elle n’a pas de manifeste"))
            if not tables
            else damaged(say("sans manifeste"))
        )
    _insist_same(manifest, tables, files)
    return manifest


def _summed(file: IO[bytes]) -> Kept:
    summed = Summed(file)
    while summed.read(CHUNK):
        pass
    return Kept(summed.size, summed.sha256)


def _insist_same(manifest: Manifest, tables: dict[str, Any], files: dict[str, Kept]) -> None:
    nothing = [0, sha256()]
    if unknown := tables.keys() - manifest.tables.keys():
        raise damaged(f"table {min(unknown)}")
    for name, told in manifest.tables.items():
        rows, summed = tables.get(name, nothing)
        if (rows, summed.hexdigest()) != (told.rows, told.sha256):
            raise damaged(f"table {name}")
    for name in sorted(files.keys() | manifest.files.keys()):
        if files.get(name) != manifest.files.get(name):
            raise damaged(say("fichier {name}", name=name))
