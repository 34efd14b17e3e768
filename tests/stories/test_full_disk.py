"""A disk without room is named in one sentence, and what is on it can be taken out."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from tests.stories.test_command import told

pytestmark = pytest.mark.skipif(
    bool(os.environ.get("PHARES_DATABASE_URL")),
    reason="the command’s own homes are SQLite files: tried in the SQLite stage",
)


@pytest.fixture
def full(pole_home, tmp_path):
    """The home of a pole on a disk of its own, filled to the last byte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    asked = ["mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", str(disk)]
    if shutil.which("mount") is None or subprocess.run(asked, capture_output=True).returncode:
        pytest.skip("needs the right to mount a small disk")
    try:
        home = Path(shutil.copytree(pole_home, disk / "home"))
        # Somebody may be reading the first: what its journal keeps would be room to write in.
        with closing(sqlite3.connect(home / "phares.sqlite3")) as base:
            base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with (disk / "fill").open("wb", buffering=0) as file:
            while shutil.disk_usage(disk).free:
                file.write(b"\0" * 4096)
        yield home
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_it_is_named_and_read_from_elsewhere(phares, full, tmp_path):
    for command in (("serve", "--port", "8977"), ("clock", "--once"), ("figures", "2015")):
        told(phares(*command, home=full), 1, f"le disque de {full}", "est plein", "place")
    target, kept = tmp_path / "structures.csv", tmp_path / "a.tar.gz"
    done = phares("export", "organisations", "--output", str(target), home=full)
    assert (done.returncode, "lue dans une copie" in done.stderr) == (0, True), done.stderr
    assert "Nom" in target.read_text(encoding="utf-8-sig")
    done = phares("backup", str(kept), home=full)
    assert done.returncode == 0, done.stderr
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.tar.gz", "disk", "structures.csv"]
    assert phares("restore", str(kept), home=tmp_path / "new").returncode == 0
