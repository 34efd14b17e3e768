"""Two send the same form at the same moment: the second is told what the first wrote.

On a copy of the test database, with real connections and real commits.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.test import Client

from phares.common.web import filling
from phares.common.web.meanwhile import STARTS_FROM
from phares.kernel.actor import THE_POLE, Role
from phares.people.accounts.models import Key, User
from phares.people.directory.actions import add_pole, register_organisation
from phares.people.directory.models import Organisation
from tests.racing import connected, copied_database, race

pytestmark = pytest.mark.django_db
ROUNDS, LOOKING = 3, 0.3
"""How many times they race, and the seconds that pass between what is compared and the act."""


@pytest.fixture(scope="module")
def copied(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[dict[str, Any]]:
    """An empty pole, copied before any test of this module opens its own transaction."""
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            settings = stack.enter_context(copied_database(tmp_path_factory.mktemp("lost")))
        yield settings
        with django_db_blocker.unblock():
            stack.close()


def a_pole(settings: dict[str, Any]) -> tuple[int, list[User]]:
    with connected(settings):
        add_pole(name="Pôle des Phares", is_home=True, by=THE_POLE)
        house = register_organisation(name="Halage", by=THE_POLE)
        users = [User.objects.create_user(f"{name}@x.test", "x", name=name) for name in "AB"]
        for user in users:
            Key.objects.create(user=user, role=Role.ADMINISTRATOR.value, starts_on="2010-01-01")
        return house.pk, users


def test_the_second_reads_what_the_first_wrote(copied, monkeypatch):
    compare = filling.reconcile

    def slowly(*given: Any) -> bool:
        settled = compare(*given)
        time.sleep(LOOKING)
        return settled

    monkeypatch.setattr(filling, "reconcile", slowly)
    pk, users = a_pole(copied)
    url, answers = f"/habitants/{pk}/modifier/", dict[str, int]()

    def sends(user: User, tagline: str, marks: str) -> Callable[[int], None]:
        def act(_round: int) -> None:
            sent = {"name": "Halage", "country": "FR", "legal_form": "other", "tagline": tagline}
            answers[tagline] = signed_in(user).post(url, sent | {STARTS_FROM: marks}).status_code

        return act

    for number in range(ROUNDS):
        taglines = [f"{user.name} {number}" for user in users]
        with connected(copied):
            marks = signed_in(users[0]).get(url).context["starts_from"]
        race(copied, [sends(*one, marks) for one in zip(users, taglines, strict=True)], rounds=1)
        assert sorted(answers[one] for one in taglines) == [302, 422]
        with connected(copied):
            assert answers[Organisation.objects.get(pk=pk).tagline] == 302


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
