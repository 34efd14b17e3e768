"""Files that appear whole or not at all; files that move are left where they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from phares.common.keeping.folders import as_seen, seen_in, written_whole
from phares.kernel.refusal import Refused


def test_a_file_takes_its_name_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "a.tar.gz"
    (tmp_path / "a.tar.gz.half").write_bytes(b"left by a kill, longer than what comes")
    with written_whole(target) as out:
        out.write(b"whole")
        assert not target.exists()
    assert target.read_bytes() == b"whole"
    assert target.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [target]


def fail_in(target: Path) -> None:
    with written_whole(target) as out:
        out.write(b"half")
        raise KeyboardInterrupt


def test_what_stood_there_stays_when_it_fails(tmp_path: Path) -> None:
    target = tmp_path / "a.tar.gz"
    target.write_bytes(b"before")
    with pytest.raises(KeyboardInterrupt):
        fail_in(target)
    assert target.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [target]


def write(target: Path) -> None:
    with written_whole(target) as out:
        out.write(b"second")


def test_two_do_not_write_one_file(tmp_path: Path) -> None:
    target = tmp_path / "a.tar.gz"
    with written_whole(target) as out:
        out.write(b"first")
        with pytest.raises(Refused, match=r"écrit a\.tar\.gz en ce moment"):
            write(target)
    assert target.read_bytes() == b"first"


def test_a_file_that_grows_or_leaves_was_not_of_that_moment(tmp_path: Path) -> None:
    for name in ("still", "grows", "leaves"):
        (tmp_path / "below").mkdir(exist_ok=True)
        (tmp_path / "below" / name).write_bytes(b"12345")
    grows, leaves, still = seen_in(tmp_path, "files")
    assert [one.name for one in (grows, leaves, still)] == [
        "files/below/grows",
        "files/below/leaves",
        "files/below/still",
    ]
    grows.path.write_bytes(b"123456")
    leaves.path.unlink()
    with as_seen(grows) as one, as_seen(leaves) as two, as_seen(still) as three:
        assert (one, two) == (None, None)
        assert three is not None
        assert three.read() == b"12345"


def test_a_link_is_no_file_of_the_house(tmp_path):
    (tmp_path / "files").mkdir()
    (tmp_path / "secret").write_text("of the machine")
    (tmp_path / "files" / "leak.png").symlink_to(tmp_path / "secret")
    (tmp_path / "files" / "own.png").write_text("own")
    assert [one.name for one in seen_in(tmp_path / "files", "files")] == ["files/own.png"]
