"""What can go wrong outside our code, in a sentence that says what to do."""

from __future__ import annotations

import errno
import re
import socket
import sys
import tomllib
from pathlib import Path

from phares.kernel.tongue import french, say

REASONS = {
    errno.EACCES: french("permission refusée"),
    errno.EPERM: french("permission refusée"),
    errno.EEXIST: french("un fichier porte ce nom"),
    errno.ENOTDIR: french("un fichier est sur le chemin"),
    errno.EISDIR: french("c’est un dossier"),
    errno.ENOENT: french("aucun fichier de ce nom"),
    errno.ENOTEMPTY: french("le dossier n’est pas vide"),
    errno.ENAMETOOLONG: french("le nom est trop long"),
    errno.ENOSPC: french("le disque est plein"),
    errno.EDQUOT: french("le disque est plein pour ce compte"),
    errno.EFBIG: french("le fichier serait trop long pour ce compte"),
    errno.EROFS: french("ce disque ne s’écrit pas"),
    errno.EIO: french("le disque ne répond plus"),
    errno.EADDRNOTAVAIL: french("cette machine n’a pas cette adresse"),
}
UNKNOWN_NAMES = {socket.EAI_NONAME, socket.EAI_AGAIN}
WITHOUT_ROOM = {errno.ENOSPC, errno.EDQUOT}
OF_THE_MACHINE = {
    errno.EACCES, errno.EPERM, errno.ENOTDIR, errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO,
}  # fmt: skip
"""A file that is missing may be our own fault; these never are."""
CUT_SHORT = french("la saisie s’est arrêtée avant la fin : rien n’a été fait.")


class Failure(Exception):
    """The command stops here with its sentence."""


def sentence_of(error: BaseException) -> str | None:
    """The sentence of an expected error; None for a bug, which keeps its trace."""
    if isinstance(error, Failure):
        return str(error)
    if isinstance(error, EOFError):
        return CUT_SHORT
    if isinstance(error, OSError) and error.errno in OF_THE_MACHINE:
        return _of_a_file(error)
    if sentence := _refused(error):
        return sentence
    if "django" not in sys.modules:
        return None
    from phares.config.database_failures import sentence_of_the_database

    return sentence_of_the_database(error)


def reason_of(error: Exception) -> str:
    """Why the machine said no, in French; in its own words when they are not known here."""
    if isinstance(error, UnicodeDecodeError):
        return say("ce n’est pas du texte")
    if isinstance(error, socket.gaierror) and error.errno in UNKNOWN_NAMES:
        return say("ce nom de machine n’est pas connu")
    number = error.errno if isinstance(error, OSError) else None
    known = REASONS.get(number) if number is not None else None
    return known or getattr(error, "strerror", None) or str(error)


def unreadable(path: Path, error: Exception) -> Failure:
    """The settings are there, and nobody can read them."""
    if isinstance(error, tomllib.TOMLDecodeError):
        return Failure(
            say(
                "{path} ne se lit pas{where}. Corrigez-le, ou écartez ce fichier.",
                path=path,
                where=_line(error),
            )
        )
    return Failure(
        say(
            "{path} ne peut pas être lu ({reason}). Nommez un autre dossier par PHARES_HOME, ou "
            "changez les droits de celui-ci.",
            path=path,
            reason=reason_of(error),
        )
    )


def _line(error: tomllib.TOMLDecodeError) -> str:
    found = re.search(r"line (\d+), column (\d+)", str(error))
    return (
        say(" (ligne {line}, colonne {column})", line=found[1], column=found[2])
        if found
        else say(" jusqu’à sa fin")
    )


def full(where: object) -> str:
    """What to do of a disk without room, named by what stands on it."""
    return say("le disque de {where} est plein. Faites de la place, puis recommencez.", where=where)


def _of_a_file(error: OSError) -> str:
    if error.errno in WITHOUT_ROOM:
        from phares.config.home import home

        return full(error.filename or home())
    about = say("{name} : ", name=error.filename) if error.filename else ""
    return say(
        "{about}{reason}. Changez de dossier (PHARES_HOME), ou ses droits.",
        about=about,
        reason=reason_of(error),
    )


def _refused(error: BaseException) -> str | None:
    from phares.kernel.refusal import Refused

    return str(error) if isinstance(error, Refused) else None
