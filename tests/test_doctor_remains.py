"""Killed at any moment, a restoration or a copy is told by `phares doctor`, with how to go on."""

from __future__ import annotations

import fcntl
from datetime import UTC, datetime
from pathlib import Path

import pytest

from phares.config import replacing
from phares.config.copy_notes import last_noted, noted
from phares.config.doctor.remains import FIRST, of_a_restoration, of_copies, why_not_look
from phares.config.locks import Lock
from tests.test_replacing import STEPS, Killed, house, killed_after

NOW = datetime(2016, 1, 4, 9, tzinfo=UTC)


def told(home: Path) -> tuple[str, str]:
    """The code of what is found, and whether the data is not to be looked at."""
    found = of_a_restoration(home)
    return found.code if found else "", why_not_look(home, found)


@pytest.mark.parametrize("number", range(STEPS))
def test_a_swap_killed_at_each_step(tmp_path, monkeypatch, number):
    home = house(tmp_path)
    with monkeypatch.context() as patched:
        killed_after(number, patched)
        with pytest.raises(Killed):
            replacing.swap(home)
    still = any((home / replacing.WORK).iterdir())
    assert told(home) == (("home.restoring-ready", FIRST) if still else ("", ""))
    replacing.finish(home)
    assert told(home) == ("", "")


def test_killed_before_the_new_house_was_whole_the_old_one_is_looked_at(tmp_path):
    home = house(tmp_path, whole=False)
    assert told(home) == ("home.restoring", "")
    assert "rien n’a changé" in of_a_restoration(home).sentence
    assert "phares restore" in of_a_restoration(home).mend


def test_killed_in_a_new_home_there_is_nothing_to_look_at(tmp_path):
    home = house(tmp_path, whole=False)
    (home / "phares.sqlite3").unlink()
    assert told(home) == ("home.restoring", FIRST)


def test_a_restoration_under_way_is_waited_for(tmp_path):
    home = house(tmp_path, whole=False)
    lock = Lock(home / "restore.lock")
    assert "Attendez sa fin" in told(home)[1]
    lock.let_go()


def test_a_house_at_rest(tmp_path):
    home = house(tmp_path)
    replacing.swap(home)
    assert told(home) == ("", "")
    assert list(of_copies(home)) == []


def test_a_copy_killed_anywhere_is_told(tmp_path):
    home, away = tmp_path / "home", tmp_path / "away"
    (home / "backups").mkdir(parents=True)
    away.mkdir()
    halves = [home / "backups" / "jour-2016-01-04.tar.gz.half", away / "a.tar.gz.half"]
    for half in halves:
        half.write_text("half")
    with pytest.raises(KeyboardInterrupt), noted(home, away / "b.tar.gz", NOW):
        raise KeyboardInterrupt
    assert [one.where for one in of_copies(home)] == [str(halves[0])], "nothing under way away"
    begun = noted(home, away / "a.tar.gz", NOW)
    begun.__enter__()
    assert {one.where for one in of_copies(home)} == {str(half) for half in halves}
    with halves[1].open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        assert [one.where for one in of_copies(home)] == [str(halves[0])], "it is being written"
    assert last_noted(home) is None


def test_a_copy_made_by_hand_is_the_last_one(tmp_path):
    with noted(tmp_path, tmp_path / "a.tar.gz", NOW):
        pass
    assert last_noted(tmp_path) == NOW
    assert list(of_copies(tmp_path)) == []


def test_a_home_that_cannot_be_written_does_not_stop_a_copy(tmp_path):
    gone = tmp_path / "gone"
    with noted(gone, tmp_path / "a.tar.gz", NOW):
        pass
    assert last_noted(gone) is None
