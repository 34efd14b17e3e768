"""The account that no card is tied to, and that bears its address."""

from __future__ import annotations

import pytest
from django.utils import timezone

from phares.kernel.actor import THE_POLE, Role
from phares.people.accounts.actions import invite
from phares.people.accounts.models import User
from phares.people.directory.actions import register_person
from phares.people.directory.models import Person
from phares.steering.privacy.actions import erase
from phares.steering.privacy.queries import of_person

MAIL = "zoe@quai.test"


@pytest.fixture
def both(cast) -> tuple[Person, User]:
    """The account came before the card, under a shorter name."""
    by, now = cast.actor("administrator"), timezone.now()
    user = invite(email=MAIL, name="Zoé", role=Role.ANIMATOR, by=by, now=now)
    return register_person(given_name="Zoé", family_name="N’Diaye", email=MAIL, by=THE_POLE), user


def erased(cast, person: Person) -> None:
    by, now = cast.actor("administrator"), timezone.now()
    told = {"reason": "Elle le demande.", "by": by, "now": now}
    erase(of_person(person.pk), **told, today=timezone.localdate())


def test_the_file_tells_it(both, client_of):
    person, user = both
    page = client_of("administrator").get(f"/donnees-personnelles/personnes/{person.pk}/").text
    _before, _label, after = page.partition("Comptes et clés")
    assert user.email in after


def test_two_cards_of_one_address_have_none(both):
    person, _user = both
    register_person(given_name="Léo", family_name="Le Bris", email=MAIL, by=THE_POLE)
    assert of_person(person.pk).user is None


def test_erasing_leaves_an_account_of_another_name(both, cast):
    """What is erased does not come back: under another name it may be another person."""
    person, user = both
    erased(cast, person)
    user.refresh_from_db()
    assert (user.is_active, user.email) == (True, MAIL)


def test_erasing_closes_an_account_of_the_same_name(both, cast):
    person, user = both
    User.objects.filter(pk=user.pk).update(name="zoe n'diaye")
    erased(cast, person)
    user.refresh_from_db()
    assert (user.is_active, user.email) == (False, f"efface-{user.pk}@efface.invalid")
