"""The demonstration as it is started, stopped, killed and started again."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from tests.homes import COMMAND, begun, free_port, serving, surroundings
from tests.stories.test_command import lock_of, read, told, verdict

pytestmark = pytest.mark.skipif(
    bool(os.environ.get("PHARES_DATABASE_URL")),
    reason="the demonstration’s own homes are SQLite files: tried in the SQLite stage",
)
DEMO = ("demo", "--no-serve")


def known(home: Path) -> dict:
    return json.loads((home / "demo.json").read_text(encoding="utf-8"))


def loads(home: Path) -> int:
    """How many times the pole was loaded: each load travels once to the opening day."""
    return verdict(home, "SELECT count(*) FROM audit_entry WHERE verb = 'clock.travelled'")


@pytest.mark.parametrize("pole", ["phares", "hainaut"])
def test_one_sign_in_for_each_role(demo_home, pole):
    home = demo_home(pole)
    rows = known(home)["sign_ins"]
    assert known(home)["pole"] == pole
    assert len({row["role"] for row in rows}) == len(rows) >= 5
    with closing(sqlite3.connect(home / "phares.sqlite3")) as base:
        users = set(base.execute("SELECT id, email FROM accounts_user"))
    assert {(row["account"], row["email"]) for row in rows} <= users


def test_a_second_start_loads_nothing(phares, demo_home, home_copy):
    home = home_copy(demo_home("phares"))
    before = (home / "phares.sqlite3").stat().st_size, loads(home)
    done = phares(*DEMO, home=home)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert ((home / "phares.sqlite3").stat().st_size, loads(home)) == before


def test_the_sign_ins_are_found_again_without_a_load(phares, demo_home, home_copy):
    home = home_copy(demo_home("phares"))
    expected = known(home)
    (home / "demo.json").unlink()
    assert phares(*DEMO, home=home).returncode == 0
    assert known(home) == expected
    assert loads(home) == 1


def test_a_load_that_is_killed_leaves_nothing_and_is_done_again(phares, demo_home, home_copy):
    home = home_copy(demo_home("phares"))
    assert killed_while_loading(*DEMO, "--fresh", home=home) == -signal.SIGKILL
    assert verdict(home, "SELECT count(*) FROM directory_party") == 0
    assert verdict(home, "SELECT count(*) FROM audit_entry") == 0
    assert not (home / "demo.json").exists()
    assert phares(*DEMO, home=home).returncode == 0
    assert known(home) == known(demo_home("phares"))
    assert loads(home) == 1


def killed_while_loading(*arguments: str, home: Path) -> int:
    """Kills the command at the first step of its load, and gives its exit code."""
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    with begun(COMMAND, *arguments, env=surroundings(home), **silent) as process:
        for line in process.stderr:
            if line.startswith("  "):
                process.send_signal(signal.SIGKILL)
                break
    return process.returncode


def test_another_pole_does_not_take_its_place(phares, demo_home):
    home = demo_home("phares")
    told(phares(*DEMO, "--pole", "hainaut", home=home), 1, "« phares »", "PHARES_HOME", "--fresh")
    assert known(home)["pole"] == "phares"


def test_a_demonstration_is_no_place_for_a_real_pole(phares, demo_home):
    named = ("--name", "Le Quai", "--admin-email", "ada@quai.test")
    done = phares("init", *named, home=demo_home("phares"), PHARES_PASSWORD="une-longue-phrase")
    told(done, 1, "démonstration")


def test_while_one_runs_a_second_says_where(phares, demo_home, home_copy):
    home = home_copy(demo_home("phares"))
    with serving("demo", home=home, stop=signal.SIGINT) as site:
        text = read(f"{site}/connexion/")
        assert known(home)["sign_ins"][0]["email"] in text
        for arguments in (DEMO, ("demo", "--port", str(free_port())), (*DEMO, "--fresh")):
            told(phares(*arguments, home=home), 1, f"{site}/", f"(processus {lock_of(home)})")
        assert read(f"{site}/connexion/")
    assert phares(*DEMO, home=home).returncode == 0, "the lock ends with its process"


def test_it_stops_with_its_terminal(phares, demo_home, home_copy):
    home = home_copy(demo_home("phares"))
    with serving("demo", home=home, stop=signal.SIGHUP) as site:
        assert read(f"{site}/connexion/")
        number = int(lock_of(home))
        os.kill(number, 0)
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)
    assert phares(*DEMO, home=home).returncode == 0, "the lock ends with its process"


def test_figures_on_the_terminal_and_as_json(phares, demo_home):
    home = demo_home("phares")
    shown = phares("figures", "2015", home=home)
    assert shown.returncode == 0
    assert "Publié 18, compté 16" in shown.stdout
    done = phares("figures", "2015", "--format", "json", home=home)
    figures = {figure["code"]: figure for figure in json.loads(done.stdout)}
    assert (done.returncode, done.stderr) == (0, "")
    assert (figures["residents"]["value"], figures["residents"]["rows"]) == (16, 16)
    assert figures["surface_m2"]["value"] == 1350
    assert figures["dedicated_fte"]["value"] == 2.5


@pytest.mark.parametrize("format_", ["text", "json"])
def test_figures_of_a_year_that_is_not_over_say_so(phares, demo_home, format_):
    done = phares("figures", "2016", "--format", format_, home=demo_home("phares"))
    warning = "L’année 2016 n’est pas finie : ces chiffres bougent encore."
    assert (done.returncode, done.stderr) == (0, f"{warning}\n")
    if format_ == "json":
        told = [figure["warning"] for figure in json.loads(done.stdout)]
        assert told
        assert all(one.endswith(warning) for one in told)
    else:
        assert warning not in done.stdout


@pytest.mark.parametrize(
    ("name", "begins"),
    [("bilan.pdf", b"%PDF-"), ("bilan.docx", b"PK"), ("bilan.html", b"<!"), ("bilan.CSV", b"")],
)
def test_the_report_as_a_file(phares, demo_home, tmp_path, name, begins):
    target = tmp_path / name
    target.write_text("what was there before")
    done = phares("report", "2015", "--output", str(target), home=demo_home("phares"))
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert target.read_bytes().lstrip().startswith(begins)
    assert len(target.read_bytes()) > 1000
    assert list(tmp_path.iterdir()) == [target], "no half-written file is left"
