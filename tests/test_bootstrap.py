"""bin/bootstrap on a machine where something is missing: a sentence, and nothing half-made."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

NEEDED = ("bin/bootstrap", "requirements/app.lock", "requirements/test.lock", "pyproject.toml")


@pytest.fixture
def bootstrap(tmp_path):
    """Runs bin/bootstrap in a bare copy, with a uv that does what the given lines of shell say."""
    for name in NEEDED:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)

    def run(*lines: str) -> subprocess.CompletedProcess[str]:
        uv = tmp_path / "uv"
        uv.write_text("\n".join(["#!/bin/sh", 'case "$*" in', *lines, "esac"]) + "\n")
        uv.chmod(0o755)
        surroundings = os.environ | {"UV": str(uv)}
        command = [tmp_path / "bin" / "bootstrap"]
        return subprocess.run(command, env=surroundings, capture_output=True, text=True)

    return run


def test_without_a_python_nor_a_network_it_says_what_to_install(bootstrap, tmp_path):
    english = "echo 'error: Failed to download' >&2; exit 2"
    done = bootstrap(f"*python\\ find*|*venv*) {english};;")
    assert (done.returncode, done.stdout) == (1, "")
    assert "Python 3.12, 3.13 ou 3.14" in done.stderr
    assert "relancez la même commande" in done.stderr
    assert "error" not in done.stderr
    assert not (tmp_path / ".venv").exists()


def test_when_packages_do_not_come_it_says_so_after_uv(bootstrap, tmp_path):
    links = f'mkdir -p .venv/bin; ln -s "{sys.executable}" .venv/bin/python'
    done = bootstrap(
        "*python\\ find*) echo python3;;",
        f"*venv\\ -q*) {links};;",
        "*pip\\ sync*) echo 'error: no route to host' >&2; exit 2;;",
    )
    assert done.returncode == 1
    assert "no route to host" in done.stderr
    assert "n’ont pas pu être installés" in done.stderr
    assert not (tmp_path / ".venv" / "phares-stamp").exists()


def test_what_is_not_known_is_told_with_code_2():
    done = subprocess.run(
        [Path(ROOT) / "bin" / "bootstrap", "lune"], capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (2, "usage : bin/bootstrap [app|test]\n")
