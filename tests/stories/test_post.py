"""The clock of a real pole and a real mail server: letters leave, and a kill in the middle."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.homes import COMMAND, begun, surroundings
from tests.mailserver import mail_server

COLUMNS = (
    "key, kind, language, to_address, to_name, subject, text, html, state, attempts, last_error, "
    "written_at, due_at"
)
LONG_AGO = "2016-01-04 09:30:00"


@contextmanager
def rows(home: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(home / "phares.sqlite3")) as base, base:
        yield base


def write(home: Path, key: str) -> None:
    told = (
        key,
        "post.trial",
        "fr",
        f"{key}@quai.test",
        "Ada",
        "Essai",
        "Bonjour",
        "<p>Bonjour</p>",
    )
    now = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}"
    marks = ", ".join("?" * 13)
    with rows(home) as base:
        base.execute(
            f"INSERT INTO notices_notice ({COLUMNS}) VALUES ({marks})",
            (*told, "waiting", 0, "", now, now),
        )


def states(home: Path) -> dict[str, str]:
    with rows(home) as base:
        return dict(base.execute("SELECT key, state FROM notices_notice"))


@pytest.fixture
def home(pole_home, home_copy):
    return home_copy(pole_home)


def name_server(home: Path, port: int) -> None:
    with (home / "settings.toml").open("a", encoding="utf-8") as settings:
        settings.write(
            f'mail_host = "127.0.0.1"\nmail_port = {port}\nmail_tls = "none"\n'
            'mail_sender = "Le Quai <pole@quai.test>"\n'
        )


def test_letters_leave_with_the_clock(phares, home):
    write(home, "ada")
    with mail_server() as box:
        name_server(home, box.port)
        done = phares("clock", "--once", home=home)
    assert done.returncode == 0, done.stderr
    assert "courriers partis : 1" in done.stderr
    assert states(home) == {"ada": "sent"}
    assert [one["To"] for one in box.taken] == ["ada@quai.test"]


def test_without_a_server_the_clock_says_what_waits(phares, home):
    write(home, "ada")
    done = phares("clock", "--once", home=home)
    assert done.returncode == 1
    assert "Aucun serveur de courrier n’est réglé (mail_host" in done.stderr
    assert "En attente : 1" in done.stderr
    assert states(home) == {"ada": "waiting"}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('mail_host = "smtp.quai.test"', "mail_sender"),
        ('mail_tls = "oui"', "starttls"),
        ('site_url = "quai.test"', "https://"),
        ('mail_port = "587"', "mail_port = 587"),
    ],
)
def test_settings_that_cannot_be_are_told(phares, home, line, told):
    with (home / "settings.toml").open("a", encoding="utf-8") as settings:
        settings.write(f"{line}\n")
    done = phares("clock", "--once", home=home)
    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_killed_while_a_letter_leaves_it_is_not_sent_again_by_itself(phares, home):
    offered, over = threading.Event(), threading.Event()

    def slow(address: str) -> str:
        if address.startswith("ada"):
            offered.set()
            over.wait(timeout=20)
        return "250 OK"

    write(home, "ada")
    write(home, "zoe")
    with mail_server(slow) as box:
        name_server(home, box.port)
        clock = begun(COMMAND, "clock", "--once", env=surroundings(home), stderr=subprocess.DEVNULL)
        assert offered.wait(timeout=20)
        clock.send_signal(signal.SIGKILL)
        clock.wait(timeout=20)
        over.set()
        assert states(home) == {"ada": "sending", "zoe": "waiting"}
        again = phares("clock", "--once", home=home)
        assert again.returncode == 0, again.stderr
        assert states(home) == {"ada": "sending", "zoe": "sent"}
        with rows(home) as base:
            base.execute("UPDATE notices_notice SET claimed_at = ? WHERE key = 'ada'", [LONG_AGO])
        assert phares("clock", "--once", home=home).returncode == 0
    assert states(home) == {"ada": "given_up", "zoe": "sent"}
    assert [one["To"] for one in box.taken if one["To"] == "zoe@quai.test"] == ["zoe@quai.test"]
    assert box.offered.count("ada@quai.test") == 1
