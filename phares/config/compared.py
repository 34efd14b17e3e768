"""What a restoration brings, beside what it replaces."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from phares.common.keeping.manifest import Manifest

SHOWN = {
    "structures": "directory_organisation",
    "personnes": "directory_person",
    "documents": "documents_document",
    "lignes du journal": "audit_entry",
}


@dataclass(frozen=True, slots=True)
class House:
    """A house in a few words and numbers."""

    when: str
    counts: dict[str, int]

    def __str__(self) -> str:
        shown = ", ".join(f"{number} {word}" for word, number in self.counts.items())
        return f"{self.when}, {shown}" if shown else self.when


def house_of(manifest: Manifest) -> House:
    """What is in an archive."""
    counts = manifest.counts
    return House(
        f"sauvegarde du {_said(manifest.moment)} (Phares {manifest.phares})",
        {word: counts.get(table, 0) for word, table in SHOWN.items()},
    )


def house_here() -> House | None:
    """What stands here; None when nothing does. One that cannot be read is told as such."""
    from django.db import DatabaseError, connection

    from phares.common.keeping.rows import count_of

    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        return None
    try:
        tables = set(connection.introspection.table_names())
        if not tables:
            return None
        return House(
            _last_act() if "audit_entry" in tables else "aucun acte noté",
            {word: count_of(connection, name) for word, name in SHOWN.items() if name in tables},
        )
    except (DatabaseError, sqlite3.DatabaseError):
        if connection.vendor == "postgresql":
            raise
        connection.close()
        return House("une base qui ne se lit plus", {})


def _last_act() -> str:
    from django.db import connection
    from django.utils.dateparse import parse_datetime
    from django.utils.timezone import is_naive

    with connection.cursor() as cursor:
        cursor.execute("SELECT max(at) FROM audit_entry")
        [last] = cursor.fetchone()
    if isinstance(last, str):
        last = parse_datetime(last)
    if last is None:
        return "aucun acte noté"
    return f"dernier acte le {_said(last.replace(tzinfo=UTC) if is_naive(last) else last)}"


def _said(moment: datetime) -> str:
    from django.utils.timezone import localtime

    return f"{localtime(moment):%d/%m/%Y à %H:%M}"
