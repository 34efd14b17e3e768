"""A site in use writes one JSON object a line, says no secret, and tells its faults elsewhere."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import brotli
import pytest

from tests.homes import COMMAND, begun, free_port, surroundings
from tests.stories.test_command import change

pytestmark = pytest.mark.skipif(
    bool(os.environ.get("PHARES_DATABASE_URL")),
    reason="the command’s own homes are SQLite files: tried in the SQLite stage",
)
TOKEN, PASSWORD, COOKIE = "Zz9" * 14, "mot-de-passe-faux", "cookie-de-quelqu-un"
KEY = "cle0des0fautes"
OPENED = {"gzip": gzip.decompress, "br": brotli.decompress, "": bytes}


@contextmanager
def listening() -> Iterator[tuple[int, list[bytes]]]:
    """An address of this machine that keeps what it is told."""
    told: list[bytes] = []

    class Ear(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            told.append(OPENED[self.headers.get("Content-Encoding", "")](body))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_said: Any) -> None: ...

    with HTTPServer(("127.0.0.1", 0), Ear) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port, told
        server.shutdown()


def asked(site: str, path: str, **form: str) -> tuple[int, str]:
    """The status, and the number of the request."""
    body = urllib.parse.urlencode(form).encode() if form else None
    request = urllib.request.Request(site + path, body, {"Cookie": f"phares_home={COOKIE}"})
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, answer.headers["X-Request-ID"]
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers["X-Request-ID"]


def opened(process: subprocess.Popen[str], lines: list[str]) -> None:
    assert process.stdout
    for line in process.stdout:
        lines.append(line)
        if "Phares est ouvert" in line:
            return
    pytest.fail("the site did not open:\n" + "".join(lines))


def heard(told: list[bytes]) -> None:
    """The fault leaves by a thread of its own: waited for, at most twenty seconds."""
    until = time.monotonic() + 20
    while time.monotonic() < until and not any(b'"exception"' in one for one in told):
        time.sleep(0.05)


def used(home: Path, lines: list[str], told: list[bytes]) -> list[tuple[int, str]]:
    """The site opened, asked for pages, broken, stopped once its fault is told; what it wrote."""
    port = free_port()
    serve = (COMMAND, "serve", "--port", str(port))
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "start_new_session": True}
    site = f"http://localhost:{port}"
    with begun(*serve, env=surroundings(home), **pipes) as process:
        try:
            opened(process, lines)
            answers = [
                asked(site, f"/connexion/?next=/lien/{TOKEN}/"),
                asked(site, f"/lien/{TOKEN}/"),
                asked(site, "/connexion/", email="ada@quai.test", password=PASSWORD),
            ]
            change(home, "ALTER TABLE directory_pole RENAME TO elsewhere")
            answers.append(asked(site, f"/?jeton={TOKEN}"))
            heard(told)
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            lines += process.communicate(timeout=20)[0].splitlines()
    return answers


@pytest.fixture(scope="module")
def site(pole_home, tmp_path_factory):
    """What it answered, what it wrote, what it told elsewhere, and the home that it served."""
    import shutil

    home = Path(shutil.copytree(pole_home, tmp_path_factory.mktemp("lines") / "home"))
    lines: list[str] = []
    with listening() as (port, told):
        with (home / "settings.toml").open("a") as settings:
            settings.write('log_format = "json"\naccess_log = true\n')
            settings.write(f'error_url = "http://{KEY}@127.0.0.1:{port}/1"\n')
        answers = used(home, lines, told)
    return answers, [line for line in lines if line.strip()], told, home


def test_every_line_is_an_object(site):
    _answers, lines, _told, _home = site
    said = [json.loads(line) for line in lines]
    assert all({"at", "level", "logger", "message"} <= one.keys() for one in said)


def test_every_request_is_found_by_its_number(site):
    answers, lines, _told, _home = site
    assert [status for status, _number in answers] == [200, 404, 403, 500]
    said = [json.loads(line) for line in lines]
    for status, number in answers:
        (line,) = [
            one for one in said if one.get("request") == number and one["logger"] == "phares.access"
        ]
        assert line["status"] == status
    (trace,) = [one for one in said if "trace" in one]
    assert (trace["request"], "elsewhere" in trace["trace"]) == (answers[-1][1], False)


def test_no_line_says_a_secret(site):
    _answers, lines, told, home = site
    key = json.loads((home / "settings.toml").read_text().partition("=")[2].splitlines()[0])
    for secret in (TOKEN, PASSWORD, COOKIE, KEY, key):
        assert not [line for line in lines if secret in line], secret
        assert not [one for one in told if secret.encode() in one.partition(b"\n")[2]], secret


def test_a_fault_is_told_without_anybody_in_it(site):
    answers, _lines, told, home = site
    (event,) = [
        json.loads(part)
        for envelope in told
        for part in envelope.splitlines()
        if b'"exception"' in part
    ]
    fault = event["exception"]["values"][-1]
    assert fault["type"] == "OperationalError"
    assert event["tags"] == {"request": answers[-1][1]}
    assert {frame["function"] for frame in fault["stacktrace"]["frames"]} & {"home", "home_pole"}
    assert not {"request", "user", "breadcrumbs", "server_name", "extra", "contexts"} & event.keys()
    assert "value" not in fault
    assert not any("vars" in frame for frame in fault["stacktrace"]["frames"])
    assert home.parent.name not in json.dumps(event)
