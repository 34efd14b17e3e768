"""`erased.json`, beside the base and in each archive: who was erased and when, by keys alone.

A base of an older copy knows nothing of the erasures that came after it. This file does: a
restoration marks those to be done again. It holds no name.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from phares.common.keeping.manifest import ERASED


@dataclass(frozen=True, slots=True)
class Erased:
    """`key`: « directory.person:12 »; `again`: it came back with an older copy."""

    key: str
    at: str
    again: bool = False


def mark_of(secret: str) -> str:
    """Of which house the keys are: those of another pole would name other people."""
    return sha256(f"erased:{secret}".encode()).hexdigest()[:16]


def erased_in(folder: Path, secret: str) -> list[Erased]:
    """What the file of a folder says of this house; nothing where there is none."""
    try:
        said = json.loads((folder / ERASED).read_text(encoding="utf-8"))
        return [Erased(**one) for one in said["erased"]] if said["house"] == mark_of(secret) else []
    except (OSError, ValueError, KeyError, TypeError):
        return []


def write_erased(folder: Path, secret: str, every: Iterable[Erased]) -> None:
    """The whole file, at once or not at all."""
    rows = [asdict(one) for one in sorted(every, key=lambda one: (one.at, one.key))]
    half = folder / f"{ERASED}.half"
    half.touch(0o600)
    said = {"house": mark_of(secret), "erased": rows}
    half.write_text(json.dumps(said, indent=1), encoding="utf-8")
    half.replace(folder / ERASED)


def after_a_return(
    here: Iterable[Erased], brought: Iterable[Erased], made_at: datetime
) -> list[Erased]:
    """Both lists in one; those erased since the copy was made are to be erased again."""
    known: dict[str, Erased] = {}
    for one in (*brought, *here):
        since = datetime.fromisoformat(one.at) > made_at
        again = since or one.again or (one.key in known and known[one.key].again)
        known[one.key] = Erased(one.key, one.at, again)
    return list(known.values())
