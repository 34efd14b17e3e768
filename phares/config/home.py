"""The home folder of an installation: database, files and settings.

PHARES_HOME (default `var/phares`) holds `phares.sqlite3`, `files/`, `cache/`, `static/` and
`settings.toml`, whose keys are: secret_key, demo, database_url, allowed_hosts, tls (served behind
a proxy that speaks TLS: see docs/decisions/serving.md), wait_seconds (how long a write waits for
another, 10 unless told).
A demonstration also has `demo.json`: its pole and its sign-ins.
"""

from __future__ import annotations

import json
import os
import secrets
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


def home() -> Path:
    return Path(os.environ.get("PHARES_HOME", "var/phares")).absolute()


def settings_of(folder: Path) -> dict[str, Any]:
    """What settings.toml says; nothing when there is no such file yet."""
    try:
        return tomllib.loads((folder / "settings.toml").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}


def write_settings(folder: Path, **more: str | bool) -> None:
    """Creates the home with a secret of its own; existing keys are kept.

    Raises OSError when the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    known = {"secret_key": secrets.token_urlsafe(50), **settings_of(folder), **more}
    lines = [f"{key} = {_toml(value)}" for key, value in known.items()]
    path = folder / "settings.toml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    path.chmod(0o600)


def demo_of(folder: Path) -> dict[str, Any]:
    """What demo.json says of a loaded demonstration: `pole` and `sign_ins`; nothing before."""
    try:
        known = json.loads((folder / "demo.json").read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def demo_sign_ins(folder: Path) -> list[dict[str, str]]:
    """One for each role: `role`, `email`, `password`."""
    return list(demo_of(folder).get("sign_ins", []))


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'


def database(folder: Path, url: str, *, wait: float = 10) -> dict[str, Any]:
    """Django's settings for SQLite in the home, or for postgresql://user:password@host:port/name."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": folder / "phares.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": wait,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
                    "PRAGMA mmap_size=134217728; PRAGMA temp_store=MEMORY; "
                    "PRAGMA journal_size_limit=67108864"
                ),
            },
        }
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": {**dict(parse_qsl(parts.query)), "pool": True},
    }
