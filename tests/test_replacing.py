"""A house takes the place of another: stopped between any two renames, it is finished after."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from phares.config import replacing
from phares.config.failures import Failure
from phares.config.locks import Lock

OLD = {"phares.sqlite3": "old", "phares.sqlite3-wal": "old", "settings.toml": "# old"}
STEPS = 15
NEW = {"phares.sqlite3": "new", "settings.toml": "# new"}


class Killed(BaseException):
    """As if the process had ended there."""


def house(tmp_path: Path, *, whole: bool = True) -> Path:
    """An old house with a new one beside it."""
    home, work = tmp_path / "home", tmp_path / "home" / replacing.WORK
    for folder, files in ((home, OLD), (work, NEW)):
        (folder / "files").mkdir(parents=True)
        (folder / "files" / "report.pdf").write_text(files["phares.sqlite3"])
        for name, text in files.items():
            (folder / name).write_text(text)
    (home / "demo.json").write_text("old")
    if whole:
        replacing.ready(home, before="before")
    return home


def told(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): path.read_text()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "restore.lock" and "before" not in path.parts
    }


def both_whole(home: Path) -> bool:
    new = told(home) == NEW | {"files/report.pdf": "new"}
    before = {
        path.name: path.read_text() for path in (home / "before").rglob("*.*") if path.is_file()
    }
    return new and before == OLD | {"demo.json": "old", "report.pdf": "old"}


def killed_after(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process ends at this rename or removal, before doing it."""
    left = [number]

    def counted(act: Any) -> Any:
        def instead(*given: Any, **more: Any) -> Any:
            if left[0] == 0:
                raise Killed
            left[0] -= 1
            return act(*given, **more)

        return instead

    for name in ("replace", "unlink", "rmdir", "mkdir"):
        monkeypatch.setattr(Path, name, counted(getattr(Path, name)))


@pytest.mark.parametrize("number", range(STEPS + 1))
def test_stopped_anywhere_it_is_finished_by_the_next_command(tmp_path, monkeypatch, capsys, number):
    home = house(tmp_path)
    with monkeypatch.context() as patched:
        killed_after(number, patched)
        try:
            replacing.swap(home)
            ended = True
        except Killed:
            ended = False
    assert ended is (number == STEPS), "a step more or less: count them again"
    replacing.finish(home)
    assert both_whole(home)
    assert ("menée à son terme" in capsys.readouterr().err) is (number < STEPS - 1)
    replacing.finish(home)
    assert both_whole(home)


def test_what_was_not_whole_is_forgotten(tmp_path, capsys):
    home = house(tmp_path, whole=False)
    replacing.finish(home)
    assert told(home) == OLD | {"files/report.pdf": "old", "demo.json": "old"}
    assert "rien n’a changé" in capsys.readouterr().err


def test_a_new_home_keeps_nothing_aside(tmp_path):
    home = house(tmp_path)
    for name in (*OLD, "demo.json", "files/report.pdf"):
        (home / name).unlink()
    replacing.swap(home)
    assert told(home) == NEW | {"files/report.pdf": "new"}
    assert not (home / "before").exists()


def test_while_one_is_under_way_the_others_wait(tmp_path):
    home = house(tmp_path, whole=False)
    lock = Lock(home / "restore.lock")
    with pytest.raises(Failure, match="une restauration est en cours"):
        replacing.finish(home)
    assert (home / replacing.WORK / "phares.sqlite3").exists()
    lock.let_go()


def test_on_postgresql_the_base_says_who_won(tmp_path, monkeypatch):
    home = house(tmp_path, whole=False)
    replacing.ready(home, before="before", token="abc")
    monkeypatch.setattr(replacing, "_token_of_the_base", lambda _home: "of another time")
    replacing.finish(home)
    assert told(home)["phares.sqlite3"] == "old"
    home = house(tmp_path / "again", whole=False)
    replacing.ready(home, before="before", token="abc")
    monkeypatch.setattr(replacing, "_token_of_the_base", lambda _home: "abc")
    replacing.finish(home)
    assert both_whole(home)
