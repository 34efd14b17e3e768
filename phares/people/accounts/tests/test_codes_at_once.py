"""The same code sent twice at once opens once."""

from __future__ import annotations

import threading
from contextlib import ExitStack

import pytest

from phares.kernel.refusal import Refused
from phares.people.accounts import actions
from phares.people.accounts.formats.sealing import seal
from phares.people.accounts.models import Factor, User
from phares.people.accounts.tests.second_step import NOW, SECRET, code_at
from tests.racing import connected, copied_database

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def copied(django_db_setup, django_db_blocker, tmp_path_factory):
    """Copied before any test of this module opens its own transaction."""
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            described = stack.enter_context(copied_database(tmp_path_factory.mktemp("codes")))
        yield described
        with django_db_blocker.unblock():
            stack.close()


def test_one_code_opens_once(copied):
    start, told, broke = threading.Barrier(4), [], []
    with connected(copied):
        nour = User.objects.create_user("nour@quai.test", "phare-de-cordouan", name="Nour Benali")
        sealed = seal(SECRET)
        Factor.objects.create(user=nour, kind="totp", name="a", added_at=NOW, sealed_secret=sealed)

    def tries():
        try:
            with connected(copied):
                start.wait(timeout=10)
                actions.use_code(nour, code_at(NOW), now=NOW)
                told.append("in")
        except Refused as refusal:
            told.append(refusal.reason.code)
        except BaseException as error:
            broke.append(error)

    workers = [threading.Thread(target=tries) for _each in range(4)]
    for one in workers:
        one.start()
    for one in workers:
        one.join(timeout=60)
    assert broke == []
    assert sorted(told) == ["in", "wrong-code", "wrong-code", "wrong-code"]
