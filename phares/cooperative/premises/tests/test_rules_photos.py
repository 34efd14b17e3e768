"""What a photo says and who it is shown to."""

from __future__ import annotations

from datetime import date

import pytest

from phares.cooperative.premises.rules import photos
from phares.kernel.actor import THE_POLE, VISITOR, Role
from tests.parties import acting

TODAY = date(2016, 1, 4)


def code(reason) -> str:
    return reason.code if reason else ""


@pytest.mark.parametrize(
    ("said", "refused"), [("Une table.", ""), ("", "undescribed"), (" \n", "undescribed")]
)
def test_a_photo_is_described_for_who_does_not_see_it(said, refused):
    assert code(photos.why_not_describe(said)) == refused


@pytest.mark.parametrize(
    ("day", "refused"),
    [(None, ""), (TODAY, ""), (date(1901, 1, 1), ""), (date(2016, 1, 5), "not-taken-yet")],
)
def test_a_photo_was_taken_already(day, refused):
    assert code(photos.why_not_date(day, TODAY)) == refused


@pytest.mark.parametrize(
    ("public", "people", "consent", "refused"),
    [
        (False, False, "", ""),
        (True, False, "", ""),
        (False, True, "", ""),
        (True, True, "Maud Roy, par écrit", ""),
        (True, True, " ", "no-consent"),
    ],
)
def test_who_is_recognised_agrees_before_the_public_sees(public, people, consent, refused):
    found = photos.why_not_publish(public=public, people=people, consent=consent)
    assert code(found) == refused


@pytest.mark.parametrize(
    ("known", "refused"),
    [
        ([], ""),
        (["b"] * (photos.MOST - 1), ""),
        (["b"] * photos.MOST, "many-photos"),
        (["a"], "same-photo"),
    ],
)
def test_a_photo_is_once_a_place_and_not_without_end(known, refused):
    assert code(photos.why_not_one_more("Cordouan", "a", known)) == refused


@pytest.mark.parametrize(
    ("actor", "sees"),
    [
        (THE_POLE, True),
        (acting(Role.TECHNICIAN), True),
        (acting(Role.MEMBER_STAFF, 3), True),
        (acting(Role.FUNDER, 3), False),
        (VISITOR, False),
    ],
)
def test_who_sees_the_plan_sees_its_photos(actor, sees):
    assert photos.sees_all(actor) is sees
