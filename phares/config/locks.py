"""Who is at work in a home: a lock that ends with its process, and the address it serves."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import IO


class Held(Exception):
    """Another process has it: its number, and the note it wrote for whoever comes next."""

    def __init__(self, written: str) -> None:
        self.number, _line, self.note = written.partition("\n")
        super().__init__(f"processus {self.number}")


class Lock:
    """Held from its making to the end of the process, even a brutal one."""

    def __init__(self, path: Path, *, shared: bool = False) -> None:
        self._file: IO[str] = path.open("a+", encoding="utf-8")
        try:
            kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
            fcntl.flock(self._file, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            self._file.seek(0)
            raise Held(self._file.read().strip()) from None
        self.note("")

    def note(self, text: str) -> None:
        """A word for whoever finds the lock held."""
        self._file.seek(0)
        self._file.truncate()
        self._file.write(f"{os.getpid()}\n{text}")
        self._file.flush()
