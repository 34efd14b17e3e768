"""A house in one file, and back: the same rows, the same files, whatever happens on the way."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import subprocess
import tarfile
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from phares.config.home import settings_of
from tests import houses
from tests.homes import COMMAND, begun, serving, surroundings
from tests.stories.test_command import change, told, verdict

pytestmark = pytest.mark.skipif(
    bool(os.environ.get("PHARES_DATABASE_URL")),
    reason="the command’s own homes are SQLite files: tried in the SQLite stage",
)


@pytest.fixture(scope="module")
def house(demo_home, tmp_path_factory):
    """A demonstration with kept documents. Read only."""
    import shutil

    home = tmp_path_factory.mktemp("house") / "home"
    shutil.copytree(demo_home("phares"), home)
    houses.keep_documents(home)
    return home


@pytest.fixture(scope="module")
def archive(phares, house, tmp_path_factory):
    """That house in a file. Read only."""
    target = tmp_path_factory.mktemp("archive") / "house.tar.gz"
    done = phares("backup", str(target), home=house)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert "clé secrète" in done.stderr
    return target


def same_rows(one: Path, other: Path) -> None:
    rows = [houses.rows_of(home / "phares.sqlite3") for home in (one, other)]
    assert houses.differing(*rows) == {}


def same_houses(one: Path, other: Path) -> None:
    same_rows(one, other)
    assert houses.schema_of(one / "phares.sqlite3") == houses.schema_of(other / "phares.sqlite3")
    assert houses.files_of(one) == houses.files_of(other)
    assert settings_of(one) == settings_of(other)
    assert (one / "demo.json").read_text() == (other / "demo.json").read_text()


def test_a_house_comes_back_row_by_row_and_file_by_file(phares, house, archive, tmp_path):
    home = tmp_path / "new"
    done = phares("restore", str(archive), home=home)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    same_houses(house, home)
    assert len(houses.files_of(home)) == 3 + houses.DRAWN
    assert not [path for path in home.rglob("*") if path.stat().st_mode & 0o077]
    assert phares("figures", "2015", home=home).returncode == 0


def test_any_tar_opens_it_and_only_its_owner(archive):
    assert archive.stat().st_mode & 0o777 == 0o600
    listed = subprocess.run(["tar", "tzf", archive], check=True, capture_output=True, text=True)
    names = listed.stdout.split()
    assert names[-1] == "manifest.json"
    assert "rows/directory_party/000001.jsonl" in names
    assert "settings.toml" in names
    assert not [name for name in names if "django_session" in name]
    assert list(archive.parent.iterdir()) == [archive], "no half-written file is left"


def test_what_it_replaces_is_shown_asked_about_and_kept(phares, house, archive, home_copy):
    home = home_copy(house)
    change(home, "UPDATE directory_pole SET name = 'Autre' WHERE is_home")
    (home / "settings.toml").write_text('# ours\nsecret_key = "x"\ndemo = true\ntls = false\n')
    before = houses.everything_in(home)
    done = phares("restore", str(archive), home=home)
    told(done, 1, "45 structures", "3 documents", "dernier acte le", "--yes")
    assert houses.everything_in(home) == before
    done = phares("restore", str(archive), "--yes", home=home)
    assert done.returncode == 0, done.stderr
    [old] = home.glob("before-*")
    assert verdict(old, "SELECT name FROM directory_pole WHERE is_home") == "Autre"
    assert houses.files_of(old) == houses.files_of(home) == houses.files_of(house)
    assert phares("figures", "2015", home=old).returncode == 0, "the old one is a house still"
    assert verdict(home, "SELECT name FROM directory_pole WHERE is_home") == "Le PHARES"
    settings = (home / "settings.toml").read_text()
    [secret] = [
        line for line in (house / "settings.toml").read_text().splitlines() if "sec" in line
    ]
    assert settings == f"# ours\n{secret}\ndemo = true\ntls = false\n", "our own lines stay"


def test_the_numbers_given_go_on(phares, house, archive, home_copy, tmp_path):
    """A number given once is not given again, even when its row left since."""
    home = home_copy(house)
    change(home, "UPDATE sqlite_sequence SET seq = 9000 WHERE name = 'audit_entry'")
    kept, new = tmp_path / "a.tar.gz", tmp_path / "new"
    assert phares("backup", str(kept), home=home).returncode == 0
    assert phares("restore", str(kept), home=new).returncode == 0
    assert verdict(new, "SELECT seq FROM sqlite_sequence WHERE name = 'audit_entry'") == 9000


def test_a_file_that_is_there_is_kept_unless_forced(phares, house, tmp_path):
    target = tmp_path / "mine.tar.gz"
    target.write_text("mine")
    told(phares("backup", str(target), home=house), 1, "existe déjà", "--force")
    assert target.read_text() == "mine"
    assert phares("backup", str(target), "--force", home=house).returncode == 0
    assert target.stat().st_size > 10_000


@pytest.mark.parametrize(
    ("target", "words"), [("none/a.tar.gz", "n’existe pas"), (".", "est un dossier")]
)
def test_a_place_where_no_file_can_be(phares, house, tmp_path, target, words):
    told(phares("backup", str(tmp_path / target), home=house), 1, words)


def test_a_disk_that_is_full_leaves_nothing(house, tmp_path):
    target = tmp_path / "a.tar.gz"
    done = subprocess.run(
        [COMMAND, "backup", target],
        env=surroundings(house),
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000)),  # noqa: PLW1509
    )
    told(done, 1, str(target), "ne peut pas être écrit", "Choisissez un autre endroit")
    assert list(tmp_path.iterdir()) == []


def test_people_write_meanwhile_and_the_copy_is_of_one_moment(phares, house, home_copy, tmp_path):
    """Pairs of rows, each written at once in a table read early and in one read late."""
    home, kept, new = home_copy(house), tmp_path / "a.tar.gz", tmp_path / "new"
    with closing(sqlite3.connect(home / "phares.sqlite3")) as base, base:
        base.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000) "
            "INSERT INTO audit_entry (at, actor_name, verb, subject, subject_key, details, masked) "
            "SELECT at, actor_name, verb, subject, subject_key, details, 0 FROM audit_entry, n "
            "WHERE audit_entry.id = 1"
        )
    writer = Writer(home / "phares.sqlite3")
    with writer:
        done = phares("backup", str(kept), home=home)
    assert done.returncode == 0, done.stderr
    assert writer.longest < 2, "nobody waits for a backup"
    assert phares("restore", str(kept), home=new).returncode == 0
    early = verdict(new, "SELECT count(*) FROM audit_entry WHERE verb = 'pair'")
    late = verdict(new, "SELECT count(*) FROM sendings_sending WHERE said = 'pair'")
    assert early == late
    assert 0 < early < writer.pairs, "some came before, some after"


class Writer(threading.Thread):
    """Writes pairs without end, and knows how long the longest took."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path, self.pairs, self.longest = path, 0, 0.0
        self.done = threading.Event()

    def run(self) -> None:
        with closing(sqlite3.connect(self.path, timeout=10, isolation_level=None)) as base:
            while not self.done.is_set():
                started = time.monotonic()
                base.execute("BEGIN IMMEDIATE")
                base.execute(
                    "INSERT INTO audit_entry (at, actor_name, verb, subject, subject_key, details, "
                    "masked) VALUES ('2016-01-04 09:00:00', 'Ada', 'pair', '', '', '{}', 0)"
                )
                base.execute(
                    'INSERT INTO sendings_sending (key, said, "to", at) '
                    "VALUES (?, 'pair', '', '2016-01-04 09:00:00')",
                    [f"pair-{self.pairs}"],
                )
                base.execute("COMMIT")
                self.pairs += 1
                self.longest = max(self.longest, time.monotonic() - started)
                time.sleep(0.002)

    def __enter__(self) -> Writer:
        self.start()
        while self.pairs < 5:
            time.sleep(0.01)
        return self

    def __exit__(self, *_error: object) -> None:
        self.done.set()
        self.join()


@pytest.mark.parametrize("by", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_backup_that_is_stopped_leaves_no_file_of_that_name(phares, house, tmp_path, by):
    target = tmp_path / "a.tar.gz"
    target.write_text("what was there before")
    code = stopped("backup", str(target), "--force", home=house, at="Sauvegarde…", by=by)
    assert code != 0
    assert target.read_text() == "what was there before"
    if by != signal.SIGKILL:
        assert list(tmp_path.iterdir()) == [target]
    said = phares("doctor", home=house).stdout
    assert said.endswith("Tout va bien.\n")
    assert ("a.tar.gz.half n’en est pas une" in said) is (tmp_path / "a.tar.gz.half").exists()
    assert phares("backup", str(target), "--force", home=house).returncode == 0
    assert list(tmp_path.iterdir()) == [target], "what a kill left is swept by the next one"


def stopped(*arguments: str, home: Path, at: str, by: int, after: float = 0.1) -> int:
    """Stops the command a moment after it said this, and gives its exit code."""
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    with begun(COMMAND, *arguments, env=surroundings(home), **silent) as process:
        for line in process.stderr:
            if line.startswith(at):
                time.sleep(after)
                process.send_signal(by)
                break
        process.stderr.read()
    return process.returncode


@pytest.mark.parametrize("after", [0.0, 0.3])
def test_a_restoration_that_is_killed_leaves_a_whole_house(
    phares, house, archive, home_copy, after
):
    home = home_copy(house)
    change(home, "UPDATE directory_pole SET name = 'Autre' WHERE is_home")
    asked = ("restore", str(archive), "--yes")
    stopped(*asked, home=home, at="Remise", by=signal.SIGKILL, after=after)
    left = (home / "restoring").is_dir() and any((home / "restoring").iterdir())
    said = phares("doctor", home=home).stdout
    assert ("Une restauration s’est arrêtée" in said) is left
    assert left or said.endswith("Tout va bien.\n")
    done = phares("figures", "2015", home=home)
    assert done.returncode == 0, done.stderr
    assert (home / "restoring").exists() is False
    assert phares("doctor", home=home).stdout.endswith("Tout va bien.\n")
    if left:
        assert "rien n’a changé" in done.stderr or "menée à son terme" in done.stderr
    name = verdict(home, "SELECT name FROM directory_pole WHERE is_home")
    assert name in ("Autre", "Le PHARES")
    assert phares(*asked, home=home).returncode == 0
    same_rows(house, home)
    assert houses.files_of(home) == houses.files_of(house)


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGINT])
def test_a_restoration_that_is_told_to_stop_leaves_nothing(house, archive, home_copy, tmp_path, by):
    home, new = home_copy(house), tmp_path / "new"
    before = houses.everything_in(home)
    asked = ("restore", str(archive), "--yes")
    assert stopped(*asked, home=home, at="Remise", by=by, after=0.3) in (130, 143)
    assert houses.everything_in(home) == before
    assert stopped(*asked, home=new, at="Remise", by=by, after=0.3) in (130, 143)
    assert not new.exists()


def test_a_migration_that_is_killed_goes_on_or_is_taken_back(phares, older, tmp_path):
    home, _archive = older
    code = stopped("migrate", home=home, at="Base de données", by=signal.SIGKILL, after=0.5)
    assert code == -signal.SIGKILL
    [copy] = (home / "backups").glob("avant-migration-*")
    said = phares("doctor", home=home)
    assert (said.returncode, "Lancez « phares migrate »." in said.stdout) == (2, True)
    back = tmp_path / "back"
    assert phares("restore", str(copy), home=back).returncode == 0
    done = phares("migrate", "--no-backup", home=home)
    assert done.returncode == 0, done.stderr
    assert (
        houses.rows_of(home / "phares.sqlite3")["directory_party"]
        == (houses.rows_of(back / "phares.sqlite3")["directory_party"])
    )


@pytest.fixture
def older(phares, tmp_path):
    """A house of an older version, with one structure, and its archive."""
    home = tmp_path / "older"
    home.mkdir()
    (home / "settings.toml").write_text('secret_key = "long"\n')
    asked = [COMMAND.with_name("python"), "-m", "django", "migrate", "directory", "0005_functions"]
    where = surroundings(home, DJANGO_SETTINGS_MODULE="phares.config.settings")
    subprocess.run(asked, env=where, check=True, capture_output=True)
    insert(
        home, "directory_party", name="L’Art Scène", kind="organisation", search="| l art scene "
    )
    insert(home, "directory_organisation", party_ptr_id=1)
    archive = tmp_path / "older.tar.gz"
    done = phares("backup", str(archive), home=home)
    assert done.returncode == 0, done.stderr
    return home, archive


def insert(home: Path, table: str, **values: object) -> None:
    """A row, with nothing in the columns that are not given."""
    with closing(sqlite3.connect(home / "phares.sqlite3")) as base, base:
        for _n, name, kind, required, usual, key in base.execute(f"PRAGMA table_info({table})"):
            if required and usual is None and not key:
                values.setdefault(name, 0 if "int" in kind or kind == "bool" else "")
        columns, places = ", ".join(values), ", ".join("?" * len(values))
        base.execute(f"INSERT INTO {table} ({columns}) VALUES ({places})", [*values.values()])


def test_an_older_archive_is_brought_to_this_version(phares, older, tmp_path):
    _home, archive = older
    new = tmp_path / "new"
    done = phares("restore", str(archive), home=new)
    assert done.returncode == 0, done.stderr
    assert verdict(new, "SELECT search FROM directory_party") == "| l art scene | lart "
    assert phares("migrate", home=new).stderr == "La base est à jour.\n"


def test_a_migration_is_preceded_by_a_copy(phares, older):
    home, _archive = older
    done = phares("migrate", home=home)
    [copy] = (home / "backups").iterdir()
    assert done.returncode == 0, done.stderr
    assert f"phares restore {copy}" in done.stderr
    assert houses.manifest_of(copy)["tables"]["directory_party"]["rows"] == 1
    assert phares("migrate", home=home).stderr == "La base est à jour.\n"
    assert len(list((home / "backups").iterdir())) == 1, "no copy where nothing changes"


def test_a_migration_without_a_copy(phares, older):
    home, _archive = older
    assert phares("migrate", "--no-backup", home=home).returncode == 0
    assert not (home / "backups").exists()


def test_a_newer_archive_is_refused(phares, house, archive, home_copy):
    home = home_copy(house)
    before = houses.everything_in(home)
    steps = houses.manifest_of(archive)["migrations"]
    steps["directory"].append("9999_next_year")
    newer = houses.with_manifest(archive, migrations=steps)
    done = phares("restore", str(newer), "--yes", home=home)
    newer.unlink()
    told(done, 1, "plus récente", "directory.9999_next_year")
    assert houses.everything_in(home) == before


def test_a_base_that_is_newer_is_not_half_copied(phares, house, home_copy, tmp_path):
    home = home_copy(house)
    change(home, "INSERT INTO django_migrations (app, name, applied) VALUES ('clock', '9', '')")
    told(phares("backup", str(tmp_path / "a.tar.gz"), home=home), 1, "plus récente", "clock.9")
    assert not (tmp_path / "a.tar.gz").exists()


def test_nobody_restores_under_a_site_that_is_open(phares, house, archive, home_copy):
    home = home_copy(house)
    with serving("serve", home=home) as site:
        told(phares("restore", str(archive), "--yes", home=home), 1, "le site est ouvert", site)
        told(phares("move", "--to", "sqlite", home=home), 1, "le site est ouvert", site)
        assert phares("backup", str(home / "a.tar.gz"), home=home).returncode == 0
    assert not list(home.glob("before-*"))


@pytest.mark.parametrize("cut", [0, 100, 5000, -200, -1])
def test_an_archive_cut_short_touches_nothing(phares, house, archive, home_copy, tmp_path, cut):
    home, short = home_copy(house), tmp_path / "short.tar.gz"
    short.write_bytes(archive.read_bytes()[:cut])
    before = houses.everything_in(home)
    told(phares("restore", str(short), "--yes", home=home), 1, "sauvegarde")
    assert houses.everything_in(home) == before
    told(phares("restore", str(short), home=tmp_path / "new"), 1, "sauvegarde")
    assert not (tmp_path / "new").exists()


def test_a_base_that_cannot_be_read_is_replaced_and_kept(phares, house, archive, home_copy):
    home = home_copy(house)
    for path in home.glob("phares.sqlite3-*"):
        path.unlink()
    (home / "phares.sqlite3").write_bytes(b"not a database at all " * 500)
    done = phares("restore", str(archive), "--yes", home=home)
    assert done.returncode == 0, done.stderr
    assert "ne se lit plus" in done.stderr
    same_rows(house, home)
    [old] = home.glob("before-*")
    assert (old / "phares.sqlite3").read_bytes().startswith(b"not a database")


def test_a_file_that_is_no_archive(phares, tmp_path):
    other = tmp_path / "other.tar.gz"
    with tarfile.open(other, "w:gz") as tar:
        tar.add(__file__, "somebody.py")
    told(phares("restore", str(other), home=tmp_path / "new"), 1, "pas une sauvegarde de Phares")
    told(phares("restore", str(tmp_path / "none"), home=tmp_path / "new"), 1, "aucun fichier")
    assert not (tmp_path / "new").exists()
