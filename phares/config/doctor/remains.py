"""What a command left behind when it was killed, and how one goes on. Touches nothing."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from pathlib import Path

from phares.config.copies import own_folder
from phares.config.copy_notes import UNDER_WAY, notes_of
from phares.config.home import database_url
from phares.config.locks import holder_of
from phares.config.replacing import RESTORING, WORK, wins
from phares.kernel.soundness import Finding
from phares.kernel.tongue import french, say

AGAIN = french("Relancez « phares restore » pour la recommencer ; toute autre commande l’oublie.")
TO_ITS_END = french("Lancez « phares serve », ou toute autre commande : elle la mène à son terme.")
FIRST = french("Les données n’ont pas été regardées : la restauration d’abord.")
UNDER = french("Une restauration est en cours ({held}). Attendez sa fin, puis recommencez.")


def of_a_restoration(folder: Path) -> Finding | None:
    """What stands in `restoring/`: the house is then the old one, the new one, or half of each."""
    if not (folder / WORK).is_dir() or not any((folder / WORK).iterdir()):
        return None  # empty, it had not begun, or the new house is in its place
    where = str(folder / WORK)
    if wins(folder):
        said = say(
            "Une restauration s’est arrêtée : le pôle remis est entier, pas encore en place."
        )
        return Finding("home.restoring-ready", said, TO_ITS_END, where)
    said = say("Une restauration s’est arrêtée avant sa fin : rien n’a changé ici.")
    return Finding("home.restoring", said, AGAIN, where)


def why_not_look(folder: Path, found: Finding | None) -> str:
    """Nothing is judged while a house takes the place of another, nor where there is none yet."""
    if held := holder_of(folder / RESTORING):
        return say(UNDER, held=held)
    if found is None:
        return ""
    no_house = not database_url(folder) and not (folder / "phares.sqlite3").exists()
    return FIRST if found.code == "home.restoring-ready" or no_house else ""


def of_copies(folder: Path) -> Iterator[Finding]:
    """A copy cut short is no copy, and harms none: those that stand are whole."""
    for half in sorted(_halves(folder)):
        if _being_written(half):
            continue
        said = say(
            "Une sauvegarde s’est arrêtée avant sa fin : {half} n’en est pas une.", half=half
        )
        mend = say("Effacez ce fichier, et relancez « phares backup » s’il en faut une.")
        yield Finding("home.half-copy", said, mend, str(half))


def _halves(folder: Path) -> set[Path]:
    found = set(own_folder(folder).absolute().glob("*.half"))
    if begun := notes_of(folder).get(UNDER_WAY):
        half = Path(f"{begun}.half")
        found |= {half} if half.exists() else set()
    return found


def _being_written(half: Path) -> bool:
    try:
        with half.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False
