"""Copies that the house makes by itself: how many stay."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from phares.config import copies

NOW = datetime(2016, 1, 4, 9, 30, tzinfo=UTC)


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    """A house whose copies are empty files."""

    def made(folder: Path, why: str, now: datetime) -> tuple[Path, None]:
        target = folder / "backups" / f"{why}-{now:{copies.STAMP}}-v0.1.0.tar.gz"
        target.parent.mkdir(exist_ok=True)
        target.touch()
        return target, None

    monkeypatch.setattr(copies, "own_copy", made)
    (tmp_path / "settings.toml").write_text('secret_key = "long"\n')
    return tmp_path


def days(home: Path) -> list[int]:
    names = sorted(path.name for path in (home / "backups").glob("avant-migration-2*"))
    return [int(name.removeprefix("avant-migration-")[8:10]) for name in names]


@pytest.mark.parametrize(
    ("said", "stay"),
    [("", [6, 7, 8, 9, 10]), ("backup_migrations = 1\n", [10]), ("backup_migrations = 0\n", None)],
)
def test_the_last_copies_before_a_newer_version_stay(home, said, stay):
    with (home / "settings.toml").open("a") as settings:
        settings.write(said)
    for number in range(7):
        copies.copy_before_migration(home, NOW + timedelta(days=number))
    assert days(home) == (stay or [4, 5, 6, 7, 8, 9, 10])


def test_what_bears_another_name_stays(home):
    into = home / "backups"
    into.mkdir()
    others = [
        into / name
        for name in (
            "jour-2015-01-01-090000-v0.tar.gz",
            "avant-restauration-2015-01-01-090000-v0.tar.gz",
            "avant-migration-de-juin.tar.gz",
            "avant-migration-2015-01-01-090000-v0.tar.gz.half",
        )
    ]
    for path in others:
        path.touch()
    for number in range(7):
        copies.copy_before_migration(home, NOW + timedelta(days=number))
    assert all(path.exists() for path in others)
