"""Who keeps the keys, and which may be given."""

from __future__ import annotations

import pytest

from phares.kernel.actor import THE_POLE, VISITOR, Actor, Role
from phares.people.accounts.rules import keys
from phares.people.accounts.rules.passwords import TRIES, is_a_sequence, is_near, may_try


def someone(*roles: Role) -> Actor:
    return Actor(7, "Nour Benali", frozenset((role, None) for role in roles))


@pytest.mark.parametrize(
    ("who", "reason"),
    [
        (someone(Role.ADMINISTRATOR), None),
        (someone(Role.ANIMATOR, Role.ADMINISTRATOR), None),
        (THE_POLE, None),
        (someone(Role.ANIMATOR), keys.NOT_A_KEEPER),
        (someone(Role.CO_MANAGER), keys.NOT_A_KEEPER),
        (someone(Role.MEMBER_CONTACT), keys.NOT_A_KEEPER),
        (someone(), keys.NOT_A_KEEPER),
        (VISITOR, keys.NOT_A_KEEPER),
    ],
)
def test_only_the_administration_keeps_the_keys(who, reason):
    assert keys.why_not_keep(who) is reason


@pytest.mark.parametrize(
    ("role", "organisation", "held", "code"),
    [
        (Role.ANIMATOR, None, set(), None),
        (Role.ANIMATOR, 3, set(), "needless-organisation"),
        (Role.ANIMATOR, None, {(Role.ANIMATOR, None)}, "already-held"),
        (Role.MEMBER_CONTACT, 3, set(), None),
        (Role.MEMBER_CONTACT, None, set(), "no-organisation"),
        (Role.MEMBER_CONTACT, 3, {(Role.MEMBER_CONTACT, 4)}, None),
        (Role.MEMBER_CONTACT, 3, {(Role.MEMBER_CONTACT, 3)}, "already-held"),
        (Role.MEMBER_STAFF, None, set(), "no-organisation"),
        (Role.FUNDER, None, set(), "no-organisation"),
        (Role.FUNDER, 3, {(Role.MEMBER_CONTACT, 3)}, None),
    ],
)
def test_a_key_is_for_one_organisation_or_for_the_pole(role, organisation, held, code):
    reason = keys.why_not_give(role, organisation, held=held)
    assert (reason and reason.code) == code


@pytest.mark.parametrize(
    ("role", "others", "reason"),
    [
        (Role.ADMINISTRATOR, 0, keys.LAST_KEEPER),
        (Role.ADMINISTRATOR, 1, None),
        (Role.ANIMATOR, 0, None),
    ],
)
def test_the_last_administrator_stays(role, others, reason):
    assert keys.why_not_take_back(role, other_keepers=others) is reason


@pytest.mark.parametrize(
    ("user_id", "keeper", "others", "reason"),
    [
        (7, True, 3, keys.OWN_ACCOUNT),
        (8, True, 0, keys.LAST_KEEPER),
        (8, True, 1, None),
        (8, False, 0, None),
    ],
)
def test_one_does_not_close_the_door_on_oneself(user_id, keeper, others, reason):
    by = someone(Role.ADMINISTRATOR)
    assert keys.why_not_close(user_id, by, keeper=keeper, other_keepers=others) is reason


@pytest.mark.parametrize(("failures", "may"), [(0, True), (TRIES - 1, True), (TRIES, False)])
def test_ten_wrong_passwords_then_a_wait(failures, may):
    assert may_try(failures) is may


@pytest.mark.parametrize(
    ("password", "sequence"),
    [
        ("abcdefghijkl", True),
        ("lkjihgfedcba", True),
        ("azertyuiopqs", True),
        ("azerty123456", True),
        ("Qwerty-123456", True),
        ("aaaaaaaaaaaa", True),
        ("abcabcabcabc", True),
        ("121212121212", True),
        ("une-phrase-assez-longue", False),
        ("phare-allume", False),
        ("abcdefghij sur le quai", False),
        ("", True),
    ],
)
def test_a_run_of_keys_is_no_password(password, sequence):
    assert is_a_sequence(password) is sequence


@pytest.mark.parametrize(
    ("password", "near"),
    [
        ("ines-caron-1984", True),
        ("Inès.Caron.26!", True),
        ("ines@quai.test", True),
        ("ines regarde le quai", False),
        ("phare-de-cordouan", False),
    ],
)
def test_a_name_is_no_password(password, near):
    assert is_near(password, "Inès Caron ines@quai.test") is near
