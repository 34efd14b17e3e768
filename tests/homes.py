"""Homes of poles for the tests that run the real command, each prepared once for all workers.

    def test_it_counts(phares, demo_home):
        done = phares("figures", "2015", home=demo_home("phares"))

A test that changes a home asks for `home_copy` and works on its own copy.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.environment import WORKER

COMMAND = Path(sys.executable).with_name("phares")
OURS = (
    "MAKELEVEL",
    "MAKEFLAGS",
    "POLE",
    "PHARES_HOME",
    "PHARES_TEST",
    "PHARES_DATABASE_URL",
    "PHARES_PASSWORD",
    "PHARES_LANGUAGE",
    "LC_ALL",
    "LC_MESSAGES",
    "LANG",
    "PORT",
)
PASSWORD = "une-phrase-assez-longue"

type Run = Callable[..., subprocess.CompletedProcess[str]]
type Prepare = Callable[..., Path]


def surroundings(home: Path, **more: str) -> dict[str, str]:
    """As on a person’s machine: nothing of the test run but the home."""
    ours = {name: value for name, value in os.environ.items() if name not in OURS}
    return ours | {"PHARES_HOME": str(home)} | more


def run(*arguments: str, home: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """The command, its exit code and what it said on each channel."""
    return subprocess.run(
        [COMMAND, *arguments],
        env=surroundings(home, **more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=240,
    )


def begun(*words: str | Path, **options: Any) -> subprocess.Popen[str]:
    """A command left running; it hears what a terminal sends, even when the tests do not.

    Under nohup or in the background, the tests themselves hear neither SIGHUP nor SIGINT.
    """
    return subprocess.Popen(words, text=True, preexec_fn=_hear, **options)  # noqa: PLW1509


def _hear() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(
    *arguments: str, home: Path, stop: int = signal.SIGTERM, under: tuple[str, ...] = ()
) -> Iterator[str]:
    """A command that serves, from its address being told to its stop; gives that address.

    The whole group is told to stop, as a terminal does for Ctrl+C, and must end by itself.
    `under` is what starts the command: ("nohup",).
    """
    port = str(free_port())
    process = begun(
        *under,
        COMMAND,
        *arguments,
        "--port",
        port,
        env=surroundings(home),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        wait_until_open(process)
        yield f"http://localhost:{port}"
    finally:
        os.killpg(process.pid, stop)
        try:
            process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise
    assert process.returncode == 0


def wait_until_open(process: subprocess.Popen[str]) -> None:
    said = []
    for line in process.stdout or ():
        said.append(line)
        if "Phares est ouvert" in line:
            return
    pytest.fail("the site did not open:\n" + "".join(said))


@pytest.fixture(scope="session")
def phares() -> Run:
    """The command `phares`: `phares("migrate", home=folder)`."""
    return run


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepare:
    """`prepared("pole", "init", …)`: a home that this command made, for every worker of the run.

    The first who asks has it made; the others wait. Where it failed, each says why.
    """
    ours = tmp_path_factory.getbasetemp()
    shared = ours.parent if WORKER else ours

    def home_of(name: str, *command: str, **more: str) -> Path:
        home, ready = shared / "homes" / name, shared / "homes" / f"{name}.ready"
        home.parent.mkdir(mode=0o700, exist_ok=True)
        with ready.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not ready.exists():
                shutil.rmtree(home, ignore_errors=True)
                done = run(*command, home=home, **more)
                assert done.returncode == 0, done.stderr
                ready.touch()
        return home

    return home_of


@pytest.fixture(scope="session")
def pole_home(prepared: Prepare) -> Path:
    """A pole just opened by `phares init`, empty. Read only: copy it to change it."""
    named = ("--name", "Le Quai", "--admin-email", "ada@quai.test", "--admin-name", "Ada Kervella")
    return prepared("pole", "init", *named, PHARES_PASSWORD=PASSWORD)


@pytest.fixture(scope="session")
def demo_home(prepared: Prepare) -> Callable[[str], Path]:
    """The home of a demonstration, loaded the first time it is asked for. Read only."""
    return cache(lambda pole: prepared(pole, "demo", "--no-serve", "--pole", pole))


@pytest.fixture
def home_copy(tmp_path: Path) -> Callable[[Path], Path]:
    """One’s own copy of a prepared home, to change at will."""

    def copied(home: Path) -> Path:
        return Path(shutil.copytree(home, tmp_path / "copy"))

    return copied
