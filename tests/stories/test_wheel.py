"""What is installed from the wheel is the whole house: no file of it lies only in the repository.

The wheel is built and installed without the network. Its own environment sees the packages of the
tests, but not this repository: their folder is named in a `.pth`, whose own `.pth` are not read.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import urllib.error
import urllib.request
import venv
import zipfile
from pathlib import Path

import pytest

from tests import homes
from tests.architecture.tree import PACKAGE, ROOT, committed_files
from tests.homes import PASSWORD, serving, surroundings

pytestmark = pytest.mark.skipif(
    bool(os.environ.get("PHARES_DATABASE_URL")),
    reason="the command’s own homes are SQLite files: tried in the SQLite stage",
)
OPENING = ("--name", "Le Quai", "--admin-email", "ada@quai.test", "--admin-name", "Ada Kervella")


def done(*words: object, **more: object) -> subprocess.CompletedProcess[str]:
    result = subprocess.run(words, capture_output=True, text=True, timeout=240, **more)
    assert result.returncode == 0, result.stderr
    return result


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    into = tmp_path_factory.mktemp("wheel")
    done(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", into, cwd=ROOT)
    (built,) = into.glob("phares-*.whl")
    return built


@pytest.fixture(scope="module")
def command(wheel, tmp_path_factory) -> Path:
    """The command `phares` of an environment where only the wheel was installed."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=True, symlinks=True)
    python = folder / "bin" / "python"
    done(python, "-m", "pip", "install", "-q", "--no-index", "--no-deps", wheel, cwd=folder)
    (packages,) = folder.glob("lib/python*/site-packages")
    (packages / "locked.pth").write_text(sysconfig.get_path("purelib") + "\n")
    where = done(python, "-c", "import phares; print(phares.__file__)", cwd=folder).stdout
    assert where.startswith(str(packages))
    return folder / "bin" / "phares"


@pytest.fixture(scope="module")
def home(command, tmp_path_factory) -> Path:
    """A pole that the installed command opened, far from the repository."""
    folder = tmp_path_factory.mktemp("opened") / "home"
    asked(command, "init", *OPENING, home=folder, PHARES_PASSWORD=PASSWORD)
    return folder


def asked(command: Path, *words: str, home: Path, **more: str) -> str:
    return done(command, *words, env=surroundings(home, **more), cwd=command.parent).stdout


def test_it_holds_every_file_of_the_package(wheel):
    ours = {
        str(path.relative_to(ROOT)) for path in committed_files() if path.is_relative_to(PACKAGE)
    }
    assert ours - set(zipfile.ZipFile(wheel).namelist()) == set()


def test_it_says_which_version_it_is(command, home):
    assert asked(command, "--version", home=home) == "phares 0.1.0\n"


def test_a_pole_it_opened_is_sound(command, home):
    said = json.loads(asked(command, "doctor", "--format", "json", home=home))
    assert (said["verdict"], said["findings"], said["unseen"]) == (0, [], [])


@pytest.fixture(scope="module")
def demo(command, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("demonstration") / "home"
    asked(command, "demo", "--no-serve", home=folder)
    return folder


def test_it_counts_and_sets_a_report(command, demo, tmp_path):
    figures = json.loads(asked(command, "figures", "2015", "--format", "json", home=demo))
    assert {one["code"]: one["value"] for one in figures}["residents"] == 16
    for suffix, beginning in ((".pdf", b"%PDF"), (".docx", b"PK"), (".html", b"<!doctype")):
        target = tmp_path / f"bilan{suffix}"
        asked(command, "report", "2015", "--output", str(target), home=demo)
        assert target.read_bytes()[:9].lower().startswith(beginning.lower())


def test_it_serves_pages_and_their_files(command, home, monkeypatch):
    monkeypatch.setattr(homes, "COMMAND", command)
    manifest = json.loads((home / "static" / "staticfiles.json").read_text())["paths"]
    with serving("serve", home=home) as site:
        assert "Se connecter" in read(f"{site}/connexion/").decode()
        for name in ("web/css/phares.css", "web/fonts/bricolage.woff2", "web/icons/phares.svg"):
            assert read(f"{site}/static/{manifest[name]}")
        try:
            state = read(f"{site}/sante/").decode()
        except urllib.error.HTTPError as error:  # this pole has no clock yet
            state = error.read().decode()
            error.close()
        assert state == "base ok\ntables ok\nhorloge non\ndisque ok\n"


def read(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=20) as answer:
        return bytes(answer.read())
