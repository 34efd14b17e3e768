"""An account that no card is tied to: its card is looked for, its keys follow it, it is told."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from phares.kernel.actor import THE_POLE, Role
from phares.kernel.dating import Dated
from phares.people.accounts import actions
from phares.people.accounts.models import User
from phares.people.accounts.queries import actor_of
from phares.people.accounts.queries.leaving import untied
from phares.people.accounts.soundness import findings
from phares.people.directory.actions import end_function, introduce_person, register_person
from phares.people.directory.models import Function, Person
from phares.people.directory.rules.kinds import FunctionKind

TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)
SINCE = Dated(date(2012, 1, 1))
STRAIGHT, CURLED = "N'Diaye", "N’Diaye"
MAIL = "Zoe@quai.test"


def zoe(cast, family: str = STRAIGHT, house: str = "quai") -> Person:
    return introduce_person(
        organisation=cast.houses[house],
        given_name="Zoé",
        family_name=family,
        title="directrice",
        kind=FunctionKind.EMPLOYEE,
        since=SINCE,
        email=MAIL,
        by=THE_POLE,
    )


def invited(cast, name: str, email: str = MAIL) -> User:
    return actions.invite(
        email=email,
        name=name,
        role=Role.MEMBER_CONTACT,
        organisation=cast.houses["quai"],
        by=cast.actor("administrator"),
        now=timezone.now(),
    )


def opens(user: User, day: date = TODAY) -> int:
    return len(actor_of(User.objects.get(pk=user.pk), day).keys)


def ended(person: Person) -> None:
    for function in Function.objects.filter(person=person):
        end_function(function, until=Dated(YESTERDAY), by=THE_POLE)


@pytest.mark.parametrize("name", [f"Zoé {CURLED}", f"Zoé {STRAIGHT}", "zoe n diaye", "ZOÉ N’DIAYE"])
def test_a_name_is_the_same_however_it_is_written(cast, name):
    person = zoe(cast)
    assert invited(cast, name).person == person


def test_an_opened_account_is_tied_too(cast):
    person, by = zoe(cast), cast.actor("administrator")
    words: dict[str, Any] = {
        "email": MAIL,
        "name": f"Zoé {CURLED}",
        "password": "un-phare-tout-neuf",
    }
    user = actions.open_account(**words, role=Role.ANIMATOR, by=by, now=timezone.now())
    assert user.person == person


def test_the_card_of_the_address_closes_the_key_of_an_untied_account(cast, client_of):
    user = invited(cast, "Zoé")
    person = zoe(cast)
    assert (user.person, opens(user)) == (None, 1)
    ended(person)
    assert opens(user) == 0
    page = client_of("administrator").get(f"/comptes/{user.pk}/").text
    assert "ses départs ferment déjà les clés" in page
    assert "N’ouvre plus rien depuis le" in page


def test_two_cards_of_one_address_close_nothing(cast):
    """A shared letter box says of nobody that they left."""
    user, person = invited(cast, "Zoé"), zoe(cast)
    register_person(given_name="Léo", family_name="Le Bris", email=MAIL, by=THE_POLE)
    ended(person)
    assert opens(user) == 1


def test_the_card_of_another_account_closes_nothing(cast):
    user, person, by = invited(cast, "Zoé"), zoe(cast), cast.actor("administrator")
    actions.join_person(cast.users["stranger"], person=person, by=by)
    ended(person)
    assert opens(user) == 1


def test_it_is_told_on_the_page_and_by_the_doctor(cast, client_of, django_assert_max_num_queries):
    client = client_of("administrator")
    person, user = zoe(cast), invited(cast, "Zoé Diop")
    assert [one.code for one in findings(timezone.now())] == ["accounts.untied"]
    with django_assert_max_num_queries(12):
        page = client.get("/comptes/").text
    assert "Comptes sans fiche" in page
    shown = client.get("/comptes/?choix=sans-fiche").text
    assert "Zoé Diop" in shown
    assert "Nour Benali" not in shown, "a key of the pole follows the pole"
    actions.join_person(user, person=person, by=cast.actor("administrator"))
    assert list(findings(timezone.now())) == []
    assert user not in untied(TODAY)
