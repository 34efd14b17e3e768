"""The home of a pole is for the account that runs it: nobody else of the machine reads it."""

from __future__ import annotations

import os
import stat
import subprocess
from pathlib import Path

import pytest

from phares.config.home import keep_private
from tests.homes import COMMAND, PASSWORD, surroundings
from tests.stories.test_command import INIT, verdict

pytestmark = pytest.mark.skipif(
    bool(os.environ.get("PHARES_DATABASE_URL")),
    reason="the command’s own homes are SQLite files: tried in the SQLite stage",
)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def readable_by_others(home: Path) -> list[str]:
    """What another account could read, write or enter."""
    return [str(path) for path in (home, *home.rglob("*")) if mode(path) & 0o077]


def test_a_pole_is_closed_to_others_whatever_the_usual_rights(tmp_path):
    home = tmp_path / "home"
    done = subprocess.run(
        [COMMAND, *INIT],
        env=surroundings(home, PHARES_PASSWORD=PASSWORD),
        stdin=subprocess.DEVNULL,
        umask=0o000,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert (home / "phares.sqlite3").is_file()
    assert readable_by_others(home) == []


def test_a_demonstration_too(demo_home):
    assert readable_by_others(demo_home("phares")) == []


def test_a_pole_opened_before_is_closed_at_the_next_command(phares, pole_home, home_copy):
    home = home_copy(pole_home)
    home.chmod(0o755)
    (home / "phares.sqlite3").chmod(0o644)
    assert phares("migrate", home=home).returncode == 0
    assert readable_by_others(home) == []


def test_a_folder_that_is_no_home_keeps_its_rights(tmp_path):
    before = os.umask(0o022)
    try:
        tmp_path.chmod(0o755)
        (tmp_path / "photo.jpg").write_text("somebody’s")
        keep_private(tmp_path)
    finally:
        os.umask(before)
    assert mode(tmp_path) == 0o755
    assert mode(tmp_path / "photo.jpg") == 0o644


ERASE = """
import django
django.setup()
from django.utils import timezone
from phares.kernel.actor import THE_POLE
from phares.people.directory.models import Person
from phares.steering.privacy.actions import erase
from phares.steering.privacy.queries import of_person
one = Person.objects.get(email="ada@exemple.fr")
now = timezone.now()
erase(of_person(one.pk), reason="demande", by=THE_POLE, today=now.date(), now=now)
"""
REGISTER = """
import django
django.setup()
from phares.people.directory.models import Person
Person.objects.create(
    kind="person", name="Ada Byron", family_name="Byron", email="ada@exemple.fr",
    search=" ada byron ",
)
"""


def test_an_older_copy_does_not_bring_back_who_was_erased(phares, pole_home, home_copy, tmp_path):
    home, kept, new = home_copy(pole_home), tmp_path / "a.tar.gz", tmp_path / "new"
    where = surroundings(home, DJANGO_SETTINGS_MODULE="phares.config.settings")
    python = COMMAND.with_name("python")
    subprocess.run([python, "-c", REGISTER], env=where, check=True)
    assert phares("backup", str(kept), home=home).returncode == 0
    subprocess.run([python, "-c", ERASE], env=where, check=True)
    erased = (home / "erased.json").read_text()
    assert "Byron" not in erased
    done = phares("restore", str(kept), "--yes", home=home)
    assert "Effacées depuis cette sauvegarde, et de nouveau : 1 personne." in done.stderr
    named = "SELECT count(*) FROM directory_party WHERE name LIKE '%Byron%'"
    assert verdict(home, named) == 0
    masked = "SELECT count(*) FROM directory_party WHERE name LIKE 'Personne effacée nº %'"
    assert verdict(home, masked) == 1
    new.mkdir()
    (new / "settings.toml").touch()
    (new / "erased.json").write_text(erased)
    done = phares("restore", str(kept), home=new)
    assert (done.returncode, "de nouveau : 1 personne" in done.stderr) == (0, True), done.stderr
    assert phares("doctor", home=new).stdout.endswith("Tout va bien.\n")
