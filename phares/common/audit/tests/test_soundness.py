"""Lines of the journal follow each other in time, and none is of tomorrow."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from phares.common.audit.actions import record
from phares.common.audit.models import Entry
from phares.common.audit.soundness import findings
from phares.kernel.actor import THE_POLE
from tests.breaking import behind_the_guards

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines():
    for number in range(3):
        record("pole.opened", f"ligne {number}", by=THE_POLE)
    return list(Entry.objects.order_by("pk"))


def test_all_is_well(lines):
    assert list(findings(timezone.now())) == []


def test_a_line_from_before_the_one_it_follows(lines):
    with behind_the_guards():
        Entry.objects.filter(pk=lines[1].pk).update(at=timezone.now() - timedelta(hours=2))
        (one,) = findings(timezone.now())
    assert (one.code, one.where) == ("audit.backwards", f"audit.entry:{lines[1].pk}")


def test_a_minute_backwards_is_two_at_once(lines):
    with behind_the_guards():
        Entry.objects.filter(pk=lines[1].pk).update(at=timezone.now() - timedelta(minutes=1))
        assert list(findings(timezone.now())) == []


def test_a_line_of_tomorrow(lines):
    with behind_the_guards():
        Entry.objects.filter(pk=lines[2].pk).update(at=timezone.now() + timedelta(days=1))
        (one,) = findings(timezone.now())
    assert (one.code, one.where) == ("audit.ahead", f"audit.entry:{lines[2].pk}")
