"""Who leaves a structure loses its key on the day, open sessions included."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from phares.common.audit.models import Entry
from phares.kernel.actor import THE_POLE, Role
from phares.kernel.alerts import Urgency
from phares.kernel.dating import Dated
from phares.kernel.refusal import Refused
from phares.people.accounts import actions
from phares.people.accounts.alerts import for_actor
from phares.people.accounts.models import Key, User
from phares.people.accounts.queries import actor_of, contacts_of
from phares.people.accounts.queries.leaving import pole_keys_left
from phares.people.accounts.rules.keys import has_left, why_not_join
from phares.people.accounts.soundness import findings
from phares.people.directory.actions import (
    close_functions,
    correct_function,
    end_function,
    give_function,
    register_person,
)
from phares.people.directory.models import Function, Person, Pole
from phares.people.directory.rules.kinds import FunctionKind
from tests.cast import PASSWORD

TODAY = timezone.localdate()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
SINCE = Dated(date(2012, 1, 1))


@pytest.mark.parametrize(
    ("left_on", "left"), [(None, False), (YESTERDAY, True), (TODAY, True), (TOMORROW, False)]
)
def test_from_the_day_on(left_on, left):
    assert has_left(left_on, TODAY) is left


@pytest.mark.parametrize(
    ("card", "erased_on", "others", "code"),
    [(1, None, [], None), (1, None, [1], "joined"), (1, TODAY, [], "forgotten")],
)
def test_a_card_is_of_one_account(card, erased_on, others, code):
    reason = why_not_join(card, erased_on, others)
    assert (reason.code if reason else None) == code


def joined(cast, who: str) -> Person:
    given, _space, family = cast.users[who].name.partition(" ")
    person = register_person(given_name=given, family_name=family, by=THE_POLE)
    actions.join_person(cast.users[who], person=person, by=cast.actor("administrator"))
    return person


def employed(cast, person: Person, house: str = "quai", title: str = "directrice") -> Function:
    return give_function(
        person=person,
        organisation=cast.houses[house],
        title=title,
        kind=FunctionKind.EMPLOYEE,
        since=SINCE,
        by=THE_POLE,
    )


def opens(cast, who: str, day: date = TODAY) -> set[tuple[Role, int | None]]:
    return set(actor_of(User.objects.get(pk=cast.users[who].pk), day).keys)


@pytest.mark.parametrize("who", ["member_contact", "member_staff"])
def test_the_open_session_closes_on_the_day(cast, client_of, who):
    client = client_of(who)
    function = employed(cast, joined(cast, who))
    assert client.get("/habitants/").status_code == 200
    end_function(function, until=Dated(YESTERDAY), by=THE_POLE)
    assert client.get("/habitants/").status_code == 403
    assert opens(cast, who) == set()
    assert len(opens(cast, who, YESTERDAY)) == 1, "until then it opened"
    assert "N’ouvre plus rien depuis le" in client.get("/mon-compte/").text


def test_a_departure_to_come_closes_when_it_comes(cast):
    function = employed(cast, joined(cast, "member_contact"))
    end_function(function, until=Dated(TODAY), by=THE_POLE)
    assert len(opens(cast, "member_contact")) == 1, "the last day is a day there"
    assert opens(cast, "member_contact", TOMORROW) == set()


def test_who_goes_on_there_otherwise_keeps_the_key(cast):
    person = joined(cast, "member_contact")
    first, _second = employed(cast, person), employed(cast, person, title="trésorière")
    end_function(first, until=Dated(YESTERDAY), by=THE_POLE)
    assert len(opens(cast, "member_contact")) == 1


def test_each_house_by_itself(cast):
    person = joined(cast, "both_contact")
    quai, _digue = employed(cast, person), employed(cast, person, "digue")
    end_function(quai, until=Dated(YESTERDAY), by=THE_POLE)
    assert opens(cast, "both_contact") == {(Role.MEMBER_CONTACT, cast.houses["digue"].pk)}


def test_a_structure_that_leaves_closes_for_all_its_people(cast):
    employed(cast, joined(cast, "member_contact"))
    employed(cast, joined(cast, "member_staff"))
    close_functions(cast.houses["quai"].pk, Dated(YESTERDAY), THE_POLE)
    assert opens(cast, "member_contact") == opens(cast, "member_staff") == set()


def test_what_was_noted_wrong_opens_again(cast):
    function = employed(cast, joined(cast, "member_contact"))
    end_function(function, until=Dated(YESTERDAY), by=THE_POLE)
    function.refresh_from_db()
    title, kind = function.title, FunctionKind.EMPLOYEE
    correct_function(function, title=title, kind=kind, since=SINCE, until=None, by=THE_POLE)
    assert len(opens(cast, "member_contact")) == 1


def test_letters_to_a_contact_stop_too(cast):
    quai = cast.houses["quai"].pk
    function = employed(cast, joined(cast, "member_contact"))
    assert [one.name for one in contacts_of([quai])[quai]] == [
        "Lise Amar",
        "Omar Vidal",
        "Sofia Renard",
    ]
    end_function(function, until=Dated(YESTERDAY), by=THE_POLE)
    assert [one.name for one in contacts_of([quai])[quai]] == ["Omar Vidal", "Sofia Renard"]


def test_who_was_never_noted_there_keeps_the_key(cast):
    joined(cast, "member_contact")
    assert len(opens(cast, "member_contact")) == 1
    assert len(opens(cast, "stranger")) == 1, "an account that is of no card"


def test_a_key_of_the_pole_closes_with_the_last_function_there(cast, client_of):
    client, function = client_of("animator"), employed(cast, joined(cast, "animator"))
    assert list(pole_keys_left(TODAY)) == []
    assert client.get("/journal/").status_code == 200
    end_function(function, until=Dated(YESTERDAY), by=THE_POLE)
    assert client.get("/journal/").status_code == 403
    assert opens(cast, "animator") == set()
    assert opens(cast, "animator", YESTERDAY) == {(Role.ANIMATOR, None)}
    assert "la dernière fonction au pôle a pris fin" in client.get("/mon-compte/").text
    (alert,) = for_actor(cast.actor("administrator"), today=TODAY)
    assert alert.url == f"/comptes/{cast.users['animator'].pk}/"
    assert for_actor(cast.actor("animator"), today=TODAY) == []
    told = client_of("administrator").get("/a-faire/").text
    assert "Nour Benali a quitté le pôle : « Animation » n’ouvre plus" in told
    Key.objects.filter(user=cast.users["animator"]).delete()
    assert list(pole_keys_left(TODAY)) == []


def test_the_structure_that_carries_the_pole_comes_first(cast):
    """Who leaves its team and stays the president of a member has left the pole’s own work."""
    Pole.objects.filter(is_home=True).update(carrier=cast.houses["digue"])
    person = joined(cast, "animator")
    employed(cast, person, "quai", "présidente")
    assert opens(cast, "animator") == {(Role.ANIMATOR, None)}, "never of the team that carries it"
    function = employed(cast, person, "digue")
    end_function(function, until=Dated(YESTERDAY), by=THE_POLE)
    assert opens(cast, "animator") == set()


def test_a_key_given_after_the_departure_was_given_knowingly(cast):
    """A volunteer goes on after the job: the key is given again, and asked about."""
    function = employed(cast, joined(cast, "animator"))
    end_function(function, until=Dated(YESTERDAY), by=THE_POLE)
    by, now, user = cast.actor("administrator"), timezone.now(), cast.users["animator"]
    actions.take_back_key(user.keys.get(), by=by, now=now)
    actions.give_key(user, role=Role.ANIMATOR, by=by, now=now)
    assert opens(cast, "animator") == {(Role.ANIMATOR, None)}
    (alert,) = for_actor(by, today=TODAY)
    assert alert.fact == "Nour Benali n’a plus de fonction et garde une clé du pôle"


def test_the_last_key_of_the_administration_opens_until_another_is_given(cast, client_of):
    function = employed(cast, joined(cast, "administrator"))
    end_function(function, until=Dated(YESTERDAY), by=THE_POLE)
    by, now = cast.actor("administrator"), timezone.now()
    assert opens(cast, "administrator") == {(Role.ADMINISTRATOR, None)}
    (alert,) = for_actor(by, today=TODAY)
    assert (alert.urgency, "dernière clé" in alert.fact) == (Urgency.BLOQUE, True)
    assert [one.code for one in findings(now)] == ["accounts.left_keeper"]
    here = f"/comptes/{cast.users['administrator'].pk}/"
    assert (
        "elle ouvre jusqu’à ce qu’une autre soit donnée"
        in client_of("administrator").get(here).text
    )
    invited = actions.invite(
        email="maud@quai.test", name="Maud Roy", role=Role.ADMINISTRATOR, by=by, now=now
    )
    assert len(opens(cast, "administrator")) == 1, "nobody chose a password there yet"
    invited.set_password(PASSWORD)
    invited.save()
    assert opens(cast, "administrator") == set()
    assert list(findings(now)) == []


def test_who_left_does_not_count_for_another_administrator(cast):
    """The one who stays cannot give their key back, though the one who left has one still."""
    function = employed(cast, joined(cast, "administrator"))
    by, now, other = cast.actor("administrator"), timezone.now(), cast.users["animator"]
    key = actions.give_key(other, role=Role.ADMINISTRATOR, by=by, now=now)
    end_function(function, until=Dated(YESTERDAY), by=THE_POLE)
    with pytest.raises(Refused) as caught:
        actions.take_back_key(key, by=by, now=now)
    assert caught.value.reason.code == "last-keeper"
    assert Key.objects.filter(pk=key.pk, ends_on=None).exists()


def test_an_invitation_joins_the_card_of_that_very_name_and_address(cast):
    mail = "Maud@quai.test"
    person = register_person(given_name="Maud", family_name="Roy", email=mail, by=THE_POLE)

    def invited(email: str, name: str) -> User:
        by, now = cast.actor("administrator"), timezone.now()
        return actions.invite(email=email, name=name, role=Role.ANIMATOR, by=by, now=now)

    assert invited("autre@quai.test", "Maud Roy").person is None
    assert invited("maud@quai.test", "maud roy").person == person


def test_the_administration_joins_an_account_to_a_card(cast, client_of):
    client, user = client_of("administrator"), cast.users["member_contact"]
    person = register_person(given_name="Lise", family_name="Amar-Roy", by=THE_POLE)
    employed(cast, person)
    far = register_person(given_name="Loin", family_name="Ailleurs", by=THE_POLE)
    page = client.get(f"/comptes/{user.pk}/personne/").text
    assert "Lise Amar-Roy" in page
    assert "Loin Ailleurs" not in page
    url = f"/comptes/{user.pk}/personne/"
    assert client.post(url, {"person": far.pk}).status_code == 422
    assert client.post(url, {"person": person.pk}).status_code == 302
    assert User.objects.get(pk=user.pk).person == person
    assert Entry.objects.latest("pk").verb == "account.person_joined"
    assert "Lise Amar-Roy" in client.get(f"/comptes/{user.pk}/").text
    assert client.post(url, {"person": ""}).status_code == 302
    assert User.objects.get(pk=user.pk).person is None


def test_a_card_of_another_account_is_refused_and_nothing_is_written(cast):
    person, lines = joined(cast, "member_contact"), Entry.objects.count()
    for by in ("administrator", "animator", "member_contact"):
        with pytest.raises(Refused):
            actions.join_person(cast.users["stranger"], person=person, by=cast.actor(by))
    assert User.objects.get(pk=cast.users["stranger"].pk).person is None
    assert Entry.objects.count() == lines
