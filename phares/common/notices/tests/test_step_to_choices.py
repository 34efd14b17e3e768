"""Who had refused a kind of letter before there were choices still does not get it."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import UTC, datetime

import pytest
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from tests.racing import connected, copied_database

pytestmark = pytest.mark.django_db
BEFORE, AFTER = ("notices", "0002_invitation"), ("notices", "0003_when_one_wants_them")


def moved(step: tuple[str, str]):
    """The tables as they are at a step."""
    MigrationExecutor(connections["default"]).migrate([step])
    return MigrationExecutor(connections["default"]).loader.project_state([step]).apps


@pytest.fixture(scope="module")
def copied(django_db_setup, django_db_blocker, tmp_path_factory):
    """Copied before the test opens its own transaction."""
    with ExitStack() as stack, django_db_blocker.unblock():
        yield stack.enter_context(copied_database(tmp_path_factory.mktemp("step")))


def test_what_was_refused_stays_refused(copied):
    with connected(copied):
        refused = moved(BEFORE).get_model("notices", "Unsubscription")
        at = datetime(2016, 1, 4, tzinfo=UTC)
        refused.objects.create(address="ada@quai.test", kind="reminder", at=at)
        kept = moved(AFTER).get_model("notices", "Preference")
        assert list(kept.objects.values_list("address", "kind", "rhythm", "at")) == [
            ("ada@quai.test", "reminder", "none", at)
        ]
