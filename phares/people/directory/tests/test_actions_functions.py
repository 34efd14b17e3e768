"""What a person does in a structure: corrected, and shown outside as far as it was agreed."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from phares.common.audit.models import Entry
from phares.kernel.actor import THE_POLE, Role
from phares.people.directory import actions
from phares.people.directory.models import Function, Organisation, Person
from phares.people.directory.rules.kinds import FunctionKind
from phares.people.directory.tests.factories import refused, structure, when
from tests.parties import acting, person

pytestmark = pytest.mark.django_db
DIRECTION = FunctionKind.DIRECTION
TOLD: dict[str, Any] = {
    "title": " Présidente ",
    "kind": FunctionKind.BOARD,
    "since": when("mars 2013"),
    "until": when("mai 2015"),
}
UNNAMED: dict[str, Any] = {"public": False, "public_reach": True}


@pytest.fixture
def held() -> Function:
    """Samira, who ran Halage until June 2015 and is its contact."""
    told: dict[str, Any] = {"person": person("Samira", "Belkacem"), "since": when("2014")}
    told |= {"organisation": structure("Halage"), "kind": DIRECTION, "by": THE_POLE}
    actions.give_function(title="Contact", **told)
    directs = actions.give_function(title="Directrice", public=True, **told)
    return actions.end_function(directs, until=when("juin 2015"), by=THE_POLE)


def test_a_function_is_corrected_even_once_it_is_over(held: Function) -> None:
    by = acting(Role.MEMBER_CONTACT, held.organisation_id)
    kept = actions.correct_function(held, **TOLD, public=True, public_reach=True, by=by)
    kept.refresh_from_db()
    assert (kept.title, kept.kind) == ("Présidente", "board")
    assert (str(kept.beginning), str(kept.ending)) == ("mars 2013", "mai 2015")
    assert (kept.public, kept.public_reach) == (True, True)
    line = Entry.objects.latest("pk")
    assert (line.verb, line.details["public_reach"]) == ("function.corrected", True)


def test_what_is_shown_is_taken_back(held: Function) -> None:
    actions.correct_function(held, **TOLD, by=THE_POLE)
    held.refresh_from_db()
    assert (held.public, held.public_reach) == (False, False)


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("title", {"title": " "}),
        ("ends-before-start", {"until": when("2012")}),
        ("function-held", {"title": "contact", "until": None}),
        ("reach-alone", UNNAMED),
    ],
)
def test_a_wrong_correction_writes_nothing(
    held: Function, code: str, changes: dict[str, Any]
) -> None:
    with refused(code):
        actions.correct_function(held, **{**TOLD, "by": THE_POLE, **changes})
    held.refresh_from_db()
    assert (held.title, held.public, held.public_reach) == ("Directrice", True, False)


@pytest.mark.parametrize(
    ("role", "elsewhere"),
    [
        (Role.MEMBER_CONTACT, 1),
        (Role.MEMBER_STAFF, 0),
        (Role.FUNDER, 0),
        (Role.CO_MANAGER, 0),
        (Role.RECEPTIONIST, 0),
    ],
)
def test_a_function_is_corrected_by_its_house_or_the_keepers(
    held: Function, role: Role, elsewhere: int
) -> None:
    with refused("forbidden"):
        by = acting(role, held.organisation_id + elsewhere)
        actions.correct_function(held, **TOLD, by=by)
    held.refresh_from_db()
    assert held.title == "Directrice"


def test_nobody_is_reached_without_being_named(held: Function) -> None:
    told: dict[str, Any] = {"title": "Gérante", "kind": DIRECTION, "since": when("2014")}
    told |= {"organisation": held.organisation, "by": THE_POLE}
    with refused("reach-alone"):
        actions.give_function(person=held.person, **told, **UNNAMED)
    with refused("reach-alone"):
        actions.introduce_person(given_name="A", family_name="B", **told, **UNNAMED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Function.objects.filter(pk=held.pk).update(**UNNAMED)


@pytest.mark.parametrize(
    ("reach", "email", "phone", "shown"),
    [
        (True, "ines@phares.test", "01 99", ("01 99", "ines@phares.test")),
        (True, "", "01 99", ("01 99",)),
        (True, "", "", ()),
        (False, "ines@phares.test", "01 99", ()),
    ],
)
def test_how_one_reaches_a_person_is_shown_by_who_agreed_to_that(
    reach: bool, email: str, phone: str, shown: tuple[str, ...]
) -> None:
    somebody = Person(name="Inès", email=email, phone=phone)
    function = Function(person=somebody, organisation=Organisation(), public=True)
    function.public_reach = reach
    assert function.shown_reach == shown


@pytest.mark.parametrize(
    ("since", "ended"),
    [
        ("4/1/2016", "3 janvier 2016"),
        ("janvier 2016", "décembre 2015"),
        ("2016", "2015"),
        ("début 2016", "31 décembre 2015"),
    ],
)
def test_a_change_ends_one_function_as_the_other_begins(since: str, ended: str) -> None:
    held = _contact()
    by = acting(Role.MEMBER_CONTACT, held.organisation_id)
    given = actions.change_function(
        held, title="Directrice", kind=DIRECTION, since=when(since), public=True, by=by
    )
    held.refresh_from_db()
    assert (str(held.ending), held.ends_on) == (ended, given.starts_on)
    assert (given.person_id, given.organisation_id) == (held.person_id, held.organisation_id)
    assert (given.title, str(given.beginning), given.ending) == (
        "Directrice",
        str(when(since)),
        None,
    )
    lines = Entry.objects.order_by("-pk")[:2]
    assert [line.verb for line in lines] == ["function.given", "function.ended"]


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("title", {"title": " "}),
        ("ends-before-start", {"since": when("2013")}),
        ("reach-alone", UNNAMED),
        ("forbidden", {"by": acting(Role.MEMBER_STAFF, 1)}),
        ("function-held", {"title": "trésorière", "since": when("2015")}),
    ],
)
def test_a_wrong_change_leaves_the_function_as_it_was(code: str, changes: dict[str, Any]) -> None:
    held = _contact()
    actions.give_function(
        person=held.person, organisation=held.organisation, title="Trésorière", kind=DIRECTION,
        since=when("2014"), by=THE_POLE,
    )  # fmt: skip
    told = {"title": "Directrice", "kind": DIRECTION, "since": when("2016"), "by": THE_POLE}
    with refused(code):
        actions.change_function(held, **{**told, **changes})
    held.refresh_from_db()
    assert held.ends_on is None


def test_what_is_over_does_not_change(held: Function) -> None:
    with refused("function-ended"):
        actions.change_function(
            held, title="Gérante", kind=DIRECTION, since=when("2016"), by=THE_POLE
        )


def _contact() -> Function:
    """Samira, contact of Halage since 2014."""
    return actions.give_function(
        person=person("Samira", "Belkacem"), organisation=structure("Halage"), title="Contact",
        kind=FunctionKind.CONTACT, since=when("2014"), by=THE_POLE,
    )  # fmt: skip
