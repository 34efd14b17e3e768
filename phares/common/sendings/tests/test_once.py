"""A form sent twice acts once; what is refused may be sent again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from phares.common.sendings.actions import Result, once
from phares.common.sendings.jobs import KEPT, forget_sendings
from phares.common.sendings.models import Sending
from phares.kernel.refusal import Reason, Refused

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)


def traces() -> int:
    """How often it was done: what it leaves in the database."""
    return Sending.objects.filter(key__startswith="trace").count()


def act() -> Result:
    Sending.objects.create(key=f"trace {traces()}")
    return "Le compte est ouvert.", "/comptes/"


def test_the_same_key_acts_once_and_says_the_same() -> None:
    assert {once("a", act) for _ in range(3)} == {("Le compte est ouvert.", "/comptes/")}
    assert traces() == 1
    once("b", act)
    assert traces() == 2


def test_a_refusal_leaves_nothing_and_the_next_one_acts() -> None:
    def refuse() -> Result:
        act()
        raise Refused(Reason("no", "Non."))

    with pytest.raises(Refused):
        once("a", refuse)
    assert (Sending.objects.count(), traces()) == (0, 0)
    once("a", act)
    assert traces() == 1


def test_what_was_sent_the_day_before_is_forgotten() -> None:
    once("a", act)
    once("b", act)
    Sending.objects.filter(key="a").update(at=NOW)
    Sending.objects.filter(key="b").update(at=NOW + timedelta(hours=2))
    assert forget_sendings(NOW + KEPT) == 0
    assert forget_sendings(NOW + KEPT + timedelta(hours=1)) == 1
    assert not Sending.objects.filter(key="a")
