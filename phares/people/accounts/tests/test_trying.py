"""Wrong passwords are counted in the table: by all processes, for a while, without an address."""

from __future__ import annotations

import re
import threading
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from phares.common.audit.models import Entry
from phares.common.notices.models import Notice
from phares.common.parameters.models import Parameter
from phares.common.web.requests import place_in
from phares.people.accounts.actions import count_failure, forget_failures
from phares.people.accounts.jobs import forget_attempts
from phares.people.accounts.models import Attempts
from phares.people.accounts.queries import failures
from tests.cast import PASSWORD
from tests.racing import connected, copied_database

pytestmark = pytest.mark.django_db
NOW = datetime(2016, 1, 4, 9, 30, tzinfo=UTC)
SECOND, WAIT = timedelta(seconds=1), timedelta(minutes=15)
WHO = ("ada@quai.test", "203.0.113.9")


def test_each_is_counted_until_the_wait_is_over():
    assert [count_failure(*WHO, now=NOW) for _each in range(3)] == [1, 2, 3]
    assert failures(" Ada@Quai.test", WHO[1], NOW + WAIT - SECOND) == 3
    assert failures(*WHO, NOW + WAIT) == 0
    assert count_failure(*WHO, now=NOW + WAIT) == 1
    assert failures("zoe@quai.test", WHO[1], NOW) == 0
    assert failures(WHO[0], "192.0.2.1", NOW) == 0


def test_whoever_comes_in_starts_again():
    count_failure(*WHO, now=NOW)
    forget_failures(*WHO)
    assert failures(*WHO, NOW) == 0


def test_neither_address_nor_place_is_kept():
    count_failure(*WHO, now=NOW)
    kept = str(Attempts.objects.values().get())
    assert "ada" not in kept
    assert "203" not in kept.replace(Attempts.objects.get().fingerprint, "")


def test_what_is_over_is_forgotten():
    count_failure(*WHO, now=NOW)
    count_failure("zoe@quai.test", "x", now=NOW + SECOND)
    assert forget_attempts(NOW + WAIT) == 1
    assert Attempts.objects.count() == 1


def test_the_wait_is_what_the_pole_decided():
    Parameter.objects.create(code="account.wait", value=5, starts_on=NOW.date(), source="essai")
    count_failure(*WHO, now=NOW)
    assert failures(*WHO, NOW + timedelta(minutes=5) - SECOND) == 1
    assert failures(*WHO, NOW + timedelta(minutes=5)) == 0


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::9", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("x", "x"),
    ],
)
def test_one_subscriber_is_one_place(address, place):
    assert place_in(address) == place


def knock(email: str, place: str, password: str = "faux"):
    typed = {"email": email, "password": password}
    return Client().post("/connexion/", typed, REMOTE_ADDR=place)


def guessed(email: str = "animator@phares.test", times: int = 30) -> None:
    """Never ten from one place."""
    for number in range(times):
        assert knock(email, f"192.0.2.{number // 5}").status_code == 422


def test_another_address_of_the_same_subscriber_is_no_other_place(cast):
    said = [
        knock("animator@phares.test", f"2001:db8::{number:x}").status_code for number in range(11)
    ]
    assert said == [422] * 10 + [429]


def test_guessing_from_everywhere_makes_the_account_wait_and_tells_its_holder(cast):
    guessed(times=29)
    assert not Notice.objects.exists()
    assert knock("animator@phares.test", "198.51.100.1").status_code == 422
    (letter,) = Notice.objects.all()
    assert (letter.kind, letter.to_address) == ("account.guessed", "animator@phares.test")
    assert "30 mots de passe faux" in letter.text
    assert "pendant 15 minutes" in letter.text
    assert Entry.objects.filter(verb="account.guessed").count() == 1
    answer = knock("animator@phares.test", "198.51.100.2", PASSWORD)
    assert (answer.status_code, "demandez un nouveau mot de passe" in answer.text) == (429, True)
    assert knock("funder@phares.test", "198.51.100.2", PASSWORD).status_code == 302


def test_who_reads_the_letters_comes_in_at_once(cast):
    guessed()
    client = Client()
    assert (
        client.post("/mot-de-passe-oublie/", {"email": "animator@phares.test"}).status_code == 200
    )
    (link,) = re.findall(r"/lien/[\w-]+/", Notice.objects.latest("pk").text)
    client.get(link)
    word = "un-phare-tout-neuf"
    assert client.post("/lien/", {"new": word, "again": word}).status_code == 302
    assert "_auth_user_id" in client.session
    assert knock("animator@phares.test", "198.51.100.2", word).status_code == 302


def test_nobody_is_locked_out_for_good(cast):
    guessed()
    Attempts.objects.update(until=timezone.now())
    assert knock("animator@phares.test", "198.51.100.2", PASSWORD).status_code == 302


def test_an_address_nobody_has_waits_the_same_and_gets_no_letter(cast):
    guessed("personne@phares.test")
    assert knock("personne@phares.test", "198.51.100.2").status_code == 429
    assert not Notice.objects.exists()


def test_one_letter_a_day(cast):
    for _twice in range(2):
        guessed()
        Attempts.objects.all().delete()
    assert Notice.objects.count() == 1


@pytest.fixture(scope="module")
def copied(django_db_setup, django_db_blocker, tmp_path_factory):
    """Copied before any test of this module opens its own transaction."""
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            folder = tmp_path_factory.mktemp("tries")
            described = stack.enter_context(copied_database(folder))
        yield described
        with django_db_blocker.unblock():
            stack.close()


def test_several_at_once_are_all_counted(copied):
    start, broke = threading.Barrier(4), []

    def tries():
        try:
            with connected(copied):
                start.wait(timeout=10)
                for _each in range(5):
                    count_failure(*WHO, now=NOW)
        except BaseException as error:
            broke.append(error)

    workers = [threading.Thread(target=tries) for _each in range(4)]
    for one in workers:
        one.start()
    for one in workers:
        one.join(timeout=60)
    assert broke == []
    with connected(copied):
        assert failures(*WHO, NOW) == 20
