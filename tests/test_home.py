"""The home folder of a pole: what its settings may say, and how they are completed."""

from __future__ import annotations

import errno
import socket
from pathlib import Path

import pytest

from phares.config.failures import Failure, reason_of
from phares.config.home import database, home, settings_of, with_line, write_settings


def told(folder: Path, text: str | bytes) -> str:
    """The sentence that refuses these settings."""
    raw = text if isinstance(text, bytes) else text.encode()
    (folder / "settings.toml").write_bytes(raw)
    with pytest.raises(Failure) as caught:
        settings_of(folder)
    return str(caught.value)


def test_what_is_not_named_has_its_usual_place(monkeypatch):
    monkeypatch.setenv("PHARES_HOME", "")
    assert home() == Path("var/phares").absolute()


def test_settings_are_completed_and_never_rewritten(tmp_path):
    mine = '# our own\nallowed_hosts = ["pole.fr"]\nwait_seconds = 2.5'
    (tmp_path / "settings.toml").write_text(mine)
    write_settings(tmp_path, demo=True)
    said = settings_of(tmp_path)
    assert (tmp_path / "settings.toml").read_text().startswith(mine + "\n")
    assert (said["allowed_hosts"], said["wait_seconds"], said["demo"]) == (["pole.fr"], 2.5, True)
    assert len(said["secret_key"]) > 50
    write_settings(tmp_path, demo=True)
    assert settings_of(tmp_path) == said
    assert [path.name for path in tmp_path.iterdir()] == ["settings.toml"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("secret_key = (", "ligne 1, colonne 14"),
        ('allowed_hosts = "pole.fr"', 'allowed_hosts = ["pole.fr"]'),
        ('tls = "yes"', "tls = true"),
        ('wait_seconds = "10"', "wait_seconds = 10"),
        ('allowed_host = ["pole.fr"]', "« allowed_host »"),
        (b"\xff\xfe", "ce n’est pas du texte"),
    ],
)
def test_settings_that_cannot_be_taken_are_told(tmp_path, text, words):
    assert words in told(tmp_path, text)


def test_settings_that_are_no_file_are_told(tmp_path):
    (tmp_path / "settings.toml").mkdir()
    with pytest.raises(Failure, match="c’est un dossier"):
        settings_of(tmp_path)


@pytest.mark.parametrize(
    "url", ["mysql://pole@localhost/pole", "postgresql://localhost:abc/pole", "postgresql://[x/y"]
)
def test_an_address_of_a_database_that_cannot_be_read(tmp_path, url):
    with pytest.raises(Failure, match="Écrivez-la ainsi"):
        database(tmp_path, url)


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (PermissionError(errno.EACCES, "Permission denied"), "permission refusée"),
        (FileNotFoundError(errno.ENOENT, "No such file"), "aucun fichier de ce nom"),
        (OSError(errno.ENOSPC, "No space left on device"), "le disque est plein"),
        (socket.gaierror(socket.EAI_NONAME, "Name not known"), "ce nom de machine n’est pas connu"),
        (OSError(errno.EXDEV, "Invalid cross-device link"), "Invalid cross-device link"),
    ],
)
def test_a_reason_of_the_machine_is_said_in_french(error, reason):
    assert reason_of(error) == reason


@pytest.mark.parametrize(
    ("text", "key", "value", "after"),
    [
        ("# ours\na = 1\n", "b", "x", 'b = "x"\n# ours\na = 1\n'),
        ("a = 1\nb = 2 # two\nc = 3\n", "b", True, "a = 1\nb = true\nc = 3\n"),
        ('a = 1\nb = ["x"]\n', "b", None, "a = 1\n"),
        ("a = 1", "b", None, "a = 1\n"),
        ("", "b", ["x", "é"], 'b = ["x", "é"]\n'),
    ],
)
def test_one_line_of_the_settings_changes(text, key, value, after):
    assert with_line(text, key, value) == after


def test_a_setting_over_several_lines_is_left_to_a_person():
    with pytest.raises(Failure, match="sur une seule ligne"):
        with_line('b = [\n"x",\n]\n', "b", "y")
