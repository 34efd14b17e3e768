"""The command as a person types it: exit codes, what goes where, and a sentence for each mishap."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest

from tests.homes import COMMAND, begun, free_port, serving, surroundings

pytestmark = pytest.mark.skipif(
    bool(os.environ.get("PHARES_DATABASE_URL")),
    reason="the command’s own homes are SQLite files: tried in the SQLite stage",
)
INIT = ("init", "--name", "Le Quai", "--admin-email", "ada@quai.test")


def told(done, code: int, *words: str) -> None:
    """Refused in one sentence on standard error, without a trace, nothing on standard output."""
    assert (done.returncode, done.stdout) == (code, ""), done.stderr
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr


def verdict(home: Path, question: str) -> object:
    with closing(sqlite3.connect(home / "phares.sqlite3")) as base:
        return base.execute(question).fetchone()[0]


def change(home: Path, *statements: str) -> None:
    with closing(sqlite3.connect(home / "phares.sqlite3")) as base, base:
        for statement in statements:
            base.execute(statement)


def test_help_comes_at_once_and_wakes_nothing(phares, tmp_path):
    started = time.monotonic()
    done = phares("--help", home=tmp_path / "none")
    assert time.monotonic() - started < 2
    assert done.returncode == 0
    assert all(name in done.stdout for name in ("demo", "serve", "clock", "init", "figures"))
    assert done.stderr == ""
    assert not (tmp_path / "none").exists()


def test_version(phares, tmp_path):
    done = phares("--version", home=tmp_path)
    assert (done.returncode, done.stdout[:7]) == (0, "phares ")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "il manque"),
        (("danse",), "« danse »"),
        (("figures",), "il manque"),
        (("figures", "hier"), "n’est pas une année"),
        (("figures", "2015", "--format", "xml"), "n’est pas proposé"),
        (("report", "2015"), "il manque"),
        (("report", "2015", "--output", "bilan.odt"), ".pdf, .html, .docx, .csv"),
        (("serve", "--port", "99999"), "n’est pas un port"),
        (("demo", "--pole", "lune"), "n’est pas proposé"),
    ],
)
def test_wrong_arguments_are_told_with_code_2(phares, tmp_path, arguments, words):
    told(phares(*arguments, home=tmp_path / "none"), 2, words)
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("command", [("serve",), ("clock", "--once"), ("migrate",)])
def test_without_a_pole_it_says_how_to_open_one(phares, tmp_path, command):
    told(phares(*command, home=tmp_path / "none"), 1, "phares init")
    assert not (tmp_path / "none").exists()


def test_init_opens_a_pole_and_its_first_account(pole_home):
    assert verdict(pole_home, "SELECT name FROM directory_pole WHERE is_home") == "Le Quai"
    assert verdict(pole_home, "SELECT email FROM accounts_user") == "ada@quai.test"
    assert verdict(pole_home, "SELECT password FROM accounts_user").startswith("argon2")
    assert verdict(pole_home, "SELECT role FROM accounts_key") == "administrator"
    assert (pole_home / "settings.toml").stat().st_mode & 0o077 == 0


def test_a_home_that_cannot_be_written(phares, tmp_path):
    (tmp_path / "file").write_text("in the way")
    for home in (tmp_path / "file", tmp_path / "file" / "below"):
        told(phares("demo", "--no-serve", home=home), 1, str(home), "PHARES_HOME")


def test_settings_that_cannot_be_read(phares, pole_home, home_copy):
    home = home_copy(pole_home)
    (home / "settings.toml").write_text("secret_key = (")
    told(phares("migrate", home=home), 1, "settings.toml")


def test_a_port_that_is_taken(phares, pole_home, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        again = ("serve", "--host", "127.0.0.1", f"--port={port}")
        done = phares(*again, home=pole_home)
        told(done, 1, f"le port {port} est déjà pris", "phares serve --host 127.0.0.1 --port ")
        with socket.create_server(("127.0.0.1", proposed(done))):  # it was free
            pass
        typed = {"home": tmp_path / "none", "PORT": port}
        told(phares("demo", **typed), 1, f"le port {port} est", "phares demo --port ")
        told(phares("demo", **typed, MAKELEVEL="1", POLE="hainaut"), 1, "POLE=hainaut make demo")
    assert not (tmp_path / "none").exists()


def proposed(done: subprocess.CompletedProcess[str]) -> int:
    """The port that the sentence proposes, at its end."""
    return int(done.stderr.split()[-1])


def test_a_home_is_served_once(pole_home, home_copy, phares):
    home = home_copy(pole_home)
    with serving("serve", home=home) as site:
        held = (home / "serving.lock").read_text()
        told(phares("serve", "--port", str(free_port()), home=home), 1, "tourne déjà", site)
        assert (home / "serving.lock").read_text() == held
        assert "Se connecter" in read(f"{site}/connexion/")


def test_a_database_locked_by_another_program(phares, pole_home, home_copy):
    home = home_copy(pole_home)
    with (home / "settings.toml").open("a") as settings:
        settings.write("wait_seconds = 0.2\n")
    with closing(sqlite3.connect(home / "phares.sqlite3", isolation_level=None)) as base:
        base.execute("PRAGMA journal_mode=DELETE")
        base.execute("BEGIN EXCLUSIVE")
        told(phares("migrate", home=home), 1, "un autre programme garde la base")
    assert phares("migrate", home=home).returncode == 0


def test_a_postgresql_that_does_not_answer(phares, tmp_path):
    away = "postgresql://nobody@127.0.0.1:1/none"
    told(phares("migrate", home=tmp_path / "h", PHARES_DATABASE_URL=away), 1, "ne répond pas")


def test_tables_of_another_version_are_told(phares, pole_home, home_copy):
    home = home_copy(pole_home)
    change(home, "DELETE FROM django_migrations WHERE app = 'reporting'")
    for command in (("serve",), ("figures", "2015"), ("clock", "--once")):
        told(phares(*command, home=home), 1, "phares migrate")


def test_migrating_twice_does_nothing(phares, pole_home):
    done = phares("migrate", home=pole_home)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "La base est à jour.\n"


def test_a_real_pole_never_becomes_a_demonstration(phares, pole_home):
    told(phares("demo", "--no-serve", home=pole_home), 1, "vrai pôle")
    assert verdict(pole_home, "SELECT count(*) FROM directory_pole") == 1


@pytest.mark.parametrize("name", ["bilan.pdf", "bilan.csv"])
def test_a_year_without_records_has_no_report(phares, pole_home, tmp_path, name):
    told(phares("report", "1950", "--output", str(tmp_path / name), home=pole_home), 1, "1950")
    assert list(tmp_path.iterdir()) == []
    told(phares("figures", "1950", "--format", "json", home=pole_home), 1, "1950")


def test_a_report_goes_where_one_may_write(phares, pole_home, tmp_path):
    there = tmp_path / "nowhere" / "bilan.pdf"
    told(phares("report", "2015", "--output", str(there), home=pole_home), 1, "n’existe pas")


def test_the_clock_turns_once_and_stops_when_told(phares, pole_home, home_copy):
    home = home_copy(pole_home)
    change(home, "INSERT INTO django_session VALUES ('old', '', '2001-01-01')")
    done = phares("clock", "--once", home=home)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("Horloge en marche")
    assert verdict(home, "SELECT count(*) FROM django_session") == 0

    with started("clock", home=home) as process:
        assert process.stderr.readline().startswith("Horloge en marche")
        told(phares("clock", "--once", home=home), 1, f"tourne déjà (processus {process.pid})")
        process.terminate()
        assert process.wait(10) == 0


def test_a_round_that_could_not_be_done_says_so(phares, pole_home, home_copy):
    home = home_copy(pole_home)
    with (home / "settings.toml").open("a") as settings:
        settings.write("wait_seconds = 0.2\n")
    with closing(sqlite3.connect(home / "phares.sqlite3", isolation_level=None)) as base:
        base.execute("BEGIN IMMEDIATE")
        done = phares("clock", "--once", home=home)
        told(done, 1, "sessions expirées oubliées : pas fait, un autre programme")
    assert phares("clock", "--once", home=home).returncode == 0


def test_the_site_opens_and_answers(pole_home, home_copy):
    with serving("serve", home=home_copy(pole_home)) as site:
        text = read(f"{site}/connexion/")
    assert "Se connecter" in text
    assert "démonstration" not in text


def test_the_site_stops_with_its_terminal(pole_home, home_copy):
    with serving("serve", home=home_copy(pole_home), stop=signal.SIGHUP) as site:
        assert read(f"{site}/connexion/")
    with pytest.raises(urllib.error.URLError):
        read(f"{site}/connexion/")


def test_a_worker_that_stops_before_its_parent_is_no_failure(pole_home, home_copy):
    """As a service manager does: all of the group is told at once, the parent being slow."""
    home = home_copy(pole_home)
    with serving("serve", home=home, stop=signal.SIGCONT):
        parent = int(lock_of(home))
        os.kill(parent, signal.SIGSTOP)
        os.killpg(parent, signal.SIGTERM)
        time.sleep(1)


def test_under_nohup_the_site_outlives_its_terminal(pole_home, home_copy):
    home = home_copy(pole_home)
    with serving("serve", home=home, under=("nohup",)) as site:
        os.killpg(int(lock_of(home)), signal.SIGHUP)
        time.sleep(1)
        assert read(f"{site}/connexion/")


def test_the_clock_stops_with_its_terminal(pole_home, home_copy):
    with started("clock", home=home_copy(pole_home)) as process:
        assert process.stderr.readline().startswith("Horloge en marche")
        process.send_signal(signal.SIGHUP)
        assert process.wait(10) == 0


def lock_of(home: Path) -> str:
    """The number of the process that serves there, as it wrote it."""
    return (home / "serving.lock").read_text().splitlines()[0]


def started(*arguments: str, home: Path) -> subprocess.Popen[str]:
    return begun(COMMAND, *arguments, env=surroundings(home), stderr=subprocess.PIPE)


def read(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as page:
        return page.read().decode()
