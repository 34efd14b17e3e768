"""What the clock notes of its rounds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from phares.common.clock.actions import begin_round, note_done, note_failure
from phares.common.clock.models import Duty
from phares.common.clock.queries import duties, failing_duties, last_round

pytestmark = pytest.mark.django_db
NOW = datetime(2016, 1, 4, 9, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def test_a_clock_that_never_turned():
    assert last_round() is None
    assert list(duties()) == []


def test_a_round_names_the_duties_in_order_and_forgets_the_others():
    begin_round({"b": HOUR, "a": MINUTE, "old": HOUR}, NOW)
    note_done("a", 3, at=NOW, took=timedelta(milliseconds=40))
    begin_round({"a": HOUR, "b": HOUR}, NOW + MINUTE)
    assert [(one.name, one.every, one.count) for one in duties()] == [
        ("a", HOUR, 3),
        ("b", HOUR, 0),
    ]
    assert last_round() == NOW + MINUTE


def test_a_round_like_the_one_before_writes_once(django_assert_num_queries):
    begin_round({"a": HOUR, "b": HOUR}, NOW)
    with django_assert_num_queries(5):  # the savepoint, what goes, what is known, the round
        begin_round({"a": HOUR, "b": HOUR}, NOW + MINUTE)
    assert last_round() == NOW + MINUTE


def test_a_failure_stays_written_and_is_over_once_done():
    begin_round({"a": HOUR}, NOW)
    note_failure("a", "le disque est plein." + "x" * 600, at=NOW)
    (one,) = failing_duties()
    assert one.failing
    assert (len(one.failure), one.done_at) == (500, None)
    note_done("a", 0, at=NOW + HOUR, took=MINUTE)
    assert not failing_duties().exists()
    one.refresh_from_db()
    assert not one.failing
    assert one.failed_at == NOW


def test_a_failure_has_a_reason():
    begin_round({"a": HOUR}, NOW)
    with pytest.raises(IntegrityError, match="duty_failure_has_a_reason"), transaction.atomic():
        Duty.objects.update(failed_at=NOW)
    assert Duty.objects.get().failed_at is None
