"""Several at once, with real connections and real commits, on a copy of the test database."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections


@contextmanager
def copied_database(folder: Path) -> Iterator[dict[str, Any]]:
    """The settings of a copy of the test database, gone afterwards."""
    here = connections[DEFAULT_DB_ALIAS]
    settings = dict(here.settings_dict)
    if here.vendor == "sqlite":
        settings["NAME"] = str(folder / "race.sqlite3")
        here.ensure_connection()
        with closing(sqlite3.connect(settings["NAME"])) as copy:
            here.connection.backup(copy)
        yield settings
        return
    template, settings["NAME"] = settings["NAME"], f"race_{uuid.uuid4().hex[:12]}"
    here.close()
    with here._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{settings["NAME"]}" TEMPLATE "{template}"')
        try:
            yield settings
        finally:
            cursor.execute(f'DROP DATABASE "{settings["NAME"]}"')


@contextmanager
def connected(settings: dict[str, Any]) -> Iterator[None]:
    """This thread's own connection to the copy."""
    usual = connections[DEFAULT_DB_ALIAS]
    mine = type(usual)(settings, DEFAULT_DB_ALIAS)
    connections[DEFAULT_DB_ALIAS] = mine
    try:
        yield
    finally:
        mine.close()
        connections[DEFAULT_DB_ALIAS] = usual
