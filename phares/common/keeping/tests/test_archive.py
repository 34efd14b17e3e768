"""An archive says when it is not as it was written, closed or open."""

from __future__ import annotations

import errno
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import IO

import pyrage
import pytest

from phares.common.keeping.archive import Writing, members, verified
from phares.common.keeping.manifest import Manifest
from phares.common.keeping.sealing import Keys, Seal, is_sealed, sealed, unsealed
from phares.kernel.refusal import Refused

ROWS = [[1, "L’Art Scène", None, True], [2, "«\u00a0Halage\u00a0»", "12.50", False]]
FILE = bytes(range(256)) * 40
MINE, OTHER = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
PHRASE = "une phrase de passe"


def kept(path: Path, seal: Seal = Seal()) -> Path:  # noqa: B008  # frozen
    """A small archive: a table of two rows, an empty one, a file."""
    manifest = Manifest("0.1.0", "2016-01-04T09:30:00+00:00", "sqlite", {"directory": ["1"]}, [])
    with path.open("wb") as out, sealed(out, seal) as inner:
        writing = Writing(inner, manifest)
        writing.add_rows("party", ["id", "name", "sum", "open"], ROWS, 2)
        writing.add_rows("room", ["id"], [], None)
        writing.add_file("files/a.pdf", BytesIO(FILE), len(FILE))
        writing.finish()
    return path


def rows_in(path: Path, keys: Keys) -> list[list[object]]:
    with members(path, keys) as each:
        return [row for member in each if member.table for row in member.rows()]


SEALS = {
    "open": (Seal(), Keys()),
    "for a key": (Seal((str(MINE.to_public()),)), Keys((str(MINE).encode(),))),
    "for two": (
        Seal((str(OTHER.to_public()), str(MINE.to_public()))),
        Keys((b"# mine\n" + str(MINE).encode() + b"\n",)),
    ),
    "under a phrase": (Seal(passphrase=PHRASE), Keys(passphrase=PHRASE)),
}


@pytest.mark.parametrize("how", SEALS)
def test_what_was_written_is_read(tmp_path: Path, how: str) -> None:
    seal, keys = SEALS[how]
    path = kept(tmp_path / "a", seal)
    manifest = verified(path, keys)
    assert manifest.counts == {"party": 2, "room": 0}
    assert manifest.tables["party"].last == 2
    assert manifest.files["files/a.pdf"].size == len(FILE)
    assert rows_in(path, keys) == ROWS
    assert is_sealed(path) == {"open": "", "under a phrase": "passphrase"}.get(how, "identity")
    assert b"Halage" not in path.read_bytes()


@pytest.mark.parametrize(
    ("how", "keys", "words"),
    [
        ("for a key", Keys(), "--identity"),
        ("for a key", Keys((str(OTHER).encode(),)), "aucune des clés"),
        ("for a key", Keys((b"nothing of a key",)), "n’en contient pas"),
        ("for a key", Keys(passphrase=PHRASE), "--identity"),
        ("under a phrase", Keys(), "--passphrase-file"),
        ("under a phrase", Keys(passphrase="another"), "n’est pas celle"),
    ],
)
def test_without_its_key_it_stays_closed(tmp_path: Path, how: str, keys: Keys, words: str) -> None:
    path = kept(tmp_path / "a", SEALS[how][0])
    with pytest.raises(Refused, match=words):
        verified(path, keys)


@pytest.mark.parametrize("said", ["age1nobody", "ssh-ed25519 AAAA", "alice@example.org"])
def test_a_recipient_written_wrong_is_told(tmp_path: Path, said: str) -> None:
    with pytest.raises(Refused, match="n’est pas un destinataire"):
        kept(tmp_path / "a", Seal((said,)))


def harmless(path: Path, keys: Keys, as_written: Manifest) -> bool:
    """Refused, or read as it was written: a date in the head of gzip is nobody’s loss."""
    try:
        return verified(path, keys) == as_written and rows_in(path, keys) == ROWS
    except Refused:
        return True


def every_byte(path: Path, change: Callable[[bytes, int], bytes], step: int) -> list[int]:
    """Places where a change of the archive is not seen and does harm."""
    keys = SEALS["for a key"][1]
    whole, as_written = path.read_bytes(), verified(path, keys)
    found = []
    for place in range(0, len(whole), step):
        path.write_bytes(change(whole, place))
        if not harmless(path, keys, as_written):
            found.append(place)
    return found


def flipped(whole: bytes, place: int) -> bytes:
    return whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :]


@pytest.mark.parametrize(("how", "step"), [("open", 1), ("for a key", 3)])
def test_a_flipped_bit_is_seen_wherever_it_is(tmp_path: Path, how: str, step: int) -> None:
    assert every_byte(kept(tmp_path / "a", SEALS[how][0]), flipped, step) == []


@pytest.mark.parametrize("how", ["open", "for a key"])
def test_an_archive_cut_anywhere_is_refused(tmp_path: Path, how: str) -> None:
    path, keys = kept(tmp_path / "a", SEALS[how][0]), SEALS[how][1]
    whole = path.read_bytes()
    for length in range(0, len(whole), 7):
        path.write_bytes(whole[:length])
        with pytest.raises(Refused):
            verified(path, keys)


@pytest.mark.parametrize(
    "name",
    [
        "../out",
        "/etc/passwd",
        "files/../../out",
        "rows//1",
        "ready.json",
        "files",
        "rows/evil",
        "rows/a/b/c",
        "rows/party/1.jsonl",
        "rows/a.b/000001.jsonl",
    ],
)
def test_a_path_that_is_not_for_an_archive_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a"
    manifest = Manifest("0.1.0", "2016-01-04T09:30:00+00:00", "sqlite", {}, [])
    with path.open("wb") as out:
        writing = Writing(out, manifest)
        writing.add_file(name, BytesIO(FILE), len(FILE))
        writing.finish()
    with pytest.raises(Refused, match="n’y a pas sa place"):
        verified(path, Keys())


def test_another_format_is_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "a"
    manifest = Manifest("9", "2026-01-04T09:30:00+00:00", "sqlite", {}, [], format=9)
    with path.open("wb") as out:
        Writing(out, manifest).finish()
    with pytest.raises(Refused, match="format 9"):
        verified(path, Keys())


def write_a_lot(out: IO[bytes], seal: Seal) -> None:
    with sealed(out, seal) as inner:
        for _ in range(100):
            inner.write(FILE * 100)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk always full")
@pytest.mark.parametrize("how", SEALS)
def test_a_full_disk_is_told_as_such(how: str) -> None:
    with open("/dev/full", "wb", buffering=0) as out, pytest.raises(OSError, match=".") as caught:
        write_a_lot(out, SEALS[how][0])
    assert caught.value.errno == errno.ENOSPC


def begin_and_give_up(path: Path, keys: Keys) -> None:
    with unsealed(path, keys) as file:
        assert file.read(2) == b"\x1f\x8b"
        raise ZeroDivisionError


def test_giving_up_on_the_way_ends_the_work_of_age(tmp_path: Path) -> None:
    path = kept(tmp_path / "a", SEALS["for a key"][0])
    with pytest.raises(ZeroDivisionError):
        begin_and_give_up(path, SEALS["for a key"][1])


def test_a_last_number_is_a_number(tmp_path: Path) -> None:
    path = tmp_path / "a"
    manifest = Manifest("0.1.0", "2016-01-04T09:30:00+00:00", "sqlite", {}, [])
    with path.open("wb") as out:
        writing = Writing(out, manifest)
        writing.add_rows("room", ["id"], [], "x'; drop")  # type: ignore[arg-type]
        writing.finish()
    with pytest.raises(Refused, match="abîmée"):
        verified(path, Keys())
