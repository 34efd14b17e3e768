"""The machine, the home and its settings: what there is to know, and what is to be mended."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from phares.config.copy_notes import last_noted
from phares.config.edition import edition
from phares.config.failures import Failure
from phares.config.home import settings_of
from phares.config.locks import CLOCK, SERVING, alive, holder_of
from phares.config.terminal import day_words, moment_words
from phares.kernel.soundness import Finding
from phares.kernel.tongue import french, say, translated

PYTHONS = ((3, 12), (3, 15))
"""As pyproject.toml says: from the first, before the second."""
NONE = french("aucune")
KEPT_IN = ("documents", "pictures")
LATE = timedelta(days=2)
"""A copy a day, and a day of grace for a machine that slept."""


def insist_on_a_home(folder: Path) -> None:
    """A sentence where there is nothing to look at; nothing is made, no right is changed."""
    if not settings_of(folder) and not os.environ.get("PHARES_DATABASE_URL"):
        raise Failure(
            say(
                "il n’y a pas de pôle dans {folder}. Lancez « phares init », ou nommez son "
                "dossier par PHARES_HOME.",
                folder=folder,
            )
        )


def facts(folder: Path) -> Iterator[tuple[str, str]]:
    """What whoever helps will ask first."""
    from django.conf import settings
    from django.db import connection

    yield "Phares", edition()
    yield "Python", platform.python_version()
    yield say("Dossier"), str(folder)
    yield say("Base"), "SQLite" if connection.vendor == "sqlite" else "PostgreSQL"
    yield say("Fuseau horaire"), settings.TIME_ZONE
    yield say("Démonstration"), say("oui") if settings.DEMO else say("non")
    yield say("Courrier"), say("réglé") if getattr(settings, "MAIL_HOST", "") else say("non réglé")
    yield say("Site"), _at_work(folder / SERVING)
    yield say("Horloge"), _clock(folder)
    yield say("Dernière sauvegarde du pôle"), _copy(folder)
    yield say("Style et scripts"), _static(folder)
    yield from _imports()


def _imports() -> Iterator[tuple[str, str]]:
    """Nothing is wrong with them: what is in stays in, and the same command goes on."""
    from phares.steering.suitcases.queries import stopped

    for one in stopped():
        how = f"phares import {one.dataset}"
        yield (
            say("Import"),
            say(
                "{file_name}, en cours. S’il s’est arrêté, relancez « {how} … »",
                file_name=one.file_name,
                how=how,
            ),
        )


def _at_work(lock: Path) -> str:
    held = holder_of(lock)
    return (
        say("ouvert : {note} ({held})", note=translated(held.note), held=held)
        if held
        else say("arrêté")
    )


def _clock(folder: Path) -> str:
    from django.utils.timezone import localtime

    from phares.common.clock.queries import last_round

    seen = last_round()
    state = say("en marche") if holder_of(folder / CLOCK) else say("arrêtée")
    return (
        say("{state}, dernier tour le {moment}", state=state, moment=moment_words(localtime(seen)))
        if seen
        else state
    )


def _copy(folder: Path) -> str:
    known = [one for one in (last_copy(folder), last_noted(folder)) if one]
    at = max(known, default=None)
    return moment_words(at.astimezone()) if at else str(NONE)


def _static(folder: Path) -> str:
    from phares.config.preparing import static_is_current

    return (
        say("de cette version")
        if static_is_current(folder)
        else say("refaits au prochain départ du site")
    )


def findings(folder: Path, now: datetime) -> Iterator[Finding]:
    """What of the installation is to be mended; the data comes after."""
    yield from _python()
    yield from _private(folder)
    yield from _disk(folder)
    yield from _files(folder)
    yield from _secret(folder)
    yield from _strays(folder)
    yield from _static_files(folder)
    yield from _processes(folder)
    yield from _round(folder, now)
    yield from _late_copy(folder, now)


def remarks(folder: Path) -> Iterator[Finding]:
    """What a pole lacks that nothing is wrong without: said until it is there."""
    from django.conf import settings

    from phares.common.clock.queries import last_round

    if settings.DEMO:
        return
    if last_round() is None:
        said = say("L’horloge n’a encore jamais tourné : ni courrier, ni sauvegarde du jour.")
        yield Finding("home.no-clock", said, "Lancez « phares clock » à côté du site.")
    if _copy(folder) == str(NONE):
        said = say("Aucune sauvegarde n’a encore été faite.")
        mend = say("L’horloge en fait une par jour ; « phares backup » en fait une tout de suite.")
        yield Finding("home.no-copy", said, mend)
    if not getattr(settings, "MAIL_HOST", ""):
        said = say("Le courrier n’est pas réglé : ni invitation, ni mot de passe oublié ne part.")
        yield Finding("home.no-mail", said, "Écrivez mail_host et mail_sender dans settings.toml.")


def _python() -> Iterator[Finding]:
    import sys

    if not PYTHONS[0] <= sys.version_info[:2] < PYTHONS[1]:
        said = say(
            "Python {python_version} n’est pas de ceux que Phares connaît.",
            python_version=platform.python_version(),
        )
        yield Finding("home.python", said, "Prenez Python 3.12, 3.13 ou 3.14.", sys.executable)


def _private(folder: Path) -> Iterator[Finding]:
    """The home holds persons, sums and the secret key: it is for its own account alone."""
    for path in (folder, folder / "settings.toml", folder / "phares.sqlite3"):
        if not path.exists():
            continue
        known = path.stat()
        if known.st_mode & 0o077:
            said = say("{name} est ouvert aux autres comptes de la machine.", name=path.name)
            yield Finding(
                "home.open", said, say("Fermez-le : chmod go= {path}", path=path), str(path)
            )
        if known.st_uid != os.geteuid() != 0:
            said = say("{name} n’est pas au compte qui lance Phares.", name=path.name)
            yield Finding("home.owner", said, "Rendez-le-lui (chown).", str(path))


def _disk(folder: Path) -> Iterator[Finding]:
    from django.conf import settings

    from phares.common.health.queries import free_disk_mb

    if (free := free_disk_mb(folder)) < settings.FREE_DISK_MB:
        said = say(
            "Il ne reste que {free} Mo sur le disque ({least} au moins).",
            free=free,
            least=settings.FREE_DISK_MB,
        )
        yield Finding("home.disk", said, "Faites de la place.", str(folder))


def _files(folder: Path) -> Iterator[Finding]:
    for path in (folder, folder / "files"):
        if not os.access(path, os.W_OK | os.X_OK):
            said = say("Le dossier {path} ne peut pas être écrit.", path=path)
            yield Finding("home.unwritable", said, "Créez-le, ou changez ses droits.", str(path))


def _secret(folder: Path) -> Iterator[Finding]:
    if not settings_of(folder).get("secret_key"):
        said = say(
            "settings.toml n’a pas de secret_key : à chaque départ du site, chacun est déconnecté."
        )
        mend = say(
            "Remettez celle d’avant (une sauvegarde l’a), ou écrivez une longue suite au hasard."
        )
        yield Finding("home.no-secret", said, mend, str(folder / "settings.toml"))


def _strays(folder: Path) -> Iterator[Finding]:
    """What is no file of ours in `files/`: a link, which copies leave aside, or a stranger."""
    for path in sorted((folder / "files").rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            said = say("{name} est un lien : les sauvegardes ne le suivent pas.", name=name)
            yield Finding("home.link", said, "Mettez le fichier à sa place, ou ôtez le lien.", name)
        elif path.is_file() and name.split("/")[1] not in KEPT_IN:
            said = say("Phares ne connaît pas le fichier {name}.", name=name)
            yield Finding("home.stray", said, "Rangez-le hors du dossier du pôle.", name)


def _static_files(folder: Path) -> Iterator[Finding]:
    """What is published and said to be current, with all its files."""
    from phares.config.preparing import STAMP, static_is_current

    served = holder_of(folder / SERVING)
    if not static_is_current(folder):
        if served:
            said = say("Le site sert le style et les scripts d’une autre version.")
            yield Finding("home.static", said, "Relancez « phares serve ».", str(folder / STAMP))
        return
    try:
        manifest = json.loads((folder / "static" / "staticfiles.json").read_text(encoding="utf-8"))
        lost = [
            one for one in manifest["paths"].values() if not (folder / "static" / one).is_file()
        ]
    except (OSError, ValueError, KeyError):
        lost = ["staticfiles.json"]
    if lost:
        said = say("Il manque au style et aux scripts : {lost}.", lost=", ".join(lost[:3]))
        mend = say("Effacez {folder}, puis relancez « phares serve ».", folder=folder / STAMP)
        yield Finding("home.static", said, mend, str(folder / "static"))


def _processes(folder: Path) -> Iterator[Finding]:
    """A lock outlives its process when what it started still runs."""
    for name in (SERVING, CLOCK):
        held = holder_of(folder / name)
        if held and not alive(held.number):
            said = say(
                "{name} est tenu par ce qu’a laissé le processus {number}, qui est mort.",
                name=name,
                number=held.number,
            )
            mend = say(
                "Trouvez qui le tient (fuser {folder}), et arrêtez-le.", folder=folder / name
            )
            yield Finding("home.remains", said, mend, str(folder / name))


def _round(folder: Path, now: datetime) -> Iterator[Finding]:
    """While the site is open the clock turns too; a house at rest has none to wait for."""
    from django.conf import settings

    from phares.common.clock.queries import failing_duties, last_round
    from phares.common.clock.rules.turning import why_not_turning

    if holder_of(folder / SERVING) and not settings.DEMO:
        allowed = timedelta(minutes=settings.CLOCK_MINUTES)
        if reason := why_not_turning(last_round(), now, allowed=allowed):
            yield Finding("home.clock", reason.sentence, "Lancez « phares clock ».")
    for duty in failing_duties():
        said = say(
            "L’horloge n’a pas pu : {name} ({failure}).",
            name=duty.name,
            failure=duty.failure.rstrip("."),
        )
        yield Finding("home.duty", said, "Ôtez-en la cause : elle essaie encore.", duty.name)


def _late_copy(folder: Path, now: datetime) -> Iterator[Finding]:
    """Where the pole makes its own copies, the last one is of yesterday or today."""
    at = last_copy(folder)
    if at and now - at > LATE and holder_of(folder / CLOCK):
        said = say("La dernière sauvegarde du pôle est du {day}.", day=day_words(at))
        yield Finding("home.copy", said, "Regardez la page Horloge : elle dit pourquoi.")


def last_copy(folder: Path) -> datetime | None:
    """When the pole last made a copy of itself: in `backup_folder`, or `backups` of the home."""
    into = Path(settings_of(folder).get("backup_folder") or folder / "backups")
    moments = [one.stat().st_mtime for one in into.glob("*.tar.gz*") if one.suffix != ".half"]
    return datetime.fromtimestamp(max(moments), UTC) if moments else None
