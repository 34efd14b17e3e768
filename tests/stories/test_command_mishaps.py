"""What goes wrong around the command is one sentence, never a trace, and leaves nothing behind."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.homes import COMMAND, PASSWORD, surroundings
from tests.stories.test_command import INIT, told

pytestmark = pytest.mark.skipif(
    bool(os.environ.get("PHARES_DATABASE_URL")),
    reason="the command’s own homes are SQLite files: tried in the SQLite stage",
)
FULL = Path("/dev/full")
EVERY = [
    ("figures", "2015"),
    ("serve", "--port", "1234"),
    ("clock", "--once"),
    ("migrate",),
    ("demo", "--no-serve"),
    INIT,
]


@pytest.mark.parametrize("command", EVERY)
@pytest.mark.parametrize("below", ["", "below"])
def test_a_file_where_the_home_should_be(phares, tmp_path, command, below):
    (tmp_path / "file").write_text("in the way")
    done = phares(*command, home=tmp_path / "file" / below, PHARES_PASSWORD=PASSWORD)
    told(done, 1, str(tmp_path / "file"), "PHARES_HOME")
    assert (tmp_path / "file").read_text() == "in the way"


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
@pytest.mark.parametrize("command", EVERY)
def test_a_home_that_is_closed_to_us(phares, tmp_path, command):
    closed = tmp_path / "closed"
    closed.mkdir(0o000)
    done = phares(*command, home=closed / "home", PHARES_PASSWORD=PASSWORD)
    told(done, 1, "permission refusée", "PHARES_HOME")


@pytest.mark.parametrize("command", [("figures", "2015"), ("clock", "--once"), ("migrate",), INIT])
def test_a_database_that_is_no_database(phares, pole_home, home_copy, command):
    home: Path = home_copy(pole_home)
    for name in ("phares.sqlite3-wal", "phares.sqlite3-shm"):
        (home / name).unlink(missing_ok=True)
    (home / "phares.sqlite3").write_bytes(b"not a database at all " * 500)
    done = phares(*command, home=home, PHARES_PASSWORD=PASSWORD)
    told(done, 1, "n’est pas une base de données", "copie de sauvegarde")


@pytest.mark.skipif(not FULL.exists(), reason="only Linux has a disk that is always full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("how", ["text", "json"])
def test_an_output_that_cannot_be_written(demo_home, how, unbuffered):
    """Whether it fails at once or when it ends; the home is not to blame."""
    home = surroundings(demo_home("phares"), PYTHONUNBUFFERED=unbuffered)
    asked = [COMMAND, "figures", "2015", "--format", how]
    with FULL.open("w") as full:
        done = subprocess.run(asked, env=home, stdout=full, stderr=subprocess.PIPE, text=True)
    why = "phares : le résultat ne peut pas être écrit (le disque est plein)."
    assert (done.returncode, done.stderr) == (1, f"{why} Envoyez-le dans un autre fichier.\n")


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("postgresql://nobody@127.0.0.1:1/none", "rien n’écoute"),
        ("postgresql://nobody@nowhere.invalid/none", "nom de machine"),
        ("mysql://nobody@127.0.0.1/none", "postgresql://"),
    ],
)
def test_a_server_that_does_not_answer_says_why_in_french(phares, tmp_path, url, words):
    told(phares("migrate", home=tmp_path / "h", PHARES_DATABASE_URL=url), 1, words)
