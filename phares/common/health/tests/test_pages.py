"""The address for a monitor, and the page of the clock."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from phares.common.clock.actions import begin_round, note_done, note_failure
from phares.common.health import queries
from tests.cast import ROLES

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
WELL = "base ok\ntables ok\nhorloge ok\ndisque ok\n"


@pytest.fixture
def real(settings):
    """A pole that is no demonstration, on a disk with room."""
    settings.DEMO, settings.FREE_DISK_MB = False, 0


def turned(ago: timedelta) -> None:
    begin_round({"sessions oubliées": HOUR}, timezone.now() - ago)


def test_all_is_well(client, real, django_assert_max_num_queries):
    turned(timedelta(minutes=1))
    queries.steps_of_this_version()
    with django_assert_max_num_queries(3):
        answer = client.get("/sante/")
    assert (answer.status_code, answer.text) == (200, WELL)
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert not answer.cookies


def test_a_program_asks_for_json(client, real):
    turned(timedelta(minutes=1))
    answer = client.get("/sante/", headers={"Accept": "application/json"})
    assert answer.json() == {
        "ok": True, "base": True, "tables": True, "horloge": True, "disque": True,
    }  # fmt: skip


@pytest.mark.parametrize("ago", [None, timedelta(minutes=11)])
def test_a_clock_that_stands_still(client, real, ago):
    if ago:
        turned(ago)
    answer = client.get("/sante/")
    assert (answer.status_code, answer.text) == (503, WELL.replace("horloge ok", "horloge non"))


def test_how_long_the_clock_may_be_silent_is_a_setting(client, real, settings):
    turned(timedelta(minutes=11))
    settings.CLOCK_MINUTES = 12
    assert client.get("/sante/").status_code == 200


def test_a_demonstration_has_no_clock(client, settings):
    settings.FREE_DISK_MB = 0
    assert client.get("/sante/").status_code == 200


def test_a_disk_that_fills(client, real, settings):
    turned(timedelta(minutes=1))
    settings.FREE_DISK_MB = 10**9
    answer = client.get("/sante/")
    assert (answer.status_code, answer.text) == (503, WELL.replace("disque ok", "disque non"))


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM django_migrations WHERE app = 'clock'",
        "INSERT INTO django_migrations (app, name, applied) "
        "VALUES ('clock', '9999_later', '2016-01-04')",
    ],
)
def test_tables_of_another_version(client, real, change):
    turned(timedelta(minutes=1))
    with connection.cursor() as cursor:
        cursor.execute(change)
    answer = client.get("/sante/")
    assert (answer.status_code, answer.text) == (503, WELL.replace("tables ok", "tables non"))


def test_a_database_that_does_not_answer(client, real, monkeypatch):
    def away(*_args, **_more):
        raise OperationalError("connection refused")

    monkeypatch.setattr(queries, "last_round", away)
    monkeypatch.setattr(queries, "migrations_apart", away)
    answer = client.get("/sante/")
    assert answer.status_code == 503
    assert answer.text == "base non\ntables non\nhorloge non\ndisque ok\n"


@pytest.mark.parametrize("name", ROLES)
def test_administration_alone_reads_the_clock(client_of, name):
    allowed = {"administrator": 200, "visitor": 302}
    assert client_of(name).get("/horloge/").status_code == allowed.get(name, 403)


def test_the_page_says_what_was_done_and_what_failed(
    client_of, real, django_assert_max_num_queries
):
    now = timezone.now()
    begin_round({"sessions oubliées": 6 * HOUR, "courrier": timedelta(minutes=1)}, now)
    note_done("sessions oubliées", 12, at=now, took=timedelta(milliseconds=320))
    note_failure("courrier", "le serveur ne répond pas.", at=now)
    client = client_of("administrator")
    with django_assert_max_num_queries(10):
        page = client.get("/horloge/").text
    for words in ("6\u00a0heures", "0,3\u00a0s", ">12<", "Le serveur ne répond pas.", "pas faite"):
        assert words in page
    assert "ne tourne" not in page
    assert "sessions oubliées" not in client.get("/horloge/?choix=echecs").text


def test_the_page_of_a_clock_that_stopped_or_never_turned(client_of, real):
    client = client_of("administrator")
    assert "n’a encore jamais tourné" in client.get("/horloge/").text
    turned(timedelta(hours=2))
    assert "L’horloge ne tourne plus" in client.get("/horloge/").text
