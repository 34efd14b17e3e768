"""Wrong passwords are counted in the table: by all processes, for a while, without an address."""

from __future__ import annotations

import threading
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta

import pytest

from phares.people.accounts.actions import count_failure, forget_failures
from phares.people.accounts.jobs import forget_attempts
from phares.people.accounts.models import Attempts
from phares.people.accounts.queries import failures
from phares.people.accounts.rules.passwords import WAIT
from tests.racing import connected, copied_database

pytestmark = pytest.mark.django_db
NOW = datetime(2016, 1, 4, 9, 30, tzinfo=UTC)
SECOND = timedelta(seconds=1)
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
