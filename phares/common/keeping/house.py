"""A house into an archive, an archive into a base, a base into another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import IO, Any

from django.db import DatabaseError, transaction

from phares.common.keeping.archive import Member, Writing, members
from phares.common.keeping.bases import as_default, build, empty, snapshot, triggers_aside
from phares.common.keeping.folders import Seen, as_seen, seen_in, write_file
from phares.common.keeping.manifest import ALONE, NAME, Manifest, by_app
from phares.common.keeping.refusals import damaged, not_taken
from phares.common.keeping.rows import Row, count_of, counter_of, rows_of, set_counter, write_rows
from phares.common.keeping.sealing import Keys, Seal, sealed
from phares.common.keeping.tables import Table, level_of, strangers, tables_at
from phares.kernel.tongue import say

SESSIONS = "django_session"
"""Left out of archives: a session closed since would be open again in a house that came back."""
OF_DJANGO = ("django_content_type", "auth_permission", SESSIONS)
"""Filled by Django itself."""


@dataclass
class Kept:
    """What an archive was made of, and what was not for it to take."""

    manifest: Manifest
    strangers: list[str]
    moved: list[str]


def write_house(
    out: IO[bytes], *, home: Path, connection: Any, version: str, now: datetime, seal: Seal
) -> Kept:
    """All of a house as it is at one moment, while people write."""
    before = seen_in(home / "files", "files")
    with snapshot(connection) as base, sealed(out, seal) as inner:
        level = level_of(base)
        tables = tables_at(level)
        seen = seen_in(home / "files", "files")
        manifest = Manifest(version, now.isoformat(), base.vendor, by_app(level), [SESSIONS])
        writing = Writing(inner, manifest)
        for table in tables:
            rows = [] if table.name == SESSIONS else rows_of(base, table)
            writing.add_rows(table.name, table.columns, rows, counter_of(base, table))
        _write_alone(writing, home)
        gone = {one.name for one in before} - {one.name for one in seen}
        moved = [*sorted(gone), *(one.name for one in seen if not _written(writing, one))]
        writing.finish()
    return Kept(manifest, strangers=strangers(connection, tables), moved=moved)


def _write_alone(writing: Writing, home: Path) -> None:
    for name in ALONE:
        if (path := home / name).is_file():
            with path.open("rb") as file:
                writing.add_file(name, file, path.stat().st_size)


def _written(writing: Writing, one: Seen) -> bool:
    with as_seen(one) as file:
        if file is not None:
            writing.add_file(one.name, file, one.size)
        return file is not None


def fill(
    connection: Any,
    tables: list[Table],
    rows: Iterable[tuple[str, Iterable[Row]]],
    counters: dict[str, int | None],
) -> None:
    """Rows into tables just built, all or none; `connection` is the default one."""
    known = {table.name: table for table in tables}
    with transaction.atomic(), triggers_aside(connection, tables):
        empty(connection, tables)
        for name, some in rows:
            try:
                write_rows(connection, known[name], some)
            except DatabaseError as error:
                if "full" in str(error):
                    raise
                raise not_taken(name, str(error).strip().partition("\n")[0]) from error
        for table in tables:
            set_counter(connection, table, counters.get(table.name))


def fill_from_archive(
    connection: Any, manifest: Manifest, path: Path, keys: Keys, files: Path
) -> None:
    """The rows of an archive at the level it was made, into an empty base; its files below."""
    tables = tables_at(manifest.level)
    _insist_columns(manifest, tables)
    with as_default(connection):
        build(connection, manifest.level)
        counters = {name: table.last for name, table in manifest.tables.items()}
        with members(path, keys) as each:
            fill(connection, tables, _by_table(each, files), counters)


def _insist_columns(manifest: Manifest, tables: list[Table]) -> None:
    told = {name: table.columns for name, table in manifest.tables.items()}
    if told != {table.name: table.columns for table in tables}:
        raise damaged(say("ses colonnes ne sont pas celles de ses étapes"))


def _by_table(each: Iterator[Member], files: Path) -> Iterator[tuple[str, Iterator[Row]]]:
    """The rows of each table in turn; what is a file is written on the way."""
    for table, parts in groupby(each, lambda member: member.table):
        if table is not None:
            yield table, (row for part in parts for row in part.rows())
            continue
        for member in parts:
            if member.name != NAME:
                write_file(files / member.name, member.file)


def fill_from_base(source: Any, target: Any) -> list[Table]:
    """The rows of a base into an empty one of any sort, at the same level."""
    level = level_of(source)
    tables = tables_at(level)
    with as_default(target):
        build(target, level)
        rows = ((table.name, rows_of(source, table)) for table in tables)
        fill(target, tables, rows, {table.name: counter_of(source, table) for table in tables})
    return tables


def anything_in(connection: Any) -> bool:
    """Whether somebody would miss what is in this base."""
    level = level_of(connection)
    tables = [table.name for table in tables_at(level) if table.name not in OF_DJANGO]
    return any(count_of(connection, name) for name in tables)
