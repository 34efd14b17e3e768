"""Known weaknesses of dependencies: told, taken on for a while; no fault without the network."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.homes import free_port

AUDIT = Path(__file__).parent.parent / "bin" / "audit"
LOCK = (
    'django==6.1.3 \\\n    --hash=sha256:aa\npsycopg[binary]==3.3.1 ; sys_platform != "x" \\\n'
    "    --hash=sha256:bb\n"
)
WEAK = "GHSA-aaaa-bbbb-cccc"


@contextmanager
def answering(answer: bytes, *, after: float = 0) -> Iterator[tuple[str, list[dict]]]:
    asked: list[dict] = []

    class Ear(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            time.sleep(after)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_said: object) -> None: ...

    with HTTPServer(("127.0.0.1", 0), Ear) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", asked
        server.shutdown()


@pytest.fixture
def locks(tmp_path) -> Path:
    for name in ("app.lock", "test.lock"):
        (tmp_path / name).write_text(LOCK)
    return tmp_path


def audit(locks: Path, service: str, *more: str) -> tuple[int, str]:
    command = [sys.executable, AUDIT, "--requirements", locks, "--service", service, *more]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout + done.stderr


def results(*weak: str) -> bytes:
    return json.dumps({"results": [{"vulns": [{"id": one} for one in weak]}, {}]}).encode()


def excepted(locks: Path, until: str) -> None:
    told = f'[[exception]]\nid = "{WEAK}"\nuntil = {until}\nwhy = "no page does it"\n'
    (locks / "audit.toml").write_text(told)


def test_every_version_is_asked_about_once(locks):
    with answering(results()) as (service, asked):
        assert audit(locks, service) == (0, "2 versions, nothing known against them.\n")
    assert asked[0]["queries"] == [
        {"package": {"name": "django", "ecosystem": "PyPI"}, "version": "6.1.3"},
        {"package": {"name": "psycopg", "ecosystem": "PyPI"}, "version": "3.3.1"},
    ]


@pytest.mark.parametrize(
    ("until", "code", "words"),
    [
        ("", 1, f"django 6.1.3: https://osv.dev/vulnerability/{WEAK}\n"),
        ("2999-01-01", 0, "nothing known"),
        ("2016-01-04", 1, "(taken on until 2016-01-04: no page does it)"),
    ],
)
def test_a_weakness_fails_unless_it_is_taken_on(locks, until, code, words):
    if until:
        excepted(locks, until)
    with answering(results(WEAK)) as (service, _asked):
        done = audit(locks, service)
    assert (done[0], words in done[1]) == (code, True), done


def test_an_exception_for_nothing_is_taken_out(locks):
    excepted(locks, "2999-01-01")
    with answering(results()) as (service, _asked):
        code, said = audit(locks, service)
    assert (code, f"{WEAK} is of no version here any more" in said) == (1, True)


@pytest.mark.parametrize(("more", "code"), [((), 75), (("--strict",), 1)])
def test_without_the_network_it_says_that_nothing_was_looked_at(locks, more, code):
    done = audit(locks, f"http://127.0.0.1:{free_port()}/", *more)
    assert (done[0], "not looked at, nobody could be asked" in done[1]) == (code, True)


@pytest.mark.parametrize("answer", [b"<html>proxy</html>", b"{}", b'{"results": []}', b"[]"])
def test_what_is_no_answer_is_not_taken_for_a_good_one(locks, answer):
    with answering(answer) as (service, _asked):
        code, said = audit(locks, service)
    assert (code, "not looked at" in said) == (75, True)


def test_it_waits_for_nobody(locks):
    with answering(results(), after=4) as (service, _asked):
        started = time.monotonic()
        code, said = audit(locks, service, "--patience", "0.5")
        assert time.monotonic() - started < 3.5
    assert (code, "no answer after 0.5 s" in said) == (75, True)


def test_the_exceptions_of_this_repository_can_be_read():
    from tomllib import loads

    told = loads((AUDIT.parent.parent / "requirements" / "audit.toml").read_text())
    assert all({"id", "until", "why"} == one.keys() for one in told.get("exception", []))
