"""What a restoration brings, beside what it replaces."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from phares.config.terminal import moment_words
from phares.kernel.tongue import french, say

if TYPE_CHECKING:
    from phares.common.keeping.manifest import Manifest

SHOWN = {
    french("structures"): "directory_organisation",
    french("personnes"): "directory_person",
    french("documents"): "documents_document",
    french("lignes du journal"): "audit_entry",
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
        say(
            "sauvegarde du {moment} (Phares {phares})",
            moment=_said(manifest.moment),
            phares=manifest.phares,
        ),
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
            _last_act() if "audit_entry" in tables else say("aucun acte noté"),
            {word: count_of(connection, name) for word, name in SHOWN.items() if name in tables},
        )
    except (DatabaseError, sqlite3.DatabaseError):
        if connection.vendor == "postgresql":
            raise
        connection.close()
        return House(say("une base qui ne se lit plus"), {})


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
        return say("aucun acte noté")
    return say(
        "dernier acte le {moment}",
        moment=_said(last.replace(tzinfo=UTC) if is_naive(last) else last),
    )


def _said(moment: datetime) -> str:
    from django.utils.timezone import localtime

    return moment_words(localtime(moment))
