"""Opening a pole: each answer is looked at first, asked again at a terminal; all or nothing."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.homes import COMMAND, PASSWORD, begun, surroundings
from tests.stories.test_command import INIT, change, told, verdict

pytestmark = pytest.mark.skipif(
    bool(os.environ.get("PHARES_DATABASE_URL")),
    reason="the command’s own homes are SQLite files: tried in the SQLite stage",
)
POLES = "SELECT count(*) FROM directory_pole"
CTRL_C, CTRL_D = "\x03", "\x04"
STOPS = (CTRL_C, CTRL_D)


def named(**changes: str) -> list[str]:
    """The arguments of an opening that would go well, but for these."""
    words = {"name": "Le Quai", "admin-email": "ada@quai.test"} | changes
    return ["init", *(f"--{key.replace('_', '-')}={value}" for key, value in words.items())]


@pytest.mark.parametrize(
    ("arguments", "password", "words"),
    [
        (("init", "--name", "Le Quai"), PASSWORD, "--admin-email"),
        (INIT, "", "--password-file"),
        ((*INIT, "--password-file", "nulle-part"), "", "nulle-part"),
        (named(name=" "), PASSWORD, "le pôle a besoin d’un nom"),
        (named(name="Q" * 121), PASSWORD, "120"),
        (named(place="Q" * 121), PASSWORD, "120"),
        (named(**{"admin-email": "ada"}), PASSWORD, "« ada »"),
        (INIT, "court", "trop court"),
        (INIT, "password1234", "trop courant"),
    ],
)
def test_what_is_missing_or_wrong_is_told_before_anything_is_made(
    phares, tmp_path, arguments, password, words
):
    told(phares(*arguments, home=tmp_path / "none", PHARES_PASSWORD=password), 1, words)
    assert not (tmp_path / "none").exists()


def test_a_second_pole_is_refused(phares, pole_home):
    told(phares(*INIT, home=pole_home, PHARES_PASSWORD=PASSWORD), 1, "« Le Quai »")
    assert verdict(pole_home, "SELECT count(*) FROM accounts_user") == 1


def test_a_home_without_a_pole_is_not_served_and_takes_one(phares, pole_home, home_copy):
    home = home_copy(pole_home)
    tables = ("accounts_key", "accounts_user", "directory_pole")
    change(home, *(f"DELETE FROM {table}" for table in tables))
    for command in (("serve",), ("figures", "2015")):
        told(phares(*command, home=home), 1, "aucun pôle", "phares init")
    told(phares(*INIT, home=home, PHARES_PASSWORD="court"), 1, "trop court")
    assert verdict(home, POLES) == 0
    assert phares(*INIT, home=home, PHARES_PASSWORD=PASSWORD).returncode == 0
    assert verdict(home, POLES) == 1


def test_the_end_says_what_comes_next(phares, tmp_path):
    done = phares(*INIT, home=tmp_path / "a b", PHARES_PASSWORD=PASSWORD)
    assert (done.returncode, done.stdout) == (0, "")
    for words in (f"PHARES_HOME='{tmp_path}/a b'", " serve\n", " clock\n", "docs/installation.md"):
        assert words in done.stderr


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_an_opening_that_is_stopped_leaves_nothing(tmp_path, stop):
    home = tmp_path / "home"
    home.mkdir()
    (home / "settings.toml").write_text("wait_seconds = 5\n")
    surrounding = surroundings(home, PHARES_PASSWORD=PASSWORD)
    pipes = {"stdin": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    with begun(COMMAND, *INIT, env=surrounding, **pipes) as process:
        assert " étapes à faire" in process.stderr.readline()
        process.send_signal(stop)
        assert process.wait(30) == 128 + stop
    assert [path.name for path in home.iterdir()] == ["settings.toml"]
    assert (home / "settings.toml").read_text().startswith("wait_seconds = 5\n")


def test_at_a_terminal_each_wrong_answer_is_asked_again(tmp_path):
    home = tmp_path / "home"
    code, said = talk(
        home,
        ("Nom du pôle", ""),
        ("Nom du pôle", "Le Quai"),
        ("Lieu", "Lille"),
        ("Adresse", "ada"),
        ("Adresse", "ada@quai.test"),
        ("Son prénom", "Ada Roy"),
        ("Mot de passe", "court"),
        ("Mot de passe", PASSWORD),
        ("Encore", "autre chose encore"),
        ("Mot de passe", PASSWORD),
        ("Encore", PASSWORD),
    )
    assert code == 0, said
    for words in ("Le pôle a besoin d’un nom", "« ada »", "trop court", "diffèrent"):
        assert words in said
    assert "--name" not in said
    assert PASSWORD not in said
    assert verdict(home, "SELECT name || place FROM directory_pole") == "Le QuaiLille"
    assert verdict(home, "SELECT name FROM accounts_user") == "Ada Roy"


@pytest.mark.parametrize(("key", "code"), list(zip(STOPS, (130, 1), strict=True)))
@pytest.mark.parametrize("options", [[], [*INIT[1:], "--admin-name=Ada", "--place=Lille"]])
def test_at_a_terminal_one_may_give_up(tmp_path, key, code, options):
    asked = "Mot de passe" if options else "Nom du pôle"
    ended, said = talk(tmp_path / "home", (asked, key), options=options)
    assert ended == code, said
    assert "Traceback" not in said
    assert not (tmp_path / "home").exists()


def talk(
    home: Path, *answers: tuple[str, str], options: list[str] | None = None
) -> tuple[int, str]:
    """Answers each question when it is asked; gives how it ended and what it said.

    A key that stops is sent as it is, the rest with Enter.
    """
    process, terminal = at_a_terminal("init", *(options or []), home=home)
    said, read_up_to = "", 0
    try:
        for question, typed in answers:
            while question not in said[read_up_to:]:
                said += more(terminal)
            read_up_to = len(said)
            os.write(terminal, (typed if typed in STOPS else f"{typed}\n").encode())
            while typed in STOPS and not select.select([terminal], [], [], 10)[0]:
                # Caught between the question and the reading: one presses again.
                os.write(terminal, typed.encode())
        while heard := more(terminal, end=True):
            said += heard
        return process.wait(10), said
    finally:
        os.close(terminal)
        process.kill()
        process.wait(10)


def at_a_terminal(*arguments: str, home: Path) -> tuple[subprocess.Popen[bytes], int]:
    """The command with a terminal of its own, where Ctrl+C stops; gives our end of it."""
    ours, its = pty.openpty()
    takes = "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
    takes += "os.execv(sys.argv[1], sys.argv[1:])"
    command = [sys.executable, "-c", takes, str(COMMAND), *arguments]
    ends = {"stdin": its, "stdout": its, "stderr": its, "start_new_session": True}
    process = subprocess.Popen(command, env=surroundings(home), **ends)
    os.close(its)
    return process, ours


def more(terminal: int, *, end: bool = False) -> str:
    """What it says next; at the end, nothing once it has closed its side."""
    assert select.select([terminal], [], [], 60)[0], "it says nothing more"
    try:
        heard = os.read(terminal, 4096).decode(errors="replace")
    except OSError:
        heard = ""
    assert heard or end, "it ended too early"
    return heard
