"""Persons, what they do, what they agree to: written and refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from phares.kernel.actor import THE_POLE, Actor, Role
from phares.people.directory import actions
from phares.people.directory.models import (
    Function,
    Organisation,
    Person,
)
from phares.people.directory.rules.kinds import (
    ConsentScope,
    Declared,
    FunctionKind,
    Namesake,
)
from phares.people.directory.tests.factories import TODAY, refused, structure, when
from tests.parties import acting, person

pytestmark = pytest.mark.django_db
JOBS, VOLUNTEERS = Declared.PERMANENT_JOBS, Declared.VOLUNTEERS


@pytest.fixture
def halage() -> Organisation:
    return structure("Halage")


def test_a_person_is_named_by_the_two_names() -> None:
    made = actions.register_person(
        given_name=" Inès ", family_name="Kerboul", email="ines@example.org", by=THE_POLE
    )
    assert (made.name, made.search) == ("Inès Kerboul", " ines kerboul ")
    with refused("name"):
        actions.register_person(given_name="Inès", family_name=" ", by=THE_POLE)


def test_a_contact_introduces_somebody_of_its_team(halage: Organisation) -> None:
    contact, other = acting(Role.MEMBER_CONTACT, halage.pk), structure("Autre")
    who: dict[str, Any] = {
        "given_name": "Théo",
        "family_name": "Anquetil",
        "kind": FunctionKind.EMPLOYEE,
    }
    made = actions.introduce_person(
        organisation=halage, title="Atelier", since=when("2015"), by=contact, **who
    )
    assert [str(f) for f in made.functions.all()] == ["Théo Anquetil, Atelier"]
    with refused("title"):
        actions.introduce_person(
            organisation=halage, title="", since=when("2015"), by=contact,
            **who | {"given_name": "Léo"},
        )  # fmt: skip
    with refused("forbidden"):
        actions.introduce_person(
            organisation=other, title="A", since=when("2015"), by=contact, **who
        )
    with refused("forbidden"):
        actions.register_person(given_name="A", family_name="B", by=contact)


def test_a_namesake_in_the_structure_is_the_same_person_or_another(halage: Organisation) -> None:
    """Sent twice, the form makes one person; a second function goes to the first card."""
    who: dict[str, Any] = {
        "organisation": halage, "given_name": "Théo", "family_name": "Anquetil",
        "kind": FunctionKind.BOARD, "since": when("2015"), "by": THE_POLE,
    }  # fmt: skip
    first = actions.introduce_person(title="Trésorier", **who)
    with refused("namesake") as said:
        actions.introduce_person(title="Président", **who | {"given_name": " THEO"})
    assert said[0].sentence.startswith("Théo Anquetil est déjà notée ici : « Trésorier ».")
    same = actions.introduce_person(title="Président", namesake=Namesake.SAME, **who)
    assert (same.pk, same.functions.count()) == (first.pk, 2)
    with refused("function-held"):
        actions.introduce_person(title="Président", namesake=Namesake.SAME, **who)
    other = actions.introduce_person(title="Président", namesake=Namesake.OTHER, **who)
    assert other.pk != first.pk
    assert Person.objects.count() == 2


def test_somebody_known_elsewhere_is_the_same_person_or_another(halage: Organisation) -> None:
    who: dict[str, Any] = {
        "given_name": "Samira", "family_name": "Belkacem", "title": "Directrice",
        "kind": FunctionKind.DIRECTION, "since": when("2015"), "by": THE_POLE,
    }  # fmt: skip
    first = actions.introduce_person(organisation=halage, **who)
    again = who | {"organisation": structure("Autre"), "title": "Trésorière"}
    with refused("namesake") as said:
        actions.introduce_person(**again | {"family_name": "BELKACEM"})
    told = "Samira Belkacem est déjà dans l’annuaire : « Directrice » (Halage)."
    assert said[0].sentence.startswith(told)
    same = actions.introduce_person(namesake=Namesake.SAME, **again)
    assert (same.pk, same.functions.count()) == (first.pk, 2)
    third = who | {"organisation": structure("Tierce")}
    other = actions.introduce_person(namesake=Namesake.OTHER, **third)
    assert (other.pk == first.pk, Person.objects.count()) == (False, 2)


def test_of_two_namesakes_the_one_of_the_structure_is_meant(halage: Organisation) -> None:
    who: dict[str, Any] = {
        "given_name": "Samira", "family_name": "Belkacem", "kind": FunctionKind.BOARD,
        "since": when("2015"), "by": THE_POLE, "namesake": Namesake.OTHER,
    }  # fmt: skip
    actions.introduce_person(organisation=structure("Autre"), title="Vigie", **who)
    ours = actions.introduce_person(organisation=halage, title="Trésorière", **who)
    again = who | {"organisation": halage, "title": "Directrice"}
    with refused("namesake") as said:
        actions.introduce_person(**again | {"namesake": None})
    assert said[0].sentence.startswith("Samira Belkacem est déjà notée ici : « Trésorière ».")
    assert actions.introduce_person(**again | {"namesake": Namesake.SAME}).pk == ours.pk


def test_who_has_no_function_is_known_all_the_same(halage: Organisation) -> None:
    actions.register_person(given_name="Inès", family_name="Kerboul", by=THE_POLE)
    with refused("namesake") as said:
        actions.introduce_person(
            organisation=halage, given_name="Ines", family_name="Kerboul", title="Vigie",
            kind=FunctionKind.BOARD, since=when("2015"), by=THE_POLE,
        )  # fmt: skip
    assert "déjà dans l’annuaire : sans fonction notée." in said[0].sentence


@pytest.mark.parametrize("told", [None, Namesake.SAME, Namesake.OTHER])
def test_a_contact_is_told_nothing_of_the_people_of_others(
    halage: Organisation, told: Namesake | None
) -> None:
    who: dict[str, Any] = {
        "given_name": "Samira", "family_name": "Belkacem", "title": "Directrice",
        "kind": FunctionKind.DIRECTION, "since": when("2015"),
    }  # fmt: skip
    first = actions.introduce_person(organisation=structure("Autre"), by=THE_POLE, **who)
    contact = acting(Role.MEMBER_CONTACT, halage.pk)
    made = actions.introduce_person(organisation=halage, namesake=told, by=contact, **who)
    assert (made.pk == first.pk, first.functions.count()) == (False, 1)


def test_a_contact_corrects_those_of_its_house_and_nobody_else(halage: Organisation) -> None:
    ours, stranger = person("Samira", "Belkacem"), person("Tom", "Roche")
    actions.give_function(
        person=ours, organisation=halage, title="Directrice", kind=FunctionKind.DIRECTION,
        since=when("2014"), by=THE_POLE,
    )  # fmt: skip
    contact = acting(Role.MEMBER_CONTACT, halage.pk)
    actions.edit_person(ours, phone="01 99 00 12 34", today=TODAY, by=contact)
    ours.refresh_from_db()
    assert (ours.phone, ours.name) == ("01 99 00 12 34", "Samira Belkacem")
    with refused("forbidden"):
        actions.edit_person(stranger, phone="01", today=TODAY, by=contact)
    with refused("forbidden"):
        actions.edit_person(ours, phone="01", today=date(2013, 1, 1), by=contact)


def test_a_contact_takes_nobody_of_another_house(halage: Organisation) -> None:
    """A new function makes colleagues, and colleagues read the e-mail."""
    stranger = person("Tom", "Roche")
    given: dict[str, Any] = {
        "person": stranger, "kind": FunctionKind.DIRECTION, "since": when("2014"),
    }  # fmt: skip
    actions.give_function(organisation=structure("Autre"), title="Chef", by=THE_POLE, **given)
    contact = acting(Role.MEMBER_CONTACT, halage.pk)
    ours: dict[str, Any] = {"organisation": halage, "title": "Bénévole", **given}
    with refused("forbidden") as said:
        actions.give_function(by=contact, **ours)
    assert "n’est pas de votre structure" in said[0].sentence
    assert Function.objects.count() == 1
    actions.give_function(by=THE_POLE, **ours)
    actions.give_function(by=contact, **ours | {"title": "Trésorier"})


@pytest.fixture
def ana(halage: Organisation) -> tuple[Person, Function, Actor]:
    """She left Halage in 2013 and directs another house; who keeps Halage would take her back."""
    her = actions.register_person(
        given_name="Ana", family_name="Prigent", email="ana@digue.test", by=THE_POLE
    )
    given: dict[str, Any] = {"person": her, "kind": FunctionKind.DIRECTION, "by": THE_POLE}
    left = actions.give_function(
        organisation=halage, title="Gérante", since=when("2010"), until=when("2013"), **given
    )
    actions.give_function(
        organisation=structure("Digue"), title="Directrice", since=when("2014"), **given
    )
    return her, left, acting(Role.MEMBER_CONTACT, halage.pk)


@pytest.mark.parametrize("since", ["2011", "2013", "2015", "2030"])
def test_a_former_house_takes_nobody_back(ana, halage: Organisation, since: str) -> None:
    """She would be a colleague again: her name and e-mail read, and written."""
    her, _left, contact = ana
    with refused("forbidden") as said:
        actions.give_function(
            person=her, organisation=halage, title="Amie", kind=FunctionKind.VOLUNTEER,
            since=when(since), by=contact,
        )  # fmt: skip
    assert "n’est pas de votre structure" in said[0].sentence
    with refused("forbidden"):
        actions.edit_person(her, email="autre@halage.test", by=contact, today=TODAY)


@pytest.mark.parametrize("until", [None, "2014", "2099"])
def test_nor_by_a_correction(ana, until: str | None) -> None:
    _her, left, contact = ana
    words: dict[str, Any] = {"title": "Gérante", "kind": FunctionKind.DIRECTION, "by": contact}
    with refused("forbidden"):
        actions.correct_function(
            left, since=when("2010"), until=when(until) if until else None, **words
        )
    actions.correct_function(left, since=when("2009"), until=when("2012"), **words)


def test_nor_by_introducing_her(ana, halage: Organisation) -> None:
    """Under her name, it is somebody else’s new card."""
    her, _left, contact = ana
    made = actions.introduce_person(
        organisation=halage, given_name="Ana", family_name="Prigent", title="Amie",
        kind=FunctionKind.VOLUNTEER, since=when("2015"), namesake=Namesake.SAME, by=contact,
    )  # fmt: skip
    assert made.pk != her.pk


def test_what_she_did_there_before_she_left_is_still_noted(ana, halage: Organisation) -> None:
    her, _left, contact = ana
    actions.give_function(
        person=her, organisation=halage, title="Trésorière", kind=FunctionKind.VOLUNTEER,
        since=when("2011"), until=when("2012"), by=contact,
    )  # fmt: skip


def test_who_is_of_no_other_house_comes_back(halage: Organisation) -> None:
    her, contact = person("Ana", "Prigent"), acting(Role.MEMBER_CONTACT, halage.pk)
    given: dict[str, Any] = {
        "person": her, "organisation": halage, "kind": FunctionKind.VOLUNTEER,
    }  # fmt: skip
    left = actions.give_function(
        title="Amie", since=when("2010"), until=when("2013"), by=THE_POLE, **given
    )
    actions.give_function(title="Trésorière", since=when("2015"), by=contact, **given)
    actions.correct_function(
        left, title="Amie", kind=FunctionKind.VOLUNTEER, since=when("2010"), until=None, by=contact
    )


def test_a_function_is_held_once_at_a_time_and_ends_once(halage: Organisation) -> None:
    given: dict[str, Any] = {
        "person": person("Samira", "Belkacem"), "organisation": halage,
        "kind": FunctionKind.DIRECTION, "by": THE_POLE,
    }  # fmt: skip
    held = actions.give_function(title="Directrice", since=when("2014"), **given)
    with refused("function-held"):
        actions.give_function(title="directrice", since=when("2015"), **given)
    with refused("ends-before-start"):
        actions.end_function(held, until=when("2013"), by=THE_POLE)
    actions.end_function(held, until=when("juin 2015"), by=THE_POLE)
    with refused("function-ended"):
        actions.end_function(held, until=when("2016"), by=THE_POLE)
    actions.give_function(title="Directrice", since=when("juillet 2015"), **given)


def test_a_consent_is_given_and_taken_back_once() -> None:
    somebody = person()
    given = actions.give_consent(
        person=somebody, about="photo du 12 juin", scope=ConsentScope.WEB,
        on=date(2015, 6, 12), by=THE_POLE,
    )  # fmt: skip
    with refused("before-given"):
        actions.withdraw_consent(given, on=date(2015, 6, 11), by=THE_POLE)
    actions.withdraw_consent(given, on=TODAY, by=THE_POLE)
    with refused("withdrawn"):
        actions.withdraw_consent(given, on=TODAY, by=THE_POLE)
    with refused("forbidden"):
        actions.give_consent(
            person=somebody, about="x", scope=ConsentScope.WEB, on=TODAY,
            by=acting(Role.MEMBER_CONTACT, 1),
        )  # fmt: skip
