"""Encryption by age: to recipients (age1…, ssh-…), or under a passphrase.

age takes a passphrase for a whole content in memory only. So a passphrase closes a key of its own,
made for the archive: it stands first, between its BEGIN and END lines, then comes the archive
encrypted to that key. Both are plain age, which opens them without Phares.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import IO, Any

import pyrage

from phares.common.keeping.refusals import closed, damaged, foreign
from phares.kernel.tongue import say

AGE, ARMOUR, GZIP = b"age-encryption.org/", b"-----BEGIN AGE", b"\x1f\x8b"
END = b"-----END AGE ENCRYPTED FILE-----"
LONGEST_KEY = 4096


@dataclass(frozen=True, slots=True)
class Seal:
    """For whom an archive is closed; for nobody, it is open."""

    recipients: tuple[str, ...] = ()
    passphrase: str = ""

    def __bool__(self) -> bool:
        return bool(self.recipients or self.passphrase)


@dataclass(frozen=True, slots=True)
class Keys:
    """What opens: the text of identity files, a passphrase."""

    identities: tuple[bytes, ...] = ()
    passphrase: str = ""


def recipients_of(seal: Seal) -> list[Any]:
    """Those who will open; refused when one is written wrong."""
    return [_recipient(said) for said in seal.recipients]


def _recipient(said: str) -> Any:
    kind = pyrage.ssh.Recipient if said.startswith("ssh-") else pyrage.x25519.Recipient
    try:
        return kind.from_str(said)
    except pyrage.RecipientError:
        raise closed(
            say(
                "« {said} » n’est pas un destinataire d’age (exemple : age1… ou ssh-ed25519 …).",
                said=said,
            )
        ) from None


@contextmanager
def sealed(out: IO[bytes], seal: Seal) -> Iterator[IO[bytes]]:
    """What is written into it goes to `out`, encrypted when somebody is to open it."""
    if not seal:
        yield out
        return
    recipients = recipients_of(seal)
    if seal.passphrase:
        own = pyrage.x25519.Identity.generate()
        out.write(pyrage.passphrase.encrypt(str(own).encode(), seal.passphrase, armored=True))
        recipients.append(own.to_public())
    read, write = _pipe()
    with _at_work(pyrage.encrypt_io, read, out, recipients, write) as file:
        yield file


@contextmanager
def unsealed(path: Path, keys: Keys) -> Iterator[IO[bytes]]:
    """The archive as it was before it was closed."""
    with path.open("rb") as file:
        start = file.read(len(AGE))
        file.seek(0)
        if start.startswith(GZIP):
            yield file
            return
        if not start.startswith((AGE, ARMOUR)):
            raise foreign(
                say("ni archive ni archive chiffrée") if start else say("ce fichier est vide")
            )
        identities = _identities(file, keys, passphrase=start.startswith(ARMOUR))
        read, write = _pipe()
        with _at_work(pyrage.decrypt_io, file, write, identities, read) as opened:
            yield opened


def is_sealed(path: Path) -> str:
    """`passphrase`, `identity`, or nothing when it is open."""
    with path.open("rb") as file:
        start = file.read(len(AGE))
    if start.startswith(ARMOUR):
        return "passphrase"
    return "identity" if start == AGE else ""


def _identities(file: IO[bytes], keys: Keys, *, passphrase: bool) -> list[Any]:
    """Those of the files that were given, and the archive’s own when its passphrase is known."""
    found = [one for text in keys.identities for one in _of_text(text)]
    if passphrase:
        box = _box(file)
        if keys.passphrase:
            found.append(_own(box, keys.passphrase))
    if not found:
        needed = (
            say("phrase de passe (--passphrase-file)") if passphrase else say("clé (--identity)")
        )
        raise closed(say("cette sauvegarde est chiffrée : donnez sa {needed}.", needed=needed))
    return found


def _box(file: IO[bytes]) -> bytes:
    """The key under its passphrase, that stands before the archive."""
    start = file.read(LONGEST_KEY)
    end = start.find(END)
    if end < 0:
        raise damaged(say("sa clé manque"))
    end = start.index(b"\n", end) + 1
    file.seek(end)
    return start[:end]


def _own(box: bytes, passphrase: str) -> Any:
    try:
        key = pyrage.passphrase.decrypt(box, passphrase).decode()
    except pyrage.DecryptError:
        raise closed(say("la phrase de passe n’est pas celle de cette sauvegarde.")) from None
    return pyrage.x25519.Identity.from_str(key)


def _of_text(text: bytes) -> list[Any]:
    """The keys of an identity file: lines of age, or a private key of SSH."""
    try:
        if text.lstrip().startswith(b"-----BEGIN"):
            return [pyrage.ssh.Identity.from_buffer(text)]
        lines = [line.strip() for line in text.decode().splitlines()]
        said = [line for line in lines if line and not line.startswith("#")]
        return [pyrage.x25519.Identity.from_str(line) for line in said]
    except (pyrage.IdentityError, UnicodeDecodeError):
        raise closed(say("le fichier de clé n’en contient pas une qu’age sache lire.")) from None


def _pipe() -> tuple[IO[bytes], IO[bytes]]:
    read, write = os.pipe()
    return os.fdopen(read, "rb"), os.fdopen(write, "wb")


class _Heard:
    """A file that keeps what went wrong in it: age tells it in its own words only."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.error: OSError | None = None

    def write(self, data: bytes) -> int:
        try:
            return self._file.write(data)
        except OSError as error:
            self.error = error
            raise

    def flush(self) -> None:
        self._file.flush()


type Does = Callable[[IO[bytes], _Heard, list[Any]], None]


@contextmanager
def _at_work(
    does: Does, source: IO[bytes], out: IO[bytes], keys: list[Any], ours: IO[bytes]
) -> Iterator[IO[bytes]]:
    """age works in a thread while we use our end of its pipe; what stopped it is told first."""
    heard, failed = _Heard(out), []
    theirs = source if does is pyrage.encrypt_io else out

    def work() -> None:
        try:
            does(source, heard, keys)
        except Exception as error:
            failed.append(heard.error or error)
        finally:
            with suppress(OSError):
                theirs.close()

    thread = Thread(target=work, daemon=True)
    thread.start()
    broken: Exception | None = None
    try:
        yield ours
    except Exception as error:
        broken = error
    finally:
        with suppress(OSError):
            ours.close()
        thread.join()
    if found := _first(failed, broken):
        raise found from broken


def _first(failed: list[Exception], broken: Exception | None) -> Exception | None:
    """What age met, unless it only met the end of our work."""
    error = failed[0] if failed else None
    if error is None or isinstance(error, BrokenPipeError):
        return broken
    if isinstance(error, pyrage.DecryptError):
        return closed(say("aucune des clés données n’ouvre cette sauvegarde."))
    known = isinstance(error, OSError) and error.errno is not None
    return error if known else damaged(say("elle ne se déchiffre pas jusqu’au bout"))
