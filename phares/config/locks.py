"""Who is at work in a home: a lock that ends with its process, and the address it serves."""

from __future__ import annotations

import fcntl
import os
from contextlib import suppress
from pathlib import Path
from typing import IO

from phares.config.failures import Failure
from phares.kernel.tongue import as_written, french, say, translated

SERVING, CLOCK = "serving.lock", "clock.lock"
AT_WORK = {SERVING: french("le site est ouvert"), CLOCK: french("l’horloge tourne")}


class Held(Exception):
    """Another process has it: its number, and the note it wrote for whoever comes next."""

    def __init__(self, written: str) -> None:
        self.number, _line, self.note = written.partition("\n")
        super().__init__(say("processus {number}", number=self.number))


class Lock:
    """Held from its making to the end of the process, even a brutal one, or until let go."""

    def __init__(self, path: Path) -> None:
        self._file: IO[str] = path.open("a+", encoding="utf-8")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._file.seek(0)
            written = self._file.read().strip()
            self._file.close()
            raise Held(written) from None
        self.note("")

    def note(self, text: str) -> None:
        """A word for whoever finds the lock held."""
        with suppress(OSError):  # on a full disk it is held all the same
            handle = self._file.fileno()
            os.ftruncate(handle, 0)
            os.write(handle, f"{os.getpid()}\n{as_written(text)}".encode())

    def let_go(self) -> None:
        self._file.close()


def alone(folder: Path, doing: str) -> list[Lock]:
    """Neither site nor clock works in this home, nor will, for as long as these are held."""
    locks = []
    for name, who in AT_WORK.items():
        try:
            lock = Lock(folder / name)
        except Held as held:
            note = say(" : {note}", note=translated(held.note)) if held.note else ""
            raise Failure(
                say(
                    "{who} ({held}){note}. Arrêtez, puis recommencez.",
                    who=who,
                    held=held,
                    note=note,
                )
            ) from None
        lock.note(doing)
        locks.append(lock)
    return locks


def holder_of(path: Path) -> Held | None:
    """Who holds this lock now; nobody when its process is gone. Takes nothing."""
    try:
        with path.open(encoding="utf-8") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return None
    except BlockingIOError:
        return Held(path.read_text(encoding="utf-8").strip())
    return None


def alive(number: str) -> bool:
    """Whether a process of this number runs."""
    try:
        os.kill(int(number), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True


def alone_at_the_site(folder: Path, what: str) -> Lock:
    """The right to serve this home; a sentence when somebody serves it: two would not know it."""
    try:
        return Lock(folder / SERVING)
    except Held as held:
        raise Failure(
            say(
                "{what} tourne déjà ({held}) : {note}. Ouvrez cette adresse, ou arrêtez l’autre "
                "(Ctrl+C, ou kill {number}) avant de recommencer.",
                what=what,
                held=held,
                note=translated(held.note),
                number=held.number,
            )
        ) from None
