"""What follows from an answer, how long one waits, what may be tried again."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from phares.common.notices.rules.kinds import KINDS, kind_of
from phares.common.notices.rules.lifecycle import MOVES, NoticeState
from phares.common.notices.rules.sending import (
    LOST,
    Answer,
    Patience,
    next_hour,
    told_by,
    verdict,
    why_not_retry,
    why_not_try_out,
)
from phares.kernel.actor import VISITOR, Actor, Role

PATIENCE = Patience(tries=4, first_wait=timedelta(minutes=5), growth=3)
PARIS = ZoneInfo("Europe/Paris")
ADMINISTRATOR = Actor(1, "Ada", frozenset({(Role.ADMINISTRATOR, None)}))


@pytest.mark.parametrize(
    ("case", "answer", "attempts", "state", "minutes"),
    [
        ("taken", Answer(250), 1, NoticeState.SENT, 0),
        ("refused for good", Answer(550, "no such user"), 1, NoticeState.GIVEN_UP, 0),
        ("refused for now", Answer(451, "try later"), 1, NoticeState.FAILED, 5),
        ("a second time", Answer(451, "try later"), 2, NoticeState.FAILED, 15),
        ("a third time", Answer(421, "too many"), 3, NoticeState.FAILED, 45),
        ("the last time", Answer(451, "try later"), 4, NoticeState.GIVEN_UP, 0),
        ("cut in the middle", Answer(0, cut=True), 1, NoticeState.GIVEN_UP, 0),
    ],
)
def test_what_follows_from_an_answer(case, answer, attempts, state, minutes):
    said = verdict(answer, attempts, PATIENCE)
    assert (said.state, said.wait) == (state, timedelta(minutes=minutes)), case
    assert state in MOVES[NoticeState.SENDING]
    assert bool(said.sentence) is (state is not NoticeState.SENT)


def test_what_was_cut_is_not_sent_again_by_itself():
    assert verdict(Answer(0, cut=True), 1, PATIENCE).sentence == LOST


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("5.1.1 No such user", "550 5.1.1 No such user"),
        ("<ada@quai.test>: unknown", "550 … unknown"),
        ("spam: see https://pole.fr/invitation/SECRET/ here", "550 spam: see … here"),
        ("token abcdefghijklmnopqrstuvwxyz012345 refused", "550 token … refused"),
        ("two\nlines", "550 two lines"),
    ],
)
def test_an_error_is_kept_without_addresses_or_links(words, told):
    assert told_by(Answer(550, words)) == told


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (datetime(2016, 1, 4, 7, 59, tzinfo=PARIS), datetime(2016, 1, 4, 8, tzinfo=PARIS)),
        (datetime(2016, 1, 4, 8, 0, tzinfo=PARIS), datetime(2016, 1, 4, 8, tzinfo=PARIS)),
        (datetime(2016, 1, 4, 8, 1, tzinfo=PARIS), datetime(2016, 1, 5, 8, tzinfo=PARIS)),
        (datetime(2016, 3, 26, 9, 0, tzinfo=PARIS), datetime(2016, 3, 27, 8, tzinfo=PARIS)),
    ],
)
def test_grouped_letters_leave_at_their_hour(now, then):
    assert next_hour(now, 8) == then


@pytest.mark.parametrize("state", NoticeState)
def test_only_what_did_not_go_through_is_tried_again(state):
    may = why_not_retry(ADMINISTRATOR, state, erased=False) is None
    assert may is (state in (NoticeState.FAILED, NoticeState.GIVEN_UP))


def test_what_held_a_secret_that_expired_is_not_tried_again():
    reason = why_not_retry(ADMINISTRATOR, NoticeState.GIVEN_UP, erased=True)
    assert reason is not None
    assert reason.code == "erased"


@pytest.mark.parametrize("role", Role)
def test_only_the_administration_sees_to_the_post(role):
    actor, keeper = Actor(1, "x", frozenset({(role, None)})), role is Role.ADMINISTRATOR
    assert (why_not_retry(actor, NoticeState.FAILED, erased=False) is None) is keeper
    assert (why_not_try_out(actor) is None) is keeper
    assert why_not_try_out(VISITOR) is not None


def test_every_kind_says_what_it_is_and_a_secret_is_never_grouped_nor_refused():
    for kind in KINDS.values():
        assert kind.label
        assert kind.why.endswith(".")
        assert not (kind.secret and (kind.may_wait or kind.refusable)), kind.code
        assert kind.may_wait or not kind.grouped
        assert bool(kind.firm) is not kind.refusable, "what is compulsory says why"
    assert kind_of("gone").label == "gone"
