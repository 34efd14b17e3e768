"""A home made ready: folder, settings, tables, static files; then Django awake."""

from __future__ import annotations

import os
import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from phares.config.failures import Failure, reason_of
from phares.config.home import home, keep_private, settings_of, write_settings
from phares.config.terminal import go_on_speaking
from phares.kernel.tongue import say, say_plural

if TYPE_CHECKING:
    import psycopg
STAMP = "static/.fingerprint"


def print_line(line: str) -> None:
    """To the person, on standard error."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def counted(number: int, word: str) -> str:
    """« 1 étape », « 3 étapes »."""
    return f"{number} {say_plural(word, f'{word}s', number)}"


def make_home(*, demo: bool = False) -> Path:
    """The home folder with its settings; a sentence when it cannot be written."""
    folder = home()
    os.umask(0o077)
    try:
        write_settings(folder, demo=demo)
        (folder / "files").mkdir(exist_ok=True)
        keep_private(folder)
    except OSError as error:
        raise _unwritable(folder, reason_of(error)) from None
    return folder


def insist_on_a_place_to_write(folder: Path) -> None:
    """A sentence when the home could not be made, before anything is asked for it."""
    there = next(path for path in (folder, *folder.parents) if path.exists())
    if not os.access(there, os.W_OK | os.X_OK):
        raise _unwritable(folder, say("permission refusée"))


def _unwritable(folder: Path, reason: str) -> Failure:
    return Failure(
        say(
            "le dossier {folder} ne peut pas être écrit ({reason}). Donnez-en un autre par "
            "PHARES_HOME, ou changez ses droits.",
            folder=folder,
            reason=reason,
        )
    )


def existing_home() -> Path:
    """The home folder of a pole that was opened before."""
    folder = home()
    finish_restoring(folder)
    if not settings_of(folder) and not os.environ.get("PHARES_DATABASE_URL"):
        raise Failure(
            say(
                "il n’y a pas de pôle dans {folder}. Lancez « phares init » ou « phares demo », "
                "ou nommez son dossier par PHARES_HOME.",
                folder=folder,
            )
        )
    folder.mkdir(parents=True, exist_ok=True)
    keep_private(folder)
    return folder


def finish_restoring(folder: Path) -> None:
    """What a restoration left when it was stopped comes first."""
    from phares.config.replacing import finish

    finish(folder)


def wake_django(folder: Path) -> None:
    """Settings read, models loaded; the database answers."""
    settings_of(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "phares.config.settings")
    import django
    from django.conf import settings

    _answers(settings.DATABASE_URL)
    django.setup()
    go_on_speaking()


def _answers(url: str) -> None:
    """A server that is away says so in seconds, where the pool would try for half a minute."""
    if url:
        answering(url).close()


def answering(url: str) -> psycopg.Connection[Any]:
    """A connection to this server, or its sentence."""
    import psycopg
    from django.db.utils import OperationalError

    try:
        return psycopg.connect(url, connect_timeout=5)
    except psycopg.OperationalError as error:
        raise OperationalError(str(error)) from None


def pending_migrations() -> int:
    """How many steps the database is behind this version."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def migrate(*, aloud: bool = True) -> int:
    """Brings the tables to this version; gives how many steps were taken."""
    from django.db import connection

    from phares.common.keeping.steps import take_steps

    steps = pending_migrations()
    if steps:
        if aloud:
            print_line(say("Base de données : {counted} à faire…", counted=counted(steps, "étape")))
        take_steps(connection)
    return steps


def insist_on_tables() -> None:
    """A sentence when the database is behind this version."""
    if pending_migrations():
        raise Failure(say("la base n’est pas prête pour cette version. Lancez « phares migrate »."))


def insist_on_pole() -> None:
    """A sentence when the tables are there and nobody opened a pole in them."""
    insist_on_tables()
    from phares.people.directory.models import Pole

    if not Pole.objects.filter(is_home=True).exists():
        raise Failure(
            say("aucun pôle n’est encore ouvert dans cette base. Lancez « phares init ».")
        )


def collect_static(folder: Path) -> bool:
    """Publishes style, scripts and fonts when one of them changed since the last time."""
    from django.core.management import call_command

    from phares.config.logs import announce

    if static_is_current(folder):
        return False
    announce(say("Style, scripts et polices…"))
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    (folder / STAMP).write_text(_fingerprint(), encoding="utf-8")
    return True


def static_is_current(folder: Path) -> bool:
    """Whether what was published is that of this version."""
    stamp = folder / STAMP
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == _fingerprint()


def _fingerprint() -> str:
    """Changes with the name, the size or the date of any source file."""
    from django.apps import apps

    folders = [Path(config.path) / "static" for config in apps.get_app_configs()]
    files = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
    lines = [f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files]
    return sha256("\n".join(lines).encode()).hexdigest()
