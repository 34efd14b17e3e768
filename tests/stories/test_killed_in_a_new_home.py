"""A restoration killed in a new home: the doctor says to restore again, and makes nothing."""

from __future__ import annotations

import os
import signal

import pytest

from tests.stories.test_command_backup import stopped

pytestmark = pytest.mark.skipif(
    bool(os.environ.get("PHARES_DATABASE_URL")),
    reason="the command’s own homes are SQLite files: tried in the SQLite stage",
)


@pytest.fixture
def archive(phares, pole_home, tmp_path):
    target = tmp_path / "pole.tar.gz"
    assert phares("backup", str(target), home=pole_home).returncode == 0
    return target


@pytest.mark.parametrize("after", [0.0, 0.1])
def test_killed_in_a_new_home_the_doctor_says_to_restore_again(phares, archive, tmp_path, after):
    home = tmp_path / "new"
    stopped("restore", str(archive), home=home, at="Remise", by=signal.SIGKILL, after=after)
    done = phares("doctor", home=home)
    assert (done.returncode, "« phares restore »" in done.stdout) == (2, True), done.stdout
    assert "migrate" not in done.stdout
    assert not (home / "phares.sqlite3").exists(), "the doctor makes nothing"
    assert phares("restore", str(archive), "--yes", home=home).returncode == 0
    assert phares("doctor", home=home).stdout.endswith("Tout va bien.\n")
