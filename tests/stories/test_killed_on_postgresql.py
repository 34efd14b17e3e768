"""Killed in the middle, on PostgreSQL: the house is sound, the doctor says so, one goes on."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess

import psycopg
import pytest

from tests import houses
from tests.homes import COMMAND, surroundings
from tests.stories.test_command_backup import stopped

SERVER = os.environ.get("PHARES_DATABASE_URL", "")
pytestmark = pytest.mark.skipif(not SERVER, reason="needs a PostgreSQL: tried in its stage")


@pytest.fixture
def base():
    """An empty base."""
    with houses.database_of_its_own(SERVER, f"kill_{secrets.token_hex(4)}") as url:
        yield url


@pytest.fixture(scope="module")
def house(demo_home, tmp_path_factory):
    """A demonstration on SQLite, with kept documents. Read only."""
    home = tmp_path_factory.mktemp("house") / "home"
    shutil.copytree(demo_home("phares"), home)
    houses.keep_documents(home)
    return home


def sound(phares, home, **more) -> None:
    done = phares("doctor", home=home, **more)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "Tout va bien."), done.stdout


@pytest.mark.parametrize(
    ("at", "after"),
    [("Copie", 0.3), ("Comparaison", 0.1)],
)
def test_a_move_that_is_killed_is_done_or_not_begun(phares, house, home_copy, base, at, after):
    home = home_copy(house)
    before = houses.rows_of(home / "phares.sqlite3")
    stopped("move", "--to", base, home=home, at=at, by=signal.SIGKILL, after=after)
    sound(phares, home)
    assert houses.differing(before, houses.rows_of(home / "phares.sqlite3")) == {}
    if "database_url" not in (home / "settings.toml").read_text():
        done = phares("move", "--to", base, home=home)
        assert done.returncode == 0, done.stderr
    assert f'database_url = "{base}"' in (home / "settings.toml").read_text()
    sound(phares, home)


def test_killed_between_the_copy_and_the_settings_it_is_carried_to_its_end(
    phares, house, home_copy, base
):
    """Made by hand: the settings are put back as a kill at that instant leaves them."""
    home = home_copy(house)
    settings = (home / "settings.toml").read_text()
    assert phares("move", "--to", base, home=home).returncode == 0
    (home / "settings.toml").write_text(settings)
    sound(phares, home)
    done = phares("move", "--to", base, home=home)
    assert (done.returncode, "mené à son terme" in done.stderr) == (0, True), done.stderr
    assert f'database_url = "{base}"' in (home / "settings.toml").read_text()


def test_a_base_that_has_changed_since_is_not_taken_for_it(phares, house, home_copy, base):
    home = home_copy(house)
    settings = (home / "settings.toml").read_text()
    assert phares("move", "--to", base, home=home).returncode == 0
    (home / "settings.toml").write_text(settings)
    with psycopg.connect(base) as one:
        one.execute("UPDATE directory_pole SET name = 'Autre' WHERE is_home")
    done = phares("move", "--to", base, home=home)
    assert (done.returncode, "n’est pas vide" in done.stderr) == (1, True), done.stderr
    assert (home / "settings.toml").read_text() == settings


def test_back_to_sqlite_too(phares, house, home_copy, base):
    home = home_copy(house)
    assert phares("move", "--to", base, home=home).returncode == 0
    (home / "phares.sqlite3").rename(home / "old.sqlite3")
    stopped("move", "--to", "sqlite", home=home, at="Copie", by=signal.SIGKILL, after=0.3)
    sound(phares, home)
    done = phares("move", "--to", "sqlite", home=home)
    assert done.returncode == 0, done.stderr
    assert not list(home.glob("*.half*"))
    here, there = (
        houses.one_spelling(houses.rows_of(home / name))
        for name in ("phares.sqlite3", "old.sqlite3")
    )
    assert houses.differing(here, there) == {}


def test_a_backup_that_is_killed_leaves_no_file_of_that_name(
    phares, house, home_copy, base, tmp_path
):
    home, target = home_copy(house), tmp_path / "kept" / "a.tar.gz"
    target.parent.mkdir()
    assert phares("move", "--to", base, home=home).returncode == 0
    stopped("backup", str(target), home=home, at="Sauvegarde…", by=signal.SIGKILL)
    assert not target.exists()
    sound(phares, home)
    assert phares("backup", str(target), home=home).returncode == 0
    assert list(target.parent.iterdir()) == [target], "what a kill left is swept by the next one"


def test_a_migration_that_is_killed_goes_on(phares, base, tmp_path):
    home = tmp_path / "older"
    home.mkdir()
    (home / "settings.toml").write_text(f'secret_key = "long"\ndatabase_url = "{base}"\n')
    asked = [COMMAND.with_name("python"), "-m", "django", "migrate", "directory", "0005_functions"]
    where = surroundings(home, DJANGO_SETTINGS_MODULE="phares.config.settings")
    subprocess.run(asked, env=where, check=True, capture_output=True)
    stopped("migrate", home=home, at="Base de données", by=signal.SIGKILL, after=1.0)
    done = phares("migrate", home=home)
    assert done.returncode == 0, done.stderr
    assert phares("migrate", home=home).stderr == "La base est à jour.\n"
    named = ("--name", "Le Quai", "--admin-email", "ada@quai.test", "--admin-name", "Ada Kervella")
    opened = phares("init", *named, home=home, PHARES_PASSWORD="phare-de-cordouan")
    assert opened.returncode == 0, opened.stderr
    sound(phares, home)
