"""Pages, parts, refusals, errors, colours, and what the browser keeps."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client, RequestFactory

from phares.common.web.errors import ERRORS, wrong_way
from phares.common.web.pages import done, wants_part


def test_the_component_page_stands_without_the_portal(client: Client) -> None:
    page = client.get("/interface/").text
    assert '<html lang="fr">' in page
    assert page.count('data-theme="jour"') == page.count('data-theme="nuit"') > 10


@pytest.mark.parametrize(
    ("case", "headers", "part"),
    [
        ("a browser", {}, False),
        ("htmx", {"HX-Request": "true"}, True),
        ("htmx going back", {"HX-Request": "true", "HX-History-Restore-Request": "true"}, False),
    ],
)
def test_who_wants_a_part(case: str, headers: dict[str, str], part: bool) -> None:
    assert wants_part(RequestFactory().get("/", headers=headers)) is part, case


def test_an_act_says_its_result_on_the_next_page(client: Client) -> None:
    answer = client.get("/acte/")
    assert (answer.status_code, answer["Location"]) == (302, "/ouvert/")
    assert "C’est fait." in client.get("/interface/").text


def test_after_an_act_htmx_moves_the_whole_window(client: Client) -> None:
    assert client.get("/acte/", headers={"HX-Request": "true"})["HX-Redirect"] == "/ouvert/"


@pytest.mark.parametrize(
    ("case", "target", "refreshed"),
    [
        ("another page", "/acces/?annee=2016#action-3", False),
        ("the same, elsewhere on it", "/acces/?annee=2015#action-3", True),
        ("the same from its top", "/acces/?annee=2015", False),
    ],
)
def test_after_an_act_the_page_one_is_on_is_read_again(case, target, refreshed) -> None:
    """A browser sent to another place on the page it shows would only scroll."""
    here = {"HX-Request": "true", "HX-Current-URL": "http://testserver/acces/?annee=2015#action-1"}
    answer = done(RequestFactory().get("/", headers=here), target)
    assert answer["HX-Redirect"] == target
    assert ("HX-Refresh" in answer) is refreshed, case


def test_a_refusal_is_a_page_with_its_sentence(client: Client) -> None:
    answer = client.get("/refus/")
    assert answer.status_code == 422
    assert "Planier est prise. Choisissez une autre heure." in answer.text
    assert "Rien n’a été enregistré" in answer.text


def test_a_refusal_is_a_notice_for_htmx(client: Client) -> None:
    answer = client.get("/refus/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Retarget"]) == (422, "#messages")
    assert answer.text.startswith('<div class="avis bloque" role="alert">')


@pytest.mark.parametrize("status", ERRORS)
def test_error_pages_say_what_to_do(client: Client, status: int) -> None:
    answer = client.get(f"/interface/erreurs/{status}/")
    assert answer.status_code == status
    assert ERRORS[status].title in answer.text
    assert ERRORS[status].then in answer.text


@pytest.mark.parametrize(
    ("allowed", "said"), [("POST", "attend l’envoi"), ("GET, HEAD", "ne prend aucun formulaire")]
)
def test_the_wrong_way_to_an_address(allowed: str, said: str) -> None:
    answer = wrong_way(RequestFactory().get("/"), allowed)
    assert (answer.status_code, answer["Allow"], said in answer.text) == (405, allowed, True)


def test_an_unknown_address(client: Client) -> None:
    answer = client.get("/nulle-part/")
    assert (answer.status_code, ERRORS[404].title in answer.text) == (404, True)


def test_a_breakdown_keeps_its_secrets(client: Client) -> None:
    client.raise_request_exception = False
    answer = client.get("/panne/")
    assert (answer.status_code, ERRORS[500].title in answer.text) == (500, True)
    assert "ZeroDivision" not in answer.text


@pytest.mark.django_db
def test_a_locked_database_asks_to_try_again(client: Client, tmp_path: Path) -> None:
    client.raise_request_exception = False
    answer = client.get("/verrou/", {"base": str(tmp_path / "pole.sqlite3")})
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "La base de données est verrouillée" in answer.text


@pytest.mark.django_db
def test_a_full_disk_says_that_nothing_is_lost(client: Client, caplog, tmp_path: Path) -> None:
    client.raise_request_exception = False
    answer = client.get("/plein/", {"base": str(tmp_path / "pole.sqlite3")})
    assert answer.status_code == 507
    assert "Le disque du pôle est plein" in answer.text
    assert "n’est perdu" in answer.text
    [line] = [one for one in caplog.records if one.name == "phares.disk"]
    assert str(settings.PHARES_HOME) in line.getMessage()


@pytest.mark.parametrize("host", ["ailleurs.example", "deux_noms", "x" * 200 + "\n"])
def test_a_name_that_is_not_ours_says_where_to_add_it(
    client: Client, caplog, settings, host: str
) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    answer = client.get("/interface/", headers={"Host": host})
    assert (answer.status_code, "allowed_hosts" in answer.text) == (400, True)
    assert "settings.toml" in answer.text
    for absent in (host, 'href="/"', "Traceback"):
        assert absent not in answer.text
    [line] = [one for one in caplog.records if one.name == "django.security.DisallowedHost"]
    assert "allowed_hosts (settings.toml)" in line.getMessage()
    assert ascii(host[:100]) in line.getMessage()
    assert line.exc_info is None
    assert "\n" not in line.getMessage()


def test_an_expired_form_says_so(client: Client) -> None:
    answer = Client(enforce_csrf_checks=True).post("/interface/theme/", {"theme": "nuit"})
    assert (answer.status_code, "Ce formulaire a expiré" in answer.text) == (403, True)


@pytest.mark.parametrize(
    ("chosen", "back", "cookie", "location"),
    [
        ("nuit", "/interface/?q=a", "nuit", "/interface/?q=a"),
        ("systeme", "/", "systeme", "/"),
        ("rose", "/", None, "/"),
        ("jour", "https://ailleurs.example/", "jour", "/"),
        ("jour", "//ailleurs.example/", "jour", "/"),
    ],
)
def test_the_colours_are_kept(
    client: Client, chosen: str, back: str, cookie: str | None, location: str
) -> None:
    answer = client.post("/interface/theme/", {"theme": chosen, "next": back})
    assert answer["Location"] == location
    assert (answer.cookies["theme"].value if "theme" in answer.cookies else None) == cookie


def test_the_night_is_written_by_the_server(client: Client) -> None:
    client.cookies["theme"] = "nuit"
    assert '<html lang="fr" data-theme="nuit">' in client.get("/hors-ligne/").text
    client.cookies["theme"] = 'nuit" onload="x'
    assert '<html lang="fr">' in client.get("/hors-ligne/").text


def test_the_browser_keeps_the_dress_and_one_page(client: Client) -> None:
    answer = client.get("/sw.js")
    assert answer["Content-Type"] == "text/javascript"
    assert "phares.css" in answer.text
    assert 'LOST = "/hors\\u002Dligne/"' in answer.text


def test_every_answer_is_protected(client: Client) -> None:
    headers = client.get("/interface/").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "private, no-cache"
