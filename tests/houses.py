"""What a house holds, read past Phares: rows by the driver alone, files by their bytes."""

from __future__ import annotations

import io
import json
import sqlite3
import tarfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg

NOT_THEIRS = ("django_migrations", "django_session", "sqlite_stat1", "sqlite_stat4")
"""When steps were applied; sessions, which no copy carries; what SQLite counted for itself."""
type Rows = dict[str, list[tuple[Any, ...]]]


def rows_of(base: Path | str) -> Rows:
    """Every row of every table, in one order: of a SQLite file, or of a PostgreSQL address."""
    return _of_postgresql(base) if isinstance(base, str) else _of_sqlite(base)


def _of_sqlite(path: Path) -> Rows:
    with closing(sqlite3.connect(path)) as base:
        names = base.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        found = {
            name: sorted(base.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)
            for (name,) in names
            if name not in NOT_THEIRS
        }
        counters = found.pop("sqlite_sequence")  # 0 and absent say the same: no number was given
        return found | {"sqlite_sequence": [one for one in counters if one[1]]}


def _of_postgresql(url: str) -> Rows:
    with psycopg.connect(url) as base:
        names = base.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return {
            name: sorted(base.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)
            for (name,) in names.fetchall()
            if name not in NOT_THEIRS
        }


def differing(one: Rows, other: Rows) -> dict[str, list[tuple[Any, ...]]]:
    """By table, the rows that only one of them has."""
    return {
        name: [row for row in [*here, *there] if row not in here or row not in there][:5]
        for name in one.keys() | other.keys()
        if (here := one.get(name, [])) != (there := other.get(name, []))
    }


def schema_of(path: Path) -> set[str]:
    """Tables, indexes and triggers of a SQLite file, as they were written."""
    with closing(sqlite3.connect(path)) as base:
        return {sql for (sql,) in base.execute("SELECT sql FROM sqlite_master") if sql}


def one_spelling(rows: Rows) -> Rows:
    """JSON texts with their keys in order: PostgreSQL writes them in its own."""
    return {
        name: sorted((tuple(map(_spelled, row)) for row in some), key=repr)
        for name, some in rows.items()
    }


def _spelled(value: Any) -> Any:
    if isinstance(value, str) and value[:1] in ("{", "["):
        return json.dumps(json.loads(value), sort_keys=True)
    return value


DRAWN = 8
"""Pictures of the demonstration: its four drawings, large and small."""


def files_of(home: Path, below: str = "files") -> dict[str, str]:
    """The sum of each kept file, by its path."""
    return {
        str(path.relative_to(home)): sha256(path.read_bytes()).hexdigest()
        for path in sorted((home / below).rglob("*"))
        if path.is_file()
    }


def everything_in(home: Path) -> dict[str, str]:
    """The sum of every file of a home, locks apart."""
    found = files_of(home, ".")
    return {name: summed for name, summed in found.items() if not name.endswith((".lock", "-shm"))}


DOCUMENT = (
    "INSERT INTO documents_document (kind, title, subject, filename, media_type, file, sha256, "
    "size, source, made_at, made_by_name) VALUES ('bilan', 'Bilan', ?, 'bilan.pdf', "
    "'application/pdf', ?, ?, ?, ?, '2016-01-04 09:30:00.500000', 'Ada')"
)
SOURCE = '{"année": 2015, "b": null}'


def keep_documents(home: Path, number: int = 3) -> None:
    """Files as the house keeps them, each with its row."""
    with closing(sqlite3.connect(home / "phares.sqlite3")) as base, base:
        for n in range(number):
            content = b"%PDF-" + bytes([n]) * 70_000
            summed = sha256(content).hexdigest()
            path = home / "files" / "documents" / summed[:2] / f"{summed}.pdf"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            name = str(path.relative_to(home / "files"))
            base.execute(DOCUMENT, (f"report:{n}", name, summed, len(content), SOURCE))


def rewritten(archive: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """Another archive, of which each file went through `change`; None leaves it out."""
    other = archive.with_name("other.tar.gz")
    with tarfile.open(archive) as source, tarfile.open(other, "w:gz") as target:
        for info in source:
            content = source.extractfile(info)
            assert content is not None
            changed = change(info.name, content.read())
            if changed is not None:
                info.size = len(changed)
                target.addfile(info, io.BytesIO(changed))
    return other


def with_manifest(archive: Path, **changes: Any) -> Path:
    """Another archive, whose manifest says something else."""

    def change(name: str, content: bytes) -> bytes:
        if name != "manifest.json":
            return content
        return json.dumps(json.loads(content) | changes).encode()

    return rewritten(archive, change)


def manifest_of(archive: Path) -> dict[str, Any]:
    with tarfile.open(archive) as tar:
        content = tar.extractfile("manifest.json")
        assert content is not None
        return dict(json.load(content))


@contextmanager
def database_of_its_own(url: str, name: str) -> Iterator[str]:
    """An empty base on the same server, gone afterwards."""
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield url.rpartition("/")[0] + f"/{name}"
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
