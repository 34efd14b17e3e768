"""Copies that are closed, and copies that the house makes by itself."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path

import pyrage
import pytest

from tests import houses
from tests.stories.test_command import told

pytestmark = pytest.mark.skipif(
    bool(os.environ.get("PHARES_DATABASE_URL")),
    reason="the command’s own homes are SQLite files: tried in the SQLite stage",
)


@pytest.fixture
def keys(tmp_path: Path) -> tuple[str, Path, Path]:
    """The public key, the file of its private key, that of another one."""
    mine, other = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    for name, one in (("mine", mine), ("other", other)):
        (tmp_path / name).write_text(f"# created today\n{one}\n")
    return str(mine.to_public()), tmp_path / "mine", tmp_path / "other"


def test_a_copy_for_a_key_opens_by_it_alone(phares, pole_home, tmp_path, keys):
    public, mine, other = keys
    target, new = str(tmp_path / "a.tar.gz.age"), tmp_path / "new"
    done = phares("backup", target, "--recipient", public, home=pole_home)
    assert done.returncode == 0, done.stderr
    told(phares("restore", target, home=new), 1, "chiffrée", "--identity")
    told(phares("restore", target, "--identity", str(other), home=new), 1, "aucune des clés")
    told(
        phares("restore", target, "--identity", str(tmp_path / "no"), home=new), 1, "aucun fichier"
    )
    assert not new.exists()
    done = phares("restore", target, "--identity", str(other), "--identity", str(mine), home=new)
    assert done.returncode == 0, done.stderr
    rows = [houses.rows_of(home / "phares.sqlite3") for home in (pole_home, new)]
    assert houses.differing(*rows) == {}


def test_a_copy_under_a_phrase(phares, pole_home, tmp_path):
    right, wrong, empty = tmp_path / "right", tmp_path / "wrong", tmp_path / "empty"
    right.write_text("une phrase\nune autre ligne\n")
    wrong.write_text("une autre\n")
    empty.write_text("\n")
    target, new = tmp_path / "a.age", tmp_path / "new"
    told(phares("backup", str(target), "--passphrase-file", str(empty), home=pole_home), 1, "vide")
    done = phares("backup", str(target), "--passphrase-file", str(right), home=pole_home)
    assert done.returncode == 0, done.stderr
    told(phares("restore", str(target), home=new), 1, "--passphrase-file")
    asked = ("restore", str(target), "--passphrase-file")
    told(phares(*asked, str(wrong), home=new), 1, "n’est pas celle")
    assert not new.exists()
    assert phares(*asked, str(right), home=new).returncode == 0


def test_a_recipient_written_wrong(phares, pole_home, tmp_path):
    asked = ("backup", str(tmp_path / "a"), "--recipient", "age1nobody")
    told(phares(*asked, home=pole_home), 1, "« age1nobody »", "age1…")
    assert list(tmp_path.iterdir()) == []


def test_the_clock_makes_a_copy_a_day_and_lets_old_ones_go(
    phares, pole_home, home_copy, tmp_path, keys
):
    public, mine, _other = keys
    home, into = home_copy(pole_home), tmp_path / "copies"
    into.mkdir()
    with (home / "settings.toml").open("a") as settings:
        settings.write(f'backup_folder = "{into}"\nbackup_recipients = ["{public}"]\n')
        settings.write("backup_daily = 2\nbackup_weekly = 0\nbackup_monthly = 0\n")
    days = [date.today() - timedelta(number) for number in range(1, 5)]  # noqa: DTZ011
    older = [into / f"jour-{day}-000500-v0.1.0.tar.gz" for day in days]
    others = [into / "jour-de-fête.tar.gz", into / f"avant-migration-{days[-1]}-000500-v0.tar.gz"]
    for path in (*older, *others, into / "jour-2016-01-04-000500-v0.1.0.tar.gz.half"):
        path.write_text("")
    done = phares("clock", "--once", home=home)
    assert done.returncode == 0, done.stderr
    assert "sauvegarde du jour : 1" in done.stderr
    [made] = set(into.iterdir()) - {*older, *others}
    assert {*into.iterdir()} == {made, older[0], *others}
    assert made.name.startswith("jour-")
    assert made.name.endswith(".tar.gz.age")
    done = phares("restore", str(made), "--identity", str(mine), home=tmp_path / "new")
    assert done.returncode == 0, done.stderr
    assert "sauvegarde du jour : 1" not in phares("clock", "--once", home=home).stderr
    assert {*into.iterdir()} == {made, older[0], *others}


def test_a_pole_that_wants_no_copies_has_none(phares, pole_home, home_copy):
    home = home_copy(pole_home)
    with (home / "settings.toml").open("a") as settings:
        settings.write("backup_daily = 0\nbackup_weekly = 0\nbackup_monthly = 0\n")
    assert phares("clock", "--once", home=home).returncode == 0
    assert not (home / "backups").exists()


def test_a_demonstration_makes_none(phares, demo_home, home_copy):
    home = home_copy(demo_home("phares"))
    assert phares("clock", "--once", home=home).returncode == 0
    assert not (home / "backups").exists()
