"""The site behind a proxy that speaks TLS: what it must be told, and what it answers."""

from __future__ import annotations

import os
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from tests.homes import PASSWORD, serving

pytestmark = pytest.mark.skipif(
    bool(os.environ.get("PHARES_DATABASE_URL")),
    reason="the command’s own homes are SQLite files: tried in the SQLite stage",
)
NAME = "quai.test"
DOOR = "/connexion/"


@pytest.fixture
def behind_tls(pole_home: Path, home_copy: Callable[[Path], Path]) -> Path:
    """A pole whose settings say that a proxy speaks TLS for it."""
    home = home_copy(pole_home)
    with (home / "settings.toml").open("a", encoding="utf-8") as settings:
        settings.write(f'tls = true\nallowed_hosts = ["{NAME}"]\n')
    return home


def asked(url: str, method: str, *, body: str = "", **headers: str) -> tuple[int, dict[str, str]]:
    """The status and the headers of the answer, as the proxy gets them."""
    connection = HTTPConnection(urlsplit(url).netloc, timeout=20)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, DOOR, body, {"Host": NAME, **named})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}


def signing_in(url: str, **proxy: str) -> int:
    """What a browser on https:// sends when somebody signs in."""
    _status, headers = asked(url, "GET", **proxy)
    cookie = headers["set-cookie"].partition(";")[0]
    token = cookie.partition("=")[2]
    typed = {"email": "ada@quai.test", "password": PASSWORD, "csrfmiddlewaretoken": token}
    status, _headers = asked(
        url, "POST", body=urlencode(typed), Cookie=cookie, Origin=f"https://{NAME}",
        Content_Type="application/x-www-form-urlencoded", **proxy,
    )  # fmt: skip
    return status


def test_one_signs_in_through_a_proxy_that_says_it_speaks_tls(behind_tls: Path) -> None:
    with serving("serve", home=behind_tls) as url:
        _status, headers = asked(url, "GET", X_Forwarded_Proto="https")
        assert headers["strict-transport-security"] == "max-age=31536000"
        assert "Secure" in headers["set-cookie"]
        assert signing_in(url, X_Forwarded_Proto="https") == 302
        assert signing_in(url) == 403


def test_without_tls_nobody_is_believed_who_says_so(pole_home: Path, home_copy) -> None:
    home = home_copy(pole_home)
    with (home / "settings.toml").open("a", encoding="utf-8") as settings:
        settings.write(f'allowed_hosts = ["{NAME}"]\n')
    with serving("serve", home=home) as url:
        _status, headers = asked(url, "GET", X_Forwarded_Proto="https")
        assert "strict-transport-security" not in headers
        assert signing_in(url, X_Forwarded_Proto="https") == 403
