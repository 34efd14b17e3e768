"""What can go wrong outside our code, in a sentence that says what to do."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable, Iterator


class Failure(Exception):
    """The command stops here with its sentence."""


def sentence_of(error: Exception) -> str | None:
    """The sentence of an expected error; None for a bug, which keeps its trace."""
    if isinstance(error, Failure):
        return str(error)
    if isinstance(error, tomllib.TOMLDecodeError):
        return (
            f"settings.toml ne se lit pas ({error}). Corrigez cette ligne, ou écartez le fichier."
        )
    if "django" not in sys.modules:
        return None
    return next(filter(None, (read(error) for read in _readers())), None)


def _readers() -> Iterator[Callable[[Exception], str | None]]:
    yield _refused
    yield _locked
    yield _without_tables
    yield _unreachable


def _refused(error: Exception) -> str | None:
    from phares.kernel.refusal import Refused

    return str(error) if isinstance(error, Refused) else None


def _locked(error: Exception) -> str | None:
    if not _of_the_database(error) or "locked" not in str(error):
        return None
    return (
        "un autre programme garde la base de données pour lui. "
        "Fermez-le (sauvegarde, éditeur SQLite…), puis recommencez."
    )


def _without_tables(error: Exception) -> str | None:
    text = str(error)
    missing = "no such table" in text or "does not exist" in text
    if not _of_the_database(error) or not missing:
        return None
    return "la base n’est pas prête pour cette version. Lancez « phares migrate »."


def _unreachable(error: Exception) -> str | None:
    from django.db.utils import OperationalError

    if not isinstance(error, OperationalError):
        return None
    reason = str(error).strip().splitlines()[0] if str(error).strip() else "sans explication"
    return (
        f"la base de données ne répond pas ({reason}). "
        "Vérifiez qu’elle est en marche et que PHARES_DATABASE_URL est juste."
    )


def _of_the_database(error: Exception) -> bool:
    from django.db.utils import DatabaseError

    return isinstance(error, DatabaseError)
