"""Somebody keeps the accounts, or it is told."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from phares.people.accounts.models import Key, User
from phares.people.accounts.soundness import findings

pytestmark = pytest.mark.django_db
NOW = datetime(2016, 1, 4, 9, tzinfo=UTC)


def test_a_house_without_any_account_is_not_opened_yet():
    assert list(findings(NOW)) == []


def test_all_is_well(cast):
    assert list(findings(NOW)) == []


def test_the_last_who_kept_them_was_closed(cast):
    User.objects.filter(keys__role="administrator").update(is_active=False)
    assert [one.code for one in findings(NOW)] == ["accounts.nobody"]


def test_the_last_key_is_over(cast):
    Key.objects.filter(role="administrator").update(ends_on=NOW.date())
    assert [one.code for one in findings(NOW)] == ["accounts.nobody"]
