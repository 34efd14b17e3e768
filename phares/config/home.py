"""The home folder of an installation: database, files and settings.

PHARES_HOME (default `var/phares`) holds `phares.sqlite3`, `files/`, `cache/`, `static/` and
`settings.toml`, whose keys docs/installation.md explains. A demonstration also has `demo.json`:
its pole and its sign-ins.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from phares.config.failures import Failure, unreadable
from phares.kernel.tongue import say

KEYS: dict[str, tuple[type | tuple[type, ...], str]] = {
    "secret_key": (str, '"une longue suite au hasard"'),
    "demo": (bool, "true"),
    "database_url": (str, '"postgresql://nom:motdepasse@machine/base"'),
    "allowed_hosts": (list, '["pole.fr"]'),
    "tls": (bool, "true"),
    "wait_seconds": ((int, float), "10"),
    "site_url": (str, '"https://pole.fr"'),
    "mail_host": (str, '"smtp.pole.fr"'),
    "mail_port": (int, "587"),
    "mail_tls": (str, '"starttls"'),
    "mail_user": (str, '"pole@pole.fr"'),
    "mail_password": (str, '"le mot de passe du courrier"'),
    "mail_sender": (str, '"Le PHARES <pole@pole.fr>"'),
    "backup_folder": (str, '"/srv/copies"'),
    "backup_daily": (int, "7"),
    "backup_weekly": (int, "4"),
    "backup_monthly": (int, "12"),
    "backup_migrations": (int, "5"),
    "backup_recipients": (list, '["age1…"]'),
    "clock_minutes": (int, "10"),
    "free_disk_mb": (int, "500"),
    "log_format": (str, '"json"'),
    "access_log": (bool, "true"),
    "openid_url": (str, '"https://compte.fr/pole"'),
    "openid_client": (str, '"phares"'),
    "openid_secret": (str, '"le secret que donne le fournisseur"'),
    "openid_name": (str, '"le compte de la fédération"'),
    "error_url": (str, '"https://clé@machine/numéro"'),
}
"""What settings.toml may say: the kind of each value, and an example."""


def home() -> Path:
    return Path(os.environ.get("PHARES_HOME") or "var/phares").absolute()


def settings_of(folder: Path) -> dict[str, Any]:
    """What settings.toml says; nothing when there is no such file yet."""
    path = folder / "settings.toml"
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise unreadable(path, error) from None
    for key, value in said.items():
        _insist_on_key(path, key, value)
    return said


def _insist_on_key(path: Path, key: str, value: object) -> None:
    if key not in KEYS:
        raise Failure(
            say(
                "{path} : « {key} » n’est pas une de ses clés ({keys}).",
                path=path,
                key=key,
                keys=", ".join(KEYS),
            )
        )
    kind, example = KEYS[key]
    if not isinstance(value, kind):
        raise Failure(
            say(
                "{path} : {key} s’écrit autrement. Exemple : {key} = {example}.",
                path=path,
                key=key,
                example=example,
            )
        )


def database_url(folder: Path) -> str:
    """The address of the base; empty, it is the SQLite file of the home."""
    return os.environ.get("PHARES_DATABASE_URL") or str(settings_of(folder).get("database_url", ""))


def write_settings(folder: Path, *, demo: bool = False) -> None:
    """Creates the home with a secret of its own; what settings.toml already says stays as it is.

    Raises OSError when the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path, known = folder / "settings.toml", settings_of(folder)
    wanted = {"secret_key": f'"{secrets.token_urlsafe(50)}"'} | ({"demo": "true"} if demo else {})
    missing = [f"{key} = {value}\n" for key, value in wanted.items() if key not in known]
    if not missing:
        return
    before = path.read_text(encoding="utf-8").rstrip("\n") + "\n" if path.exists() else ""
    replace_settings(folder, before + "".join(missing))


def with_line(text: str, key: str, value: Any) -> str:
    """A settings.toml with this key set, or taken away; other lines and comments as they are."""
    wanted = {name: said for name, said in tomllib.loads(text).items() if name != key}
    lines = text.splitlines()
    places = [n for n, one in enumerate(lines) if re.match(rf"\s*{key}\s*=", one)][:1] or [0]
    if key in tomllib.loads(text):
        del lines[places[0]]
    if value is not None:
        wanted[key] = value
        lines.insert(places[0], f"{key} = {json.dumps(value, ensure_ascii=False)}")
    changed = "".join(f"{one}\n" for one in lines)
    try:
        as_wanted = tomllib.loads(changed) == wanted
    except tomllib.TOMLDecodeError:
        as_wanted = False
    if not as_wanted:
        raise Failure(
            say("settings.toml : écrivez {key} sur une seule ligne, puis recommencez.", key=key)
        )
    return changed


def replace_settings(folder: Path, text: str) -> None:
    """settings.toml says this from now on."""
    half = folder / "settings.toml.half"
    half.touch(0o600)
    half.write_text(text, encoding="utf-8")
    half.replace(folder / "settings.toml")


def keep_private(folder: Path) -> None:
    """The home is for its own account alone, and so is what this process writes from now on.

    A folder that is no home of ours keeps the rights it has.
    """
    os.umask(0o077)
    if not (folder / "settings.toml").is_file():
        return
    for path in (folder, *folder.iterdir()):
        with suppress(FileNotFoundError):
            known = path.stat()
            if known.st_mode & 0o077 and os.geteuid() in (0, known.st_uid):
                path.chmod(known.st_mode & 0o700)


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


def database(folder: Path, url: str, *, wait: float = 10) -> dict[str, Any]:
    """Django's settings for SQLite in the home, or for "
    "postgresql://user:password@host:port/name."""
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
                    "PRAGMA journal_size_limit=67108864; "
                    # A row written over by INSERT OR REPLACE is deleted: our triggers are asked.
                    "PRAGMA recursive_triggers=ON"
                ),
            },
        }
    parts = _parts(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": {**dict(parse_qsl(parts.query)), "pool": True},
    }


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("postgresql", "postgres") and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        example = KEYS["database_url"][1]
        raise Failure(
            say(
                "l’adresse de la base ne se lit pas. Écrivez-la ainsi : {example}.", example=example
            )
        )
    return parts
