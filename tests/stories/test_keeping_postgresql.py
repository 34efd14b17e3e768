"""Copies on PostgreSQL, and from one database to the other: the same rows everywhere."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import threading
import time
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from tests import houses
from tests.stories.test_command import told
from tests.stories.test_command_backup import stopped

SERVER = os.environ.get("PHARES_DATABASE_URL", "")
pytestmark = pytest.mark.skipif(not SERVER, reason="needs a PostgreSQL: tried in its stage")


@pytest.fixture
def base():
    """An empty base."""
    with houses.database_of_its_own(SERVER, f"keep_{secrets.token_hex(4)}") as url:
        yield url


@pytest.fixture
def another():
    with houses.database_of_its_own(SERVER, f"keep_{secrets.token_hex(4)}") as url:
        yield url


@pytest.fixture(scope="module")
def house(demo_home, tmp_path_factory):
    """A demonstration on SQLite, with kept documents. Read only."""
    home = tmp_path_factory.mktemp("house") / "home"
    shutil.copytree(demo_home("phares"), home)
    houses.keep_documents(home)
    return home


@pytest.fixture
def moved(phares, house, home_copy, base):
    """That demonstration, moved to PostgreSQL."""
    home = home_copy(house)
    done = phares("move", "--to", base, home=home)
    assert done.returncode == 0, done.stderr
    assert "les mêmes des deux côtés" in done.stderr
    assert f'database_url = "{base}"' in (home / "settings.toml").read_text()
    (home / "phares.sqlite3").rename(home / "old.sqlite3")
    return home


def test_to_postgresql_and_back_nothing_is_lost(phares, house, moved, base, tmp_path):
    told(phares("move", "--to", base, home=moved), 1, "n’est pas vide")
    assert (
        phares("figures", "2015", home=moved).stdout == phares("figures", "2015", home=house).stdout
    )
    done = phares("move", "--to", "sqlite", home=moved)
    assert done.returncode == 0, done.stderr
    here, there = (
        houses.one_spelling(houses.rows_of(home / "phares.sqlite3")) for home in (house, moved)
    )
    assert houses.differing(here, there) == {}
    assert houses.schema_of(house / "phares.sqlite3") == houses.schema_of(moved / "phares.sqlite3")
    assert "database_url" not in (moved / "settings.toml").read_text()
    told(phares("move", "--to", "sqlite", home=moved), 1, "existe déjà")


def test_a_copy_of_postgresql_comes_back_on_postgresql_and_on_sqlite(
    phares, house, moved, base, another, tmp_path
):
    kept, new = str(tmp_path / "a.tar.gz"), tmp_path / "new"
    assert phares("backup", kept, home=moved).returncode == 0
    done = phares("restore", kept, home=new, PHARES_DATABASE_URL=another)
    assert done.returncode == 0, done.stderr
    assert houses.differing(houses.rows_of(base), houses.rows_of(another)) == {}
    assert houses.files_of(new) == houses.files_of(house)
    assert constraints_of(base) == constraints_of(another)
    light = tmp_path / "light"
    assert phares("restore", kept, home=light).returncode == 0
    here, there = (
        houses.one_spelling(houses.rows_of(home / "phares.sqlite3")) for home in (house, light)
    )
    assert houses.differing(here, there) == {}


def constraints_of(url: str) -> set[tuple[str, ...]]:
    """Constraints and triggers, and whether these are awake."""
    with psycopg.connect(url) as one:
        found = one.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint UNION ALL "
            "SELECT tgname, pg_get_triggerdef(oid) || tgenabled::text FROM pg_trigger "
            "WHERE NOT tgisinternal"
        )
        return set(found.fetchall())


def test_the_next_number_follows_the_last_on_postgresql(phares, moved, base, another, tmp_path):
    with psycopg.connect(base) as one:
        one.execute("SELECT setval(pg_get_serial_sequence('audit_entry', 'id'), 9000)")
    kept = str(tmp_path / "a.tar.gz")
    assert phares("backup", kept, home=moved).returncode == 0
    asked = {"home": tmp_path / "new", "PHARES_DATABASE_URL": another}
    assert phares("restore", kept, **asked).returncode == 0
    with psycopg.connect(another) as one:
        following = "SELECT nextval(pg_get_serial_sequence('audit_entry', 'id'))"
        assert one.execute(following).fetchone() == (9001,)


def test_what_it_replaces_is_copied_first(phares, moved, base, tmp_path):
    kept = str(tmp_path / "a.tar.gz")
    assert phares("backup", kept, home=moved).returncode == 0
    before = houses.rows_of(base)
    rename(base, "Autre")
    (moved / "files" / "more.txt").write_text("more")
    told(phares("restore", kept, home=moved), 1, "45 structures", "--yes")
    assert name_in(base) == "Autre"
    done = phares("restore", kept, "--yes", home=moved)
    assert done.returncode == 0, done.stderr
    assert houses.differing(before, houses.rows_of(base)) == {}
    assert not (moved / "files" / "more.txt").exists()
    [copy] = (moved / "backups").glob("avant-restauration-*")
    assert phares("restore", str(copy), "--yes", home=moved).returncode == 0
    assert name_in(base) == "Autre"
    assert (moved / "files" / "more.txt").read_text() == "more"


def rename(url: str, name: str) -> None:
    with psycopg.connect(url) as one:
        one.execute("UPDATE directory_pole SET name = %s WHERE is_home", [name])


def name_in(url: str) -> str:
    with psycopg.connect(url) as one:
        found = one.execute("SELECT name FROM directory_pole WHERE is_home").fetchone()
    assert found
    return str(found[0])


@pytest.mark.parametrize("after", [0.2, 1.5, 2.5, 3.5])
def test_a_restoration_that_is_killed_leaves_a_whole_house(phares, moved, base, tmp_path, after):
    kept = tmp_path / "a.tar.gz"
    assert phares("backup", str(kept), home=moved).returncode == 0
    rename(base, "Autre")
    asked = ("restore", str(kept), "--yes")
    stopped(*asked, home=moved, at="Remise", by=signal.SIGKILL, after=after)
    done = phares("figures", "2015", home=moved)
    assert done.returncode == 0, done.stderr
    assert not (moved / "restoring").exists()
    finished = "menée à son terme" in done.stderr
    assert name_in(base) == "Le PHARES" if finished else name_in(base) in ("Autre", "Le PHARES")
    assert len(houses.files_of(moved)) == 3 + houses.DRAWN
    assert phares(*asked, home=moved).returncode == 0
    assert name_in(base) == "Le PHARES"


def test_people_write_meanwhile_and_the_copy_is_of_one_moment(
    phares, moved, base, another, tmp_path
):
    with psycopg.connect(base) as one:
        one.execute(
            "INSERT INTO audit_entry (at, actor_name, verb, subject, subject_key, details, masked) "
            "SELECT at, actor_name, verb, subject, subject_key, details, 0 FROM audit_entry, "
            "generate_series(1, 60000) WHERE id = 1"
        )
    done, pairs = threading.Event(), []
    writer = threading.Thread(target=write_pairs, args=(base, done, pairs))
    writer.start()
    kept = str(tmp_path / "a.tar.gz")
    backup = phares("backup", kept, home=moved)
    done.set()
    writer.join()
    assert backup.returncode == 0, backup.stderr
    asked = {"home": tmp_path / "new", "PHARES_DATABASE_URL": another}
    assert phares("restore", kept, **asked).returncode == 0
    with psycopg.connect(another) as one:
        early = one.execute("SELECT count(*) FROM audit_entry WHERE verb = 'pair'").fetchone()
        late = one.execute("SELECT count(*) FROM sendings_sending WHERE said = 'pair'").fetchone()
    assert early == late
    assert early
    assert 0 < early[0] < len(pairs), "some came before, some after"


def write_pairs(url: str, done: threading.Event, pairs: list[int]) -> None:
    with closing(psycopg.connect(url)) as one:
        while not done.is_set():
            one.execute(
                "INSERT INTO audit_entry (at, actor_name, verb, subject, subject_key, details, "
                "masked) VALUES (now(), 'Ada', 'pair', '', '', '{}', 0)"
            )
            one.execute(
                'INSERT INTO sendings_sending (key, said, "to", at) '
                "VALUES (%s, 'pair', '', now())",
                [f"pair-{len(pairs)}"],
            )
            one.commit()
            pairs.append(1)
            time.sleep(0.005)


def test_what_postgresql_cannot_hold_is_told_and_nothing_moves(phares, house, home_copy, base):
    """SQLite keeps a text of any length, and a zero in it; PostgreSQL does not."""
    from tests.stories.test_command import change

    home: Path = home_copy(house)
    change(home, "UPDATE directory_pole SET place = 'a' || char(0) || 'b' WHERE is_home")
    before = (home / "settings.toml").read_text()
    told(phares("move", "--to", base, home=home), 1, "la base refuse", "directory_pole")
    assert (home / "settings.toml").read_text() == before
    assert houses.rows_of(base) == {}
