"""Copies of a house: one file each, asked for by a person or made by the house itself."""

from __future__ import annotations

import errno
import os
from argparse import Namespace
from datetime import datetime
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from phares.config.asking import first_line
from phares.config.copy_notes import noted
from phares.config.failures import Failure, reason_of
from phares.config.home import settings_of
from phares.config.preparing import counted, print_line
from phares.kernel.tongue import french, say
from phares.kernel.words import written

if TYPE_CHECKING:
    from phares.common.keeping.house import Kept
    from phares.common.keeping.rules.rotation import Keeping
    from phares.common.keeping.sealing import Keys, Seal

OPEN, CLOSED = ".tar.gz", ".tar.gz.age"
DAILY, STAMP = "jour", "%Y-%m-%d-%H%M%S"
BEFORE_MIGRATION, MIGRATIONS = "avant-migration", 5
"""Of the copies made before a newer version, how many stay unless settings.toml says another."""
ON_THE_TARGET = {
    errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO,
}  # fmt: skip
STRANGER = french("  La table {name} n’est pas de Phares : elle n’est pas dans la sauvegarde.")
MOVED = french("  {name} a changé ou est parti entre-temps : il n’est pas dans la sauvegarde.")


def seal_asked(asked: Namespace) -> Seal:
    """For whom the person wants it closed; refused when a recipient is written wrong."""
    from phares.common.keeping.sealing import Seal, recipients_of

    secret = first_line(Path(asked.passphrase_file)) if asked.passphrase_file else ""
    if asked.passphrase_file and not secret:
        raise Failure(
            say(
                "{passphrase_file} est vide : sa première ligne est la phrase.",
                passphrase_file=asked.passphrase_file,
            )
        )
    seal = Seal(tuple(asked.recipient), secret)
    recipients_of(seal)
    return seal


def keys_asked(asked: Namespace) -> Keys:
    """What the person gives to open an archive."""
    from phares.common.keeping.sealing import Keys

    secret = first_line(Path(asked.passphrase_file)) if asked.passphrase_file else ""
    return Keys(tuple(_content(Path(name)) for name in asked.identity), secret)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Failure(
            say("{path} ne peut pas être lu ({reason}).", path=path, reason=reason_of(error))
        ) from None


def write_copy(folder: Path, target: Path, seal: Seal) -> Kept:
    """The house in one file, whole or not at all; a base that is behind this version too."""
    from django.db import connection
    from django.utils import timezone

    from phares.common.keeping.folders import written_whole
    from phares.common.keeping.house import write_house

    insist_on_a_base(folder)
    now = timezone.now()
    try:
        with noted(folder, target, now), written_whole(target) as out:
            kept = write_house(
                out,
                home=folder,
                connection=connection,
                version=version("phares"),
                now=now,
                seal=seal,
            )
    except OSError as error:
        if error.errno not in ON_THE_TARGET:
            raise
        raise _unwritable(target, error) from None
    for name in kept.strangers:
        print_line(say(STRANGER, name=name))
    for name in kept.moved:
        print_line(say(MOVED, name=name))
    return kept


def _unwritable(target: Path, error: OSError) -> Failure:
    return Failure(
        say(
            "{target} ne peut pas être écrit ({reason}). Choisissez un autre endroit.",
            target=target,
            reason=reason_of(error),
        )
    )


def insist_on_a_base(folder: Path) -> None:
    """A sentence where there is nothing to copy; looking makes no file."""
    from django.db import connection

    from phares.common.keeping.tables import level_of

    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        raise Failure(
            say("il n’y a pas encore de base dans {folder}. Lancez « phares init ».", folder=folder)
        )
    if not level_of(connection):
        raise Failure(say("cette base est vide : il n’y a rien à sauvegarder."))


def told(target: Path, kept: Kept) -> str:
    """What the copy holds, for the person."""
    rows = sum(kept.manifest.counts.values())
    files = len(kept.manifest.files)
    size = _sized(target.stat().st_size)
    return f"{target} ({size}, {counted(rows, 'ligne')}, {counted(files, 'fichier')})"


def _sized(size: int) -> str:
    """« 46 ko », « 12,3 Mo »."""
    if size < 1_000_000:
        return say("{size} ko", size=size // 1000)
    return say("{size} Mo", size=written(Decimal(size) / 1_000_000, 1))


def own_folder(folder: Path) -> Path:
    """Where the house puts the copies that it makes by itself."""
    wanted = settings_of(folder).get("backup_folder")
    return Path(wanted) if wanted else folder / "backups"


def own_copy(folder: Path, why: str, now: datetime) -> tuple[Path, Kept]:
    """A copy that the house makes by itself, named by its reason, moment and version."""
    from django.utils.timezone import localtime

    from phares.common.keeping.sealing import Seal, recipients_of

    seal = Seal(tuple(settings_of(folder).get("backup_recipients", ())))
    recipients_of(seal)
    into = own_folder(folder)
    stamp = localtime(now).strftime(STAMP)
    target = into / f"{why}-{stamp}-v{version('phares')}{CLOSED if seal else OPEN}"
    try:
        into.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise _unwritable(into, error) from None
    return target, write_copy(folder, target, seal)


def keeping_of(folder: Path) -> Keeping:
    """How many daily copies this house keeps."""
    from phares.common.keeping.rules.rotation import Keeping

    said, usual = settings_of(folder), Keeping()
    return Keeping(
        daily=said.get("backup_daily", usual.daily),
        weekly=said.get("backup_weekly", usual.weekly),
        monthly=said.get("backup_monthly", usual.monthly),
    )


def copies_named(into: Path, why: str) -> dict[datetime, Path]:
    """The copies of a folder made for this reason, by their moment, as their names say it."""
    found = {}
    for path in into.glob(f"{why}-*{OPEN}*"):
        stamp = path.name.removeprefix(f"{why}-")[: len("2016-01-04-093000")]
        if path.name.endswith((OPEN, CLOSED)):
            try:
                found[datetime.strptime(stamp, STAMP)] = path  # noqa: DTZ007  # as the clock showed
            except ValueError:
                continue
    return found


def copy_before_migration(folder: Path, now: datetime) -> tuple[Path, Kept]:
    """What stands there before its tables change; the oldest of these copies leave then.

    The last five newer versions can be taken back. At zero, all of these copies stay.
    """
    target, kept = own_copy(folder, BEFORE_MIGRATION, now)
    number = settings_of(folder).get("backup_migrations", MIGRATIONS)
    copies = copies_named(target.parent, BEFORE_MIGRATION)
    for moment in sorted(copies)[:-number] if number > 0 else ():
        os.unlink(copies[moment])
    return target, kept


def copy_of_the_day(now: datetime) -> int:
    """One copy a day, then those of which the time is over leave; 1 when one was made."""
    from django.conf import settings
    from django.utils.timezone import localtime

    from phares.common.keeping.rules.rotation import Keeping, kept

    folder: Path = settings.PHARES_HOME
    keeping, into = keeping_of(folder), own_folder(folder)
    if settings_of(folder).get("demo") or keeping == Keeping(0, 0, 0):
        return 0
    if any(moment.date() == localtime(now).date() for moment in copies_named(into, DAILY)):
        return 0
    for half in into.glob(f"{DAILY}-*.half"):  # of a clock that was killed: one works at a time
        half.unlink()
    own_copy(folder, DAILY, now)
    copies = copies_named(into, DAILY)
    for moment in copies.keys() - kept(copies, keeping):
        os.unlink(copies[moment])
    return 1
