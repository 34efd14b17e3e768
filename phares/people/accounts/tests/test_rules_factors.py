"""Who needs a second step, which codes are right, what may be taken away."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from pyotp import TOTP

from phares.kernel.actor import VISITOR, Actor, Role
from phares.people.accounts.rules import factors

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NOW = datetime(2016, 1, 4, 9, 30, 10, tzinfo=UTC)
STEP = int(NOW.timestamp()) // 30
TODAY = date(2016, 1, 4)
BEFORE, AFTER = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def code_of(step: int) -> str:
    return TOTP(SECRET).generate_otp(step)


def someone(*roles: Role) -> Actor:
    return Actor(7, "Nour Benali", frozenset((role, None) for role in roles))


@pytest.mark.parametrize(
    ("roles", "asked"),
    [
        ((Role.ADMINISTRATOR,), True),
        ((Role.ANIMATOR,), True),
        ((Role.TECHNICIAN,), True),
        ((Role.RECEPTIONIST,), True),
        ((Role.ACCOUNTANT,), True),
        ((Role.CO_MANAGER,), True),
        ((Role.MEMBER_CONTACT,), False),
        ((Role.MEMBER_STAFF,), False),
        ((Role.FUNDER,), False),
        ((Role.FUNDER, Role.ACCOUNTANT), True),
        ((), False),
    ],
)
def test_who_sees_the_money_or_the_persons_of_the_pole_is_asked(roles, asked):
    assert factors.demanded(someone(*roles)) is asked


def test_every_role_was_thought_of():
    assert factors.demanded(VISITOR) is False
    assert len(factors.DEMANDING) == 6
    assert len(Role) == 9, "a new role: say above whether it is asked"


@pytest.mark.parametrize(
    ("case", "typed", "last", "found"),
    [
        ("of now", code_of(STEP), None, STEP),
        ("with spaces", f" {code_of(STEP)[:3]} {code_of(STEP)[3:]} ", None, STEP),
        ("a clock thirty seconds late", code_of(STEP - 1), None, STEP - 1),
        ("a clock thirty seconds early", code_of(STEP + 1), None, STEP + 1),
        ("a minute late", code_of(STEP - 2), None, None),
        ("a minute early", code_of(STEP + 2), None, None),
        ("served already", code_of(STEP), STEP, None),
        ("older than the one that served", code_of(STEP - 1), STEP, None),
        ("newer than the one that served", code_of(STEP + 1), STEP, STEP + 1),
        ("five digits", code_of(STEP)[:5], None, None),
        ("seven digits", code_of(STEP) + "0", None, None),
        ("letters", "abcdef", None, None),
        ("digits of another script", "٣٣٣٣٣٣", None, None),
        ("nothing", "", None, None),
    ],
)
def test_a_code_holds_for_its_step_and_one_beside_it_once(case, typed, last, found):
    assert factors.matching_step(SECRET, typed, now=NOW, last=last) == found, case


def test_the_codes_are_those_of_the_standard():
    """RFC 6238, appendix B, last six digits: SHA-1, 1111111109 s."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    then = datetime.fromtimestamp(1111111109, UTC)
    assert factors.matching_step(secret, "081804", now=then, last=None) == 1111111109 // 30


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("ABCD-EFGH-JKMN", "ABCDEFGHJKMN"),
        (" abcd efgh jkmn ", "ABCDEFGHJKMN"),
        ("abcd–efgh—jkmn.", "ABCDEFGHJKMN"),
        ("", ""),
    ],
)
def test_a_recovery_code_is_typed_as_one_likes(typed, plain):
    assert factors.plain_code(typed) == plain


def test_a_recovery_code_is_shown_in_fours():
    assert factors.shown_code("ABCDEFGHJKMN") == "ABCD-EFGH-JKMN"
    assert not set("01OIL") & set(factors.LETTERS), "none that reads like another"


@pytest.mark.parametrize(
    ("case", "left", "compulsory", "due_on", "reason"),
    [
        ("another stays", 1, True, BEFORE, None),
        ("the last, time over", 0, True, BEFORE, factors.LAST_FACTOR),
        ("the last, on the day itself", 0, True, TODAY, factors.LAST_FACTOR),
        ("the last, time left", 0, True, AFTER, None),
        ("the last, never asked", 0, True, None, None),
        ("the last, nobody asks", 0, False, BEFORE, None),
    ],
)
def test_the_last_one_stays_where_one_is_needed(case, left, compulsory, due_on, reason):
    found = factors.why_not_remove(left=left, compulsory=compulsory, due_on=due_on, today=TODAY)
    assert found is reason, case


@pytest.mark.parametrize(
    ("user_id", "held", "reason"),
    [(8, 1, None), (8, 0, factors.NO_FACTOR), (7, 1, factors.NOT_BY_ONESELF)],
)
def test_only_somebody_else_is_reset(user_id, held, reason):
    by = someone(Role.ADMINISTRATOR)
    assert factors.why_not_reset(user_id, by, factors=held) is reason
