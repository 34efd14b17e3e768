"""What an archive says of itself: what it holds, and by which sums one knows that it is whole."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from phares.common.keeping.refusals import damaged, foreign
from phares.common.keeping.tables import Level
from phares.kernel.tongue import say

FORMAT = 1
NAME = "manifest.json"
ERASED = "erased.json"
ALONE = ("settings.toml", "demo.json", ERASED)
"""Files of the home that go with its base."""


@dataclass
class Rows:
    """A table: its columns in order, how many rows, the sum of their lines, the last number."""

    columns: list[str]
    rows: int = 0
    sha256: str = ""
    last: int | None = None


@dataclass
class Kept:
    """A file: how long, and its sum."""

    size: int
    sha256: str


@dataclass
class Manifest:
    """The last file of an archive: without it, the archive is not whole."""

    phares: str
    made_at: str
    database: str
    migrations: dict[str, list[str]]
    left_out: list[str]
    tables: dict[str, Rows] = field(default_factory=dict)
    files: dict[str, Kept] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def level(self) -> Level:
        return frozenset((app, name) for app, names in self.migrations.items() for name in names)

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.made_at)

    @property
    def counts(self) -> dict[str, int]:
        return {name: table.rows for name, table in self.tables.items()}

    def as_bytes(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()


def by_app(level: Level) -> dict[str, list[str]]:
    """A level as the manifest writes it."""
    return {
        app: sorted(name for one, name in level if one == app)
        for app in sorted({app for app, _name in level})
    }


def manifest_of(content: bytes) -> Manifest:
    """As it was written; refused when this version cannot read it."""
    try:
        said = json.loads(content)
        if said["format"] != FORMAT:
            raise foreign(
                say(
                    "format {format}, celui de cette version est {ours}",
                    format=said["format"],
                    ours=FORMAT,
                )
            )
        return _read(said)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise damaged(NAME) from None


def _read(said: Mapping[str, Any]) -> Manifest:
    tables = {name: Rows(**one) for name, one in said["tables"].items()}
    if any(type(one.last) not in (int, type(None)) for one in tables.values()):
        raise TypeError("last")
    files = {name: Kept(**one) for name, one in said["files"].items()}
    datetime.fromisoformat(said["made_at"])
    return Manifest(**{**said, "tables": tables, "files": files})
