"""One is led to our own pages, whatever an address, a header or a form asks for."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
ELSEWHERE = [
    "https://evil.test/",
    "//evil.test/",
    "///evil.test/",
    "/\\evil.test/",
    "\\\\evil.test\\",
    "\\/evil.test/",
    "/\t/evil.test/",
    "\n//evil.test/",
    "https:evil.test",
    "http:///evil.test/",
    "http://testserver@evil.test/",
    "http://testserver.evil.test/",
    "//testserver\\@evil.test/",
    "javascript:alert(1)",
    "data:text/html,x",
    "/／evil.test/",
    "//evil。test/",
    "http://[",
    "http://[x]/",
    "\x00//evil.test/",
    "%2F%2Fevil.test/",
    "/%5Cevil.test/../..",
]


def stays(location: str) -> bool:
    """A browser, which takes a backslash for a slash and passes over tabs, stays here."""
    seen = "".join(one for one in location if one > " ").replace("\\", "/")
    parts = urlsplit(seen)
    return not parts.scheme and not parts.netloc and seen.startswith("/")


@pytest.mark.parametrize("asked", ELSEWHERE, ids=ascii)
def test_nothing_leads_elsewhere(cast, client_of, asked):
    typed = {"email": "animator@phares.test", "password": PASSWORD, "next": asked}
    told = [
        Client().post("/connexion/", typed),
        Client().post("/interface/theme/", {"theme": "nuit", "next": asked}),
        client_of("animator").post("/demonstration/jour/", {"day": "2016-01-04", "next": asked}),
    ]
    for answer in told:
        if answer.status_code == 302:
            assert stays(answer["Location"]), answer["Location"]


@pytest.mark.parametrize("asked", ELSEWHERE, ids=ascii)
@pytest.mark.parametrize("header", ["Referer", "HX-Current-URL", "X-Forwarded-Host"])
def test_nor_do_headers(cast, header, asked):
    """To the door and back: what comes back is asked for again when one signs in."""
    here = {header: asked, **({"HX-Request": "true"} if header == "HX-Current-URL" else {})}
    for ask in (Client().get, Client().post):
        answer = ask("/comptes/", headers=here)
        location = answer.headers.get("HX-Redirect") or answer["Location"]
        assert stays(location), location
        back = parse_qs(urlsplit(location).query)["next"][0]
        typed = {"email": "administrator@phares.test", "password": PASSWORD, "next": back}
        came = Client().post("/connexion/", typed)
        assert (came.status_code, stays(came["Location"])) == (302, True)
