"""Two people take one address at the same time: the second is told, and nothing is written."""

from __future__ import annotations

import pytest

from phares.people.accounts import actions
from phares.people.accounts.models import User
from phares.people.accounts.tests.test_addresses import changing
from phares.people.accounts.tests.test_links import (
    NOW,
    WORD,
    inviting,
    refused,
    token_to,
)


@pytest.fixture
def both_at_once(monkeypatch):
    """What the other wrote is not seen yet when one looks."""
    for module in ("keeping", "inviting", "recovering"):
        monkeypatch.setattr(
            f"phares.people.accounts.actions.{module}.is_taken", lambda *_, **__: False
        )


def test_an_address_that_two_take_at_once_is_refused_to_the_second(cast, both_at_once):
    taken = "funder@phares.test"
    refused("known-address", actions.invite, **inviting(cast, email=taken))
    opening = inviting(cast, email=taken) | {"password": WORD}
    refused("known-address", actions.open_account, **opening)
    actions.ask_address_change(cast.users["animator"], **changing(cast))
    User.objects.filter(email=taken).update(email="nour@exemple.fr")
    refused("taken", actions.confirm_address, token_to("nour@exemple.fr"), now=NOW)
