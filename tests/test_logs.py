"""What is written for whoever keeps the machine."""

from __future__ import annotations

import json
import logging

import pytest

from phares.common.web.request_ids import CURRENT
from phares.config.error_reports import bare
from phares.config.failures import Failure
from phares.config.logs import Json, Line, NoFault, logging_of, secrets_of
from phares.config.secrets_in_logs import Scrubber

WENT_WRONG = (ValueError, ValueError("x"), None)


def test_a_refusal_is_one_line_and_a_fault_keeps_its_trace():
    logger = logging.getLogger("django.request")
    no_fault = next(one for one in logger.filters if isinstance(one, NoFault))
    refused, fault = (
        logger.makeRecord(logger.name, level, "", 0, "Forbidden", (), WENT_WRONG)
        for level in (logging.WARNING, logging.ERROR)
    )
    assert no_fault.filter(refused)
    assert no_fault.filter(fault)
    assert (refused.exc_info, bool(fault.exc_info)) == (None, True)


TOKEN = "kX9" + "a1B2c3D4" * 5


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("Not Found: /structures/12/", "Not Found: /structures/12/"),
        ("Forbidden (CSRF token missing.): /x/", "Forbidden (CSRF token missing.): /x/"),
        ("09:30 sessions expirées oubliées : 3", "09:30 sessions expirées oubliées : 3"),
        (f"Not Found: /lien/{TOKEN}/", "Not Found: /lien/…/"),
        ("Not Found: /lien/court/", "Not Found: /lien/…/"),
        (f"Not Found: /agenda/flux/{TOKEN}.ics", "Not Found: /agenda/flux/…"),
        ("Not Found: /agenda/flux/court.ics", "Not Found: /agenda/flux/…"),
        (f"Not Found: /autre/{TOKEN}", "Not Found: /autre/…"),
        ("GET /connexion/?next=/mon-compte/&jeton=abc 200", "GET /connexion/?… 200"),
        ("csrfmiddlewaretoken=abc123&email=a", "csrfmiddlewaretoken=…&email=a"),
        ("{'password': 'un deux', 'name': 'Ada'}", "{'password': '…', 'name': 'Ada'}"),
        ("passphrase = 'il a dit', puis", "passphrase = '…', puis"),
        ("'password': 'cut short", "'password': '… short"),
        ("DETAIL:  Failing row contains (1, ada@x.fr, argon2$x).",
         "DETAIL:  Failing row contains (…"),
        ("DETAIL:  Key (session_key)=(abc) already exists.",
         "DETAIL:  Key (session_key)=(…) already exists."),
        ("DETAIL:  Key (user_id, role)=(3, (x)) is not present in table",
         "DETAIL:  Key (user_id, role)=(…) is not present in table"),
        (f"jamais phares_{TOKEN} ici", "jamais … ici"),
        ('secret_key = "abc"', 'secret_key = "…"'),
        ("Cookie: phares_pole=abc; other=def", "Cookie: …"),
        ("'Authorization': 'Bearer abc'", "'Authorization': …"),
        ("postgresql://pole:mot@machine/base", "postgresql://…@machine/base"),
        ('File "/srv/code/phares/config/database_failures_of_2016.py", line 3',
         'File "/srv/code/phares/config/database_failures_of_2016.py", line 3'),
    ],
)  # fmt: skip
def test_no_secret_goes_into_a_line(line, left):
    assert Scrubber()(line) == left


def test_the_secrets_of_the_settings_are_never_said():
    own = {
        "secret_key": "cle-du-pole-1",
        "mail_password": "mot-du-courrier",
        "openid_secret": "mot-du-fournisseur",
        "database_url": "postgresql://pole:mot%20de%20base@machine/base",
        "error_url": "https://cle-des-fautes@machine/1",
    }
    scrubbed = Scrubber(secrets_of(own))
    for secret in (
        "cle-du-pole-1",
        "mot-du-courrier",
        "mot-du-fournisseur",
        "mot de base",
        "cle-des-fautes",
    ):
        assert scrubbed(f"refusé : <{secret}>") == "refusé : <…>"
    assert Scrubber(secrets_of({}))("rien à cacher") == "rien à cacher"


def record(**more) -> logging.LogRecord:
    made = logging.makeLogRecord({"name": "phares.x", "levelname": "WARNING", "msg": "%s", **more})
    made.args = (f"/lien/{TOKEN}/ « vu »",)
    return made


def test_a_line_carries_the_number_of_its_request():
    assert Line().format(record()).endswith(" WARNING phares.x /lien/…/ « vu »")
    was = CURRENT.set("3f2a")
    try:
        assert Line().format(record()).endswith(" WARNING phares.x [3f2a] /lien/…/ « vu »")
        assert json.loads(Json().format(record()))["request"] == "3f2a"
    finally:
        CURRENT.reset(was)


def test_json_is_one_object_a_line_with_its_trace():
    try:
        raise ValueError(f"password={TOKEN}\nover two lines")
    except ValueError as error:
        line = Json().format(record(exc_info=(type(error), error, error.__traceback__)))
    said = json.loads(line)
    assert "\n" not in line
    assert TOKEN not in line
    assert (said["logger"], said["level"]) == ("phares.x", "WARNING")
    assert said["message"] == "/lien/…/ « vu »"
    assert "ValueError: password=…" in said["trace"]


def test_how_lines_are_written_is_one_of_two_words():
    assert logging_of({"log_format": "json"})["formatters"]["line"]["()"].endswith("Json")
    with pytest.raises(Failure, match="log_format vaut text ou json"):
        logging_of({"log_format": "xml"})


@pytest.mark.django_db
def test_each_answer_has_its_own_number(client):
    first, second = (client.get("/connexion/", headers={"X-Request-ID": "mine"}) for _ in "ab")
    numbers = {one["X-Request-ID"] for one in (first, second)}
    assert len(numbers) == 2
    assert all(len(number) == 12 for number in numbers)
    assert CURRENT.get() == ""


@pytest.mark.django_db
def test_a_line_a_page_says_neither_who_nor_what_was_asked(client, caplog):
    with caplog.at_level(logging.INFO, "phares.access"):
        client.get(f"/connexion/?next=/lien/{TOKEN}/")
        client.get("/static/web/icons/phares.svg").close()
    (line,) = [one for one in caplog.records if one.name == "phares.access"]
    assert (line.method, line.path, line.status) == ("GET", "/connexion/", 200)
    assert TOKEN not in line.getMessage()


@pytest.mark.django_db
def test_no_line_a_page_unless_it_is_asked_for(client, caplog):
    client.get("/connexion/")
    assert [one for one in caplog.records if one.name == "phares.access"] == []


def test_what_a_visitor_sends_on_purpose_is_not_told_elsewhere():
    assert bare({"logger": "django.security.RequestDataTooBig", "level": "error"}, None) is None
    told = bare({"logger": "django.request", "level": "error", "user": {"id": 1}}, None)
    assert told == {"logger": "django.request", "level": "error", "tags": {"request": ""}}
