"""What one opened last: found again by its reader alone, as long as it is open to them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from phares.cooperative.premises.tests.factories import Place, lease, place
from phares.cooperative.projects.actions import tell_action, write_axis
from phares.kernel.actor import THE_POLE, Role
from phares.kernel.dating import Dated
from phares.people.accounts import personal_data
from phares.people.accounts.actions import anonymise_account, note_opened
from phares.people.accounts.jobs import forget_many_opened
from phares.people.accounts.models import Key, Opened, User
from phares.people.accounts.rules.opened import KEPT, SHOWN
from phares.people.directory import actions as directory
from phares.people.directory.models import Organisation
from phares.people.directory.rules.kinds import FunctionKind
from phares.portal.rules.opening import is_read, subject_of
from phares.portal.sources import OPENED
from tests.cast import Cast
from tests.racing import connected, copied_database

type ClientOf = Callable[[str], Client]
SINCE = Dated(date(2014, 1, 1))


@pytest.mark.parametrize(
    ("page", "numbers", "asked", "subject"),
    [
        ("directory:organisation", {"pk": 12}, {}, "directory:organisation:12"),
        ("reporting:report", {"year": 2015}, {}, "reporting:report:2015"),
        ("projects:actions", {}, {"annee": "2015", "ouverte": "7"}, "projects:actions:7"),
        ("projects:actions", {}, {"annee": "2015"}, ""),
        ("projects:actions", {}, {"ouverte": "7; --"}, ""),
        ("projects:actions", {}, {"ouverte": "9" * 40}, ""),
        ("projects:actions", {}, {"ouverte": "٧"}, ""),
        ("directory:edit_organisation", {"pk": 12}, {}, ""),
        ("portal:today", {}, {}, ""),
    ],
)
def test_what_is_a_record(page, numbers, asked, subject) -> None:
    assert subject_of(page, numbers, asked, OPENED) == subject


@pytest.mark.parametrize(
    ("method", "status", "headers", "read"),
    [
        ("GET", 200, {}, True),
        ("GET", 200, {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}, True),
        ("GET", 200, {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "empty"}, True),
        ("GET", 200, {"Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"}, False),
        ("GET", 200, {"Sec-Purpose": "prefetch;prerender"}, False),
        ("GET", 200, {"Purpose": "prefetch"}, False),
        ("GET", 200, {"X-Moz": "prefetch"}, False),
        ("GET", 200, {"HX-Request": "true"}, False),
        ("GET", 404, {}, False),
        ("GET", 302, {}, False),
        ("POST", 200, {}, False),
        ("HEAD", 200, {}, False),
    ],
)
def test_what_is_reading(method, status, headers, read) -> None:
    assert is_read(method, status, headers) is read


@pytest.fixture
def town(cast: Cast) -> Place:
    found, quai = place(), cast.houses["quai"]
    directory.add_alias(quai, name="Q.D.P.", by=THE_POLE)
    directory.introduce_person(
        organisation=quai, given_name="Aïcha", family_name="Benoît", kind=FunctionKind.EMPLOYEE,
        title="Couturière", since=SINCE, by=THE_POLE,
    )  # fmt: skip
    lease(found, found.offices[0], occupant=quai, start=SINCE)
    axis = write_axis(pole=cast.pole, number=1, name="Accompagner", by=THE_POLE)
    tell_action(axis=axis, year=2015, title="Repas du mois", by=THE_POLE)
    return found


def lately(client: Client) -> list[str]:
    answer = client.get("/chercher/", headers={"Accept": "application/json"})
    return [hit["label"] for hit in answer.json()["results"]] if answer.status_code == 200 else []


def opens_all(client: Client) -> None:
    """Each of the records, from the search."""
    for word in ("quai", "aicha", "bureau 3", "c-20", "repas"):
        found = client.get("/chercher/", {"q": word}, headers={"Accept": "application/json"})
        for hit in found.json()["results"]:
            if hit["label"] in RECORDS:
                assert client.get(hit["url"]).status_code == 200


RECORDS = ["Le Quai partagé", "Aïcha Benoît", "Bureau 3", "C-2014-0001", "Repas du mois"]


def test_the_last_opened_comes_first_and_nothing_twice(cast, town, client_of) -> None:
    client = client_of("animator")
    assert lately(client) == []
    opens_all(client)
    assert sorted(lately(client)) == sorted(RECORDS)
    quai = f"/habitants/{cast.houses['quai'].pk}/"
    client.get(quai)
    assert lately(client)[0] == "Le Quai partagé"
    client.get(f"/habitants/{cast.houses['digue'].pk}/")
    client.get(quai)
    assert lately(client)[:2] == ["Le Quai partagé", "La Digue verte"]
    assert lately(client).count("Le Quai partagé") == 1
    assert lately(client_of("technician")) == []


def test_without_script_they_are_on_the_page_of_the_search(cast, town, client_of) -> None:
    client = client_of("animator")
    assert "Ouvert récemment" not in client.get("/chercher/").text
    client.get(f"/habitants/{cast.houses['quai'].pk}/")
    page = client.get("/chercher/").text
    assert "Ouvert récemment" in page
    assert f'href="/habitants/{cast.houses["quai"].pk}/"' in page


def test_what_is_no_reading_is_not_noted(cast, town, client_of) -> None:
    client, quai = client_of("animator"), f"/habitants/{cast.houses['quai'].pk}/"
    client.get(quai, headers={"Sec-Purpose": "prefetch"})
    client.get(quai, headers={"HX-Request": "true"})
    client.head(quai)
    client.get("/habitants/999999/")
    client.get("/habitants/")
    client_of("funder").get(quai)
    Client().get(quai)
    assert not Opened.objects.exists()


def test_nobody_is_told_what_is_closed_to_them_by_now(cast, town, client_of) -> None:
    """Whoever opened everything, with another key the day after."""
    client = client_of("animator")
    opens_all(client)
    user = cast.user("animator")
    held = {
        Role.FUNDER: (cast.houses["region"], set()),
        Role.MEMBER_STAFF: (cast.houses["digue"], {*RECORDS} - {"C-2014-0001"}),
        Role.MEMBER_CONTACT: (cast.houses["quai"], {*RECORDS}),
    }
    for role, (house, told) in held.items():
        user.keys.all().delete()
        Key.objects.create(user=user, role=role, organisation=house, starts_on=date(2012, 1, 1))
        assert {*lately(client)} & {*RECORDS} == told, role
        page = client.get("/chercher/").text
        assert all((one in page) == (one in told) for one in RECORDS), role
    user.keys.all().delete()
    assert lately(client) == []


def test_what_was_taken_away_or_erased_is_told_no_more(cast, town, client_of) -> None:
    client = client_of("animator")
    note_opened(cast.user("animator").pk, "directory:person:999999", at=timezone.now())
    note_opened(cast.user("animator").pk, "gone:page:1", at=timezone.now())
    assert lately(client) == []
    assert client.get("/chercher/").status_code == 200


def test_as_many_are_shown_and_kept_as_is_said(cast, town, client_of) -> None:
    user, now = cast.user("animator"), timezone.now()
    other = cast.user("technician")
    note_opened(other.pk, "directory:organisation:1", at=now - timedelta(days=9))
    houses = [directory_house(number) for number in range(KEPT + 6)]
    for number, pk in enumerate(houses):
        note_opened(user.pk, f"directory:organisation:{pk}", at=now + timedelta(seconds=number))
    shown = lately(client_of("animator"))
    assert shown == [f"Maison {KEPT + 5 - number}" for number in range(SHOWN)]
    assert forget_many_opened(now) == 6
    assert forget_many_opened(now) == 0
    assert lately(client_of("animator")) == shown
    assert Opened.objects.filter(user=other).count() == 1


def directory_house(number: int) -> int:
    return Organisation.objects.create(name=f"Maison {number}", kind="organisation").pk


def test_it_costs_one_query_more_and_few_to_tell(
    cast, town, client_of, django_assert_max_num_queries, django_assert_num_queries
) -> None:
    with django_assert_num_queries(1):
        note_opened(cast.user("animator").pk, "premises:space:1", at=timezone.now())
    with django_assert_num_queries(1):
        note_opened(cast.user("animator").pk, "premises:space:1", at=timezone.now())
    client = client_of("animator")
    opens_all(client)
    with django_assert_max_num_queries(13):
        client.get("/chercher/", headers={"Accept": "application/json"})


def test_they_go_with_time_and_with_the_person(cast, town) -> None:
    user, now = cast.user("animator"), timezone.now()
    note_opened(user.pk, "premises:space:1", at=now - timedelta(days=100))
    note_opened(user.pk, "premises:space:2", at=now)
    (purge,) = (one for one in personal_data.PURGES if one.keeping == "accounts.opened")
    before = timezone.localdate(now) - timedelta(days=92)
    assert [one.title for one in purge.due(before)] == ["1\u00a0fiche"]
    assert purge.act(before) == 1
    assert purge.due(before) == []
    assert list(Opened.objects.values_list("subject", flat=True)) == ["premises:space:2"]
    anonymise_account(user, "personne n° 1", by=THE_POLE, now=now)
    assert not Opened.objects.exists()


@contextmanager
def taken(settings: dict[str, Any]) -> Iterator[None]:
    """Somebody writes, and is not done yet."""
    with closing(sqlite3.connect(settings["NAME"], isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def read_only(_settings: dict[str, Any]) -> Iterator[None]:
    """Nobody may write: a copy that is only read, a disk that is full."""
    sqlite = connection.vendor == "sqlite"
    switch = "PRAGMA query_only = %s" if sqlite else "SET default_transaction_read_only = %s"
    with connection.cursor() as cursor:
        cursor.execute(switch % "on")
        yield
        cursor.execute(switch % "off")


@pytest.mark.parametrize("hindered", [taken, read_only])
def test_a_page_is_read_at_once_when_nothing_can_be_noted(
    django_db_setup, django_db_blocker, tmp_path: Path, hindered: Any
) -> None:
    """A long import, a read-only database, an account gone meanwhile."""
    with django_db_blocker.unblock(), copied_database(tmp_path) as settings, connected(settings):
        if hindered is taken and connection.vendor != "sqlite":
            pytest.skip("on PostgreSQL writers of other rows are not waited for")
        user = User.objects.create_user("lea@phares.test", "x", name="Léa")
        Key.objects.create(user=user, role=Role.ANIMATOR.value, starts_on=date(2012, 1, 1))
        house, client = directory_house(1), Client()
        client.force_login(user)
        with hindered(settings):
            started = monotonic()
            assert client.get(f"/habitants/{house}/").status_code == 200
            assert monotonic() - started < settings["OPTIONS"].get("timeout", 10)
            assert not Opened.objects.exists()
        assert note_opened(user.pk + 99, "premises:space:1", at=timezone.now()) is False
        assert client.get(f"/habitants/{house}/").status_code == 200
        assert Opened.objects.get().subject == f"directory:organisation:{house}"
        if connection.vendor == "sqlite":
            (wait,) = connection.connection.execute("PRAGMA busy_timeout").fetchone()
            assert wait == settings["OPTIONS"]["timeout"] * 1000
