"""What every answer carries: pages, parts, files, redirections, refusals, faults, style sheets."""

from __future__ import annotations

import pytest
from django.test import Client

from phares.config.handbook import addresses
from tests.test_access import path_of

pytestmark = [pytest.mark.django_db, pytest.mark.any_base]
STYLE = "/static/web/icons/phares.svg"
ALWAYS = {
    "Content-Security-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Cache-Control",
}
FRAMED = {"post:as_sent"}
"""The letter of a demonstration, that a page of ours shows in a frame."""


def of_file(client: Client, **asked):
    """The answer of a file of ours, its file closed."""
    answer = client.get(STYLE, **asked)
    for close in answer._resource_closers:
        close()
    return answer


def lacking(answer) -> set[str]:
    return {name for name in ALWAYS if name not in answer.headers}


@pytest.mark.parametrize("who", ["visitor", "administrator"])
def test_every_address_has_them_all(client_of, who):
    client, wrong = client_of(who), {}
    client.raise_request_exception = False
    for pattern, name, _audience in addresses():
        answer = client.get(path_of(name, pattern))
        if missing := lacking(answer):
            wrong[name] = missing
        policy = answer["Content-Security-Policy"]
        if "unsafe" in policy or "default-src 'none'" not in policy:
            wrong[name] = policy
        if "frame-ancestors 'none'" not in policy or answer["X-Frame-Options"] != "DENY":
            wrong[name] = "may be put in a frame"
    assert wrong.keys() <= FRAMED


def test_so_have_errors_faults_and_files(client_of, monkeypatch, settings):
    client = client_of("administrator")
    client.raise_request_exception = False
    asked = {
        "nowhere": (client.get("/nulle-part/"), 404),
        "no such file": (client.get("/static/nulle.css"), 404),
        "a file": (of_file(client), 200),
        "a form expired": (Client(enforce_csrf_checks=True).post("/connexion/"), 403),
        "a file to keep": (client.get("/habitants/?format=csv"), 200),
        "the wrong way": (client.get("/deconnexion/"), 405),
    }
    monkeypatch.setattr("phares.portal.views.home_pole", None)
    asked["a fault"] = client.get("/"), 500
    settings.ALLOWED_HOSTS = ["pole.fr"]
    asked["another name"] = client.get("/"), 400
    for case, (answer, status) in asked.items():
        assert (case, answer.status_code, lacking(answer)) == (case, status, set())


def test_behind_tls_a_browser_never_comes_back_in_clear(client, settings):
    settings.SECURE_HSTS_SECONDS = 31_536_000
    safe, clear = Client(), {"secure": False}
    told = [safe.get(path, secure=True) for path in ("/connexion/", "/nulle-part/")]
    for answer in (*told, of_file(safe, secure=True)):
        assert answer["Strict-Transport-Security"] == "max-age=31536000"
    for answer in (safe.get("/connexion/"), of_file(safe, **clear)):
        assert "Strict-Transport-Security" not in answer.headers


def test_what_is_made_for_somebody_stays_on_no_disk(client_of):
    """A browser that is not theirs shows nothing of it when one goes back after signing out."""
    kept = {}
    client = client_of("administrator")
    client.raise_request_exception = False
    for pattern, name, _audience in addresses():
        if "no-store" not in client.get(path_of(name, pattern))["Cache-Control"]:
            kept[name] = pattern
    assert kept.keys() == {"web:service_worker"}
    assert client.get("/aller-a/?q=quai", headers={"Accept": "application/json"})[
        "Cache-Control"
    ].endswith("no-store")
    assert of_file(client)["Cache-Control"].startswith("max-age"), "the dress is kept"
    assert Client().get("/annuaire/")["Cache-Control"] == "private, no-cache"
