"""What no person types: zeros, halves of characters, bytes that are no text, a field of a megabyte,
ten thousand fields. Every address answers with a page of ours, never with a fault.
"""

from __future__ import annotations

import logging

import pytest
from django.conf import settings
from django.test import Client

from phares.config.handbook import addresses
from phares.config.logs import logging_of
from tests.parties import person
from tests.test_access import GIVEN, path_of

ASKED = (
    "q page tri choix colonnes format next annee jour structure espace etage batiment axe ouverte "
    "code qui sur titre depuis personne etat"
).split()
ODD = {
    "a zero": "%00",
    "half a character": "%ED%A0%80",
    "a number without end": "9" * 400,
    "digits of elsewhere": "%D9%A3%C2%B2",
}
TURNS = (0, 2)
"""Each name is asked one value, then another two further: of each address, half of the pairs."""
SENT = {
    "a zero, no text": b"name=a%00b&email=a%00%40b.fr&password=%00&q=%00&page=\xff&next=\xff\xfe",
    "a megabyte": b"name=" + b"a" * 1_000_000 + b"&page=" + b"b" * 1_000_000,
    "ten thousand fields": b"&".join(b"f%d=1" % n for n in range(10_000)),
}
OF_THE_BASE = {"a zero, no text"}
"""What a base may break on; the others are stopped before."""
TOO_LONG = b"name=" + b"a" * 6_000_000
FORM = "application/x-www-form-urlencoded"
LEAVING = {"accounts:sign_out", "accounts:end_others"}


@pytest.fixture
def keeper(client_of, cast, monkeypatch) -> Client:
    """Who may open everything; addresses lead to records that exist, where they can."""
    there = {"person": person().pk, "account": cast.users["animator"].pk}
    for part, value in {"pk": cast.houses["quai"].pk, **there}.items():
        monkeypatch.setitem(GIVEN, part, value)
    client = client_of("administrator")
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("turn", TURNS)
def test_no_question_breaks_a_page(keeper, turn):
    """Over neighbouring addresses, each name meets each value."""
    values, broken = list(ODD.values()), {}
    for place, (pattern, name, _audience) in enumerate(addresses()):
        asked = ((one, values[(n + place + turn) % 4]) for n, one in enumerate(ASKED))
        question = "&".join(f"{one}={value}" for one, value in asked)
        answer = keeper.get(path_of(name, pattern), QUERY_STRING=question)
        if answer.status_code >= 500:
            broken[name] = answer.status_code
    assert broken == {}


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(body, id=name, marks=() if name in OF_THE_BASE else (pytest.mark.any_base,))
        for name, body in SENT.items()
    ],
)
def test_no_form_breaks_a_page(keeper, body):
    broken = {}
    for pattern, name, _audience in addresses():
        if name not in LEAVING:
            answer = keeper.post(path_of(name, pattern), body, content_type=FORM)
            if answer.status_code >= 500:
                broken[name] = answer.status_code
    assert broken == {}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    ["/%00", "/x%ED%A0%80/", "/%FF/", "/lien/%00/", "/lien/%FF/", "/courrier/refuser/%00/",
     f"/habitants/{'9' * 400}/", f"/{'a/' * 5000}"],
)  # fmt: skip
def test_no_address_breaks(keeper, path):
    assert keeper.get(path).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    "value", ['"\\000aaaaaaaaaa"', '"\\355\\240\\200aaaaaaaa"', "\xff" * 32, "a" * 5000, "Z" * 32]
)
def test_no_cookie_breaks_a_page(client, value):
    """A zero in the key of a session: PostgreSQL does not look for it, it breaks."""
    client.raise_request_exception = False
    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "theme"):
        for path, status in (("/connexion/", 200), ("/comptes/", 302)):
            answer = client.get(path, HTTP_COOKIE=f"{name}={value}")
            assert answer.status_code == status, (name, path)


@pytest.mark.django_db
@pytest.mark.parametrize("where", ["http://[", "http://[x]/", "\\\\x", "//x", "\x00"])
def test_no_header_breaks_a_page(client, client_of, where):
    headers = {"HX-Request": "true", "HX-Current-URL": where, "Referer": where}
    assert client.get("/comptes/", headers=headers).status_code == 200
    assert client_of("animator").post("/deconnexion/", headers=headers).status_code == 302


def test_what_is_sent_on_purpose_is_one_line(keeper, monkeypatch):
    """Nobody fills the disk of the pole with traces, nor its address for faults."""
    [told] = logging_of({})["handlers"]["stderr"]["filters"]
    assert told == "no_attack"
    handler = next(one for one in logging.getLogger().handlers if one.name == "stderr")
    kept: list[logging.LogRecord] = []
    monkeypatch.setattr(handler, "emit", kept.append)
    keeper.post("/comptes/inviter/", TOO_LONG, content_type=FORM)
    [line] = [one for one in kept if one.name == "django.security.RequestDataTooBig"]
    assert (line.levelname, line.exc_info) == ("WARNING", None)
