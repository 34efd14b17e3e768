"""`phares doctor` as a person types it: a sound house, and each thing that is not as it must be."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.homes import serving
from tests.stories.test_command import change, verdict

pytestmark = pytest.mark.skipif(
    bool(os.environ.get("PHARES_DATABASE_URL")),
    reason="the command’s own homes are SQLite files: tried in the SQLite stage",
)
TRIGGER = "audit_entry_frozen_delete"


@pytest.fixture
def told(phares):
    """The verdict and the codes of what was found; the facts are there too."""

    def asked(home: Path, **more: str) -> tuple[int, list[str]]:
        done = phares("doctor", "--format", "json", home=home, **more)
        assert "Traceback" not in done.stderr
        said = json.loads(done.stdout)
        assert said["verdict"] == done.returncode
        return done.returncode, [one["code"] for one in said["findings"]]

    return asked


@pytest.mark.parametrize("pole", ["phares", "hainaut"])
def test_a_demonstration_is_sound(phares, demo_home, pole):
    home = demo_home(pole)
    before = {path: path.stat().st_mtime_ns for path in home.iterdir() if "-" not in path.name}
    done = phares("doctor", home=home)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "Tout va bien.")
    assert "Démonstration                oui" in done.stdout
    assert "Les bilans figés…" in done.stderr
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_a_pole_just_opened_is_sound(told, pole_home):
    assert told(pole_home) == (0, [])


def test_what_a_new_pole_lacks_is_told_and_is_no_fault(phares, pole_home, home_copy, tmp_path):
    home = home_copy(pole_home)
    (home / "backup.json").unlink(missing_ok=True)
    said = json.loads(phares("doctor", "--format", "json", home=home).stdout)
    assert [one["code"] for one in said["remarks"]] == [
        "home.no-clock", "home.no-copy", "home.no-mail",
    ]  # fmt: skip
    assert phares("backup", str(tmp_path / "a.tar.gz"), home=home).returncode == 0
    assert phares("clock", "--once", home=home).returncode == 0
    done = phares("doctor", home=home)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "Tout va bien.")
    assert "jamais tourné" not in done.stdout
    assert "Dernière sauvegarde du pôle  aucune" not in done.stdout
    assert "À savoir :\n  Le courrier n’est pas réglé" in done.stdout


def test_an_empty_home_is_told_so_and_stays_empty(phares, tmp_path):
    (tmp_path / "settings.toml").write_text('secret_key = "long"\n')
    done = phares("doctor", home=tmp_path)
    assert done.returncode == 2
    assert "La base est vide" in done.stdout
    assert "migrate" not in done.stdout
    assert not (tmp_path / "phares.sqlite3").exists()


def test_a_program_reads_what_was_found(phares, pole_home, home_copy):
    home = home_copy(pole_home)
    change(home, f"DROP TRIGGER {TRIGGER}")
    done = phares("doctor", "--format", "json", home=home)
    said = json.loads(done.stdout)
    assert done.returncode == 1
    assert said["facts"]["Base"] == "SQLite"
    assert said["unseen"] == []
    assert said["findings"] == [
        {
            "code": "tables.trigger",
            "sentence": f"Le garde-fou {TRIGGER} manque.",
            "mend": "Remettez une sauvegarde dans une base neuve : les tables y seront refaites.",
            "where": TRIGGER,
        }
    ]


def test_a_person_reads_what_was_found(phares, pole_home, home_copy):
    home = home_copy(pole_home)
    change(home, f"DROP TRIGGER {TRIGGER}", "DELETE FROM audit_entry", "DELETE FROM accounts_key")
    done = phares("doctor", home=home)
    assert done.returncode == 1
    assert f"Le garde-fou {TRIGGER} manque. [tables.trigger]\n    Remettez" in done.stdout
    assert done.stdout.endswith("\n2 choses à réparer.\n")


def test_without_a_pole_it_could_not_look(phares, tmp_path):
    done = phares("doctor", home=tmp_path / "none")
    assert done.returncode == 2
    assert "Il n’y a pas de pôle" in done.stdout
    assert not (tmp_path / "none").exists()


def test_settings_that_cannot_be_read(phares, pole_home, home_copy):
    home = home_copy(pole_home)
    (home / "settings.toml").write_text("secret_key = (")
    done = phares("doctor", home=home)
    assert (done.returncode, "ne se lit pas" in done.stdout) == (2, True)


def test_a_base_that_does_not_answer(told, phares, tmp_path):
    away = "postgresql://nobody@127.0.0.1:1/none"
    done = phares("doctor", home=tmp_path, PHARES_DATABASE_URL=away)
    assert (done.returncode, "ne répond pas" in done.stdout) == (2, True)


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("DELETE FROM django_migrations WHERE app = 'reporting'", "base.behind"),
        (
            "INSERT INTO django_migrations (app, name, applied) VALUES ('clock', '9', '')",
            "base.ahead",
        ),
    ],
)
def test_tables_of_another_version(told, pole_home, home_copy, statement, code):
    home = home_copy(pole_home)
    change(home, statement)
    assert told(home) == (2, [code])


def test_twins_of_one_address_are_named_before_the_tables_forbid_them(phares, pole_home, home_copy):
    home = home_copy(pole_home)
    change(
        home,
        "DROP INDEX user_one_address",
        "DELETE FROM django_migrations WHERE app = 'accounts' AND name >= '0012'",
        "DELETE FROM django_migrations WHERE app = 'opendata'",
        *(
            f"DROP TABLE {table}"
            for table in ("opendata_replay", "accounts_apitoken", "accounts_keyrequest")
        ),
        "CREATE TEMP TABLE twin AS SELECT * FROM accounts_user LIMIT 1",
        "UPDATE twin SET id = 99, email = upper(email), person_id = NULL",
        "INSERT INTO accounts_user SELECT * FROM twin",
    )
    both = "SELECT group_concat(email, ', ') FROM (SELECT email FROM accounts_user ORDER BY email)"
    addresses = str(verdict(home, both))
    assert addresses.upper() != addresses
    done = phares("migrate", home=home)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    assert f"aux majuscules près : {addresses}. Revenez" in done.stderr
    change(home, "DELETE FROM accounts_user WHERE id = 99")
    assert phares("migrate", home=home).returncode == 0


def pages_of_an_index(home: Path) -> tuple[int, int]:
    """Where the keys of the journal are listed in the file: the first byte, and how many."""
    verdict(home, "PRAGMA wal_checkpoint(TRUNCATE)")
    size = int(str(verdict(home, "PRAGMA page_size")))
    index = (
        "SELECT rootpage FROM sqlite_master WHERE type = 'index' AND sql LIKE '%(\"subject_key\")'"
    )
    return (int(str(verdict(home, f"{index} AND tbl_name = 'audit_entry'"))) - 1) * size, size


def test_a_file_with_a_wrong_byte(told, pole_home, home_copy):
    home = home_copy(pole_home)
    start, size = pages_of_an_index(home)
    with (home / "phares.sqlite3").open("r+b") as file:
        file.seek(start)
        page = file.read(size)
        assert b"directory.pole:1" in page
        file.seek(start)
        file.write(page.replace(b"directory.pole:1", b"directory.pole:7"))
    code, found = told(home)
    assert (code, set(found)) == (1, {"base.damaged"})


def test_a_file_of_which_a_page_is_lost(phares, pole_home, home_copy):
    home = home_copy(pole_home)
    start, size = pages_of_an_index(home)
    with (home / "phares.sqlite3").open("r+b") as file:
        file.seek(start)
        file.write(b"\xff" * size)
    done = phares("doctor", home=home)
    assert (done.returncode, "abîmée" in done.stdout) == (2, True)


def test_a_home_that_others_may_read(told, pole_home, home_copy):
    home = home_copy(pole_home)
    (home / "settings.toml").chmod(0o644)
    assert told(home) == (1, ["home.open"])
    assert (home / "settings.toml").stat().st_mode & 0o777 == 0o644


def test_no_folder_for_the_files(told, pole_home, home_copy):
    home = home_copy(pole_home)
    (home / "files").rmdir()
    assert told(home) == (1, ["home.unwritable"])


def test_a_disk_that_fills(told, pole_home, home_copy):
    home = home_copy(pole_home)
    with (home / "settings.toml").open("a") as settings:
        settings.write("free_disk_mb = 1_000_000_000\n")
    assert told(home) == (1, ["home.disk"])


def test_a_script_that_is_gone(told, pole_home, home_copy):
    home = home_copy(pole_home)
    manifest = json.loads((home / "static" / "staticfiles.json").read_text())
    (home / "static" / manifest["paths"]["web/css/phares.css"]).unlink()
    assert told(home) == (1, ["home.static"])


def test_an_open_site_waits_for_its_clock(told, phares, pole_home, home_copy):
    home = home_copy(pole_home)
    with serving("serve", home=home):
        assert told(home) == (1, ["home.clock"])
        assert phares("clock", "--once", home=home).returncode == 0
        assert told(home) == (0, [])
        (home / "static" / ".fingerprint").write_text("of another version")
        assert told(home) == (1, ["home.static"])


def test_a_duty_that_failed(told, phares, pole_home, home_copy):
    home = home_copy(pole_home)
    assert phares("clock", "--once", home=home).returncode == 0
    moment = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}"
    change(
        home,
        f"UPDATE clock_duty SET failed_at = '{moment}', failure = 'disque plein.', "
        "done_at = NULL WHERE rank = 0",
    )
    assert told(home) == (1, ["home.duty"])


HOLDING = """
import fcntl, os, sys, time
file = open(sys.argv[1], "a+")
fcntl.flock(file, fcntl.LOCK_EX)
if (child := os.fork()) == 0:
    sys.stdout.close()
    time.sleep(60)
    os._exit(0)
file.truncate(0)
file.write(f"{os.getpid()}\\n")
file.flush()
print(child, flush=True)
"""


def test_what_a_dead_process_left_holds_the_site(told, pole_home, home_copy):
    home = home_copy(pole_home)
    holder = [sys.executable, "-c", HOLDING, home / "serving.lock"]
    with subprocess.Popen(holder, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        parent.wait(10)
    try:
        code, found = told(home)
        assert (code, "home.remains" in found) == (1, True)
    finally:
        os.kill(child, signal.SIGKILL)
    time.sleep(0.5)
    assert told(home) == (0, [])


def test_the_copies_of_the_pole_are_looked_for(phares, pole_home, home_copy):
    home = home_copy(pole_home)
    shutil.rmtree(home / "backups", ignore_errors=True)
    (home / "backup.json").unlink(missing_ok=True)
    assert "Dernière sauvegarde du pôle  aucune" in phares("doctor", home=home).stdout
    (home / "backups").mkdir()
    copy = home / "backups" / "jour-2016-01-04-093000-v0.1.0.tar.gz"
    copy.touch()
    os.utime(copy, (1451901600, 1451901600))
    assert "Dernière sauvegarde du pôle  04/01/2016" in phares("doctor", home=home).stdout


def test_links_strays_and_a_lost_secret(told, phares, pole_home, home_copy):
    home = home_copy(pole_home)
    (home / "files" / "leak.png").symlink_to("/etc/hostname")
    (home / "files" / "notes.txt").write_text("ours")
    (home / "settings.toml").write_text("wait_seconds = 10\n")
    code, found = told(home)
    assert (code, set(found)) == (1, {"home.no-secret", "home.link", "home.stray"})
    done = phares("serve", home=home)
    assert (done.returncode, "secret_key" in done.stderr) == (1, True)
