"""When one wants a kind of letter: what each allows, and what follows for what waits."""

from __future__ import annotations

from datetime import timedelta

import pytest

from phares.common.audit.models import Entry
from phares.common.notices.actions import choose_rhythm, claim_next, write_notice
from phares.common.notices.actions.choosing import carry_preferences
from phares.common.notices.models import Notice, Preference
from phares.common.notices.queries import chosen_by, rhythm_of
from phares.common.notices.rules.kinds import (
    BOOKING,
    GUESSED,
    KEY_REQUEST_REFUSED,
    KINDS,
    MISSING_DECLARATION,
    PASSWORD_RESET,
    RIGHTS_ASKED,
    TRIAL,
)
from phares.common.notices.rules.readers import Reader
from phares.common.notices.rules.rhythms import (
    Rhythm,
    allowed,
    concerning,
    in_force,
    unless_chosen,
    why_not_choose,
)
from phares.kernel.actor import VISITOR, Role
from phares.kernel.refusal import Refused
from tests.letters import NOW, SAID, written
from tests.parties import acting

ADA = "ada@quai.test"
NOON = NOW + timedelta(hours=3)
EIGHT = NOW.replace(day=5, hour=7, minute=0)
"""Eight of the next day, at the pole."""


@pytest.mark.parametrize(
    ("kind", "rhythm", "code"),
    [
        (BOOKING, Rhythm.AT_ONCE, None),
        (BOOKING, Rhythm.DAILY, None),
        (BOOKING, Rhythm.NONE, None),
        (MISSING_DECLARATION, Rhythm.NONE, None),
        (RIGHTS_ASKED, Rhythm.DAILY, None),
        (RIGHTS_ASKED, Rhythm.NONE, "compulsory"),
        (KEY_REQUEST_REFUSED, Rhythm.NONE, "compulsory"),
        (PASSWORD_RESET, Rhythm.AT_ONCE, None),
        (PASSWORD_RESET, Rhythm.DAILY, "urgent"),
        (PASSWORD_RESET, Rhythm.NONE, "compulsory"),
        (GUESSED, Rhythm.DAILY, "urgent"),
        (TRIAL, Rhythm.DAILY, "urgent"),
    ],
)
def test_what_a_kind_allows(kind, rhythm, code):
    reason = why_not_choose(kind, rhythm)
    assert (reason.code if reason else None) == code
    assert reason is None or str(kind.firm) in str(reason.sentence)


def test_what_the_pole_does_by_itself_is_always_allowed():
    for kind in KINDS.values():
        assert unless_chosen(kind) in allowed(kind), kind.code
        stale = {kind.code: Rhythm.NONE}
        assert in_force(kind, stale) in allowed(kind), "a kind that became compulsory"


@pytest.mark.parametrize(
    ("role", "known", "asked_a_key", "rights"),
    [
        (Role.ADMINISTRATOR, (), False, True),
        (Role.MEMBER_CONTACT, (), True, False),
        (Role.FUNDER, (), False, False),
        (Role.FUNDER, (RIGHTS_ASKED.code,), False, True),
    ],
)
def test_whom_a_kind_concerns(role, known, asked_a_key, rights):
    found = concerning(acting(role), known)
    assert BOOKING in found
    assert (KEY_REQUEST_REFUSED in found) is asked_a_key
    assert (RIGHTS_ASKED in found) is rights


def choose(kind, rhythm, *, address=ADA, now=NOW):
    choose_rhythm(address, kind, rhythm, by=VISITOR, now=now)


@pytest.mark.django_db
def test_what_waits_follows_and_what_left_does_not():
    for key in ("waits", "failed", "sent", "given up"):
        written(key, BOOKING)
    written("of another", BOOKING, address="zoe@quai.test")
    written("of another kind", MISSING_DECLARATION)
    later = NOW + timedelta(minutes=45)
    Notice.objects.filter(key="failed").update(state="failed", due_at=later)
    Notice.objects.filter(key="sent").update(state="sent", sent_at=NOW)
    Notice.objects.filter(key="given up").update(state="given_up")
    others = ["of another", "of another kind", "sent", "given up"]
    before = list(Notice.objects.filter(key__in=others).order_by("pk").values())
    choose(BOOKING, Rhythm.DAILY)
    due = dict(Notice.objects.values_list("key", "due_at"))
    assert due["waits"] == EIGHT
    assert due["failed"] == later, "a server that is busy is given its time"
    choose(BOOKING, Rhythm.AT_ONCE, now=NOON)
    assert Notice.objects.get(key="waits").due_at == NOON
    choose(BOOKING, Rhythm.NONE)
    states = dict(Notice.objects.values_list("key", "state"))
    assert (states["waits"], states["failed"]) == ("not_wanted", "not_wanted")
    assert list(Notice.objects.filter(key__in=others).order_by("pk").values()) == before


@pytest.mark.django_db
def test_what_is_written_later_follows_too():
    choose(BOOKING, Rhythm.DAILY)
    choose(MISSING_DECLARATION, Rhythm.AT_ONCE)
    assert written("b", BOOKING).due_at == EIGHT
    assert written("m", MISSING_DECLARATION).due_at == NOW
    choose(BOOKING, Rhythm.NONE)
    assert written("none", BOOKING).state == "not_wanted"


@pytest.mark.django_db
def test_once_a_day_all_of_a_kind_leave_together_and_at_once_each_by_itself():
    choose(BOOKING, Rhythm.DAILY)
    choose(MISSING_DECLARATION, Rhythm.AT_ONCE)
    for key in ("1", "2"):
        written(key, BOOKING)
        written(f"m{key}", MISSING_DECLARATION)
    assert [one.key for one in claim_next(now=NOW)] == ["m1"]
    assert [one.key for one in claim_next(now=NOW)] == ["m2"]
    assert claim_next(now=NOW) == []
    assert [one.key for one in claim_next(now=EIGHT)] == ["1", "2"]


@pytest.mark.django_db
def test_the_journal_says_each_choice_once_and_the_default_keeps_no_row():
    for rhythm in (Rhythm.AT_ONCE, Rhythm.DAILY, Rhythm.DAILY, Rhythm.NONE, Rhythm.AT_ONCE):
        choose(BOOKING, rhythm)
    lines = list(Entry.objects.order_by("pk"))
    verbs = [one.verb for one in lines]
    assert verbs == ["notice.rhythm_chosen", "notice.refused", "notice.wanted_again"]
    assert lines[0].details["rhythm"] == "une fois par jour"
    assert not Preference.objects.exists()
    assert rhythm_of(ADA, BOOKING) is Rhythm.AT_ONCE


@pytest.mark.django_db
@pytest.mark.parametrize("rhythm", [Rhythm.DAILY, Rhythm.NONE])
def test_a_refusal_writes_nothing(rhythm):
    written(kind=PASSWORD_RESET)
    before = list(Notice.objects.values())
    with pytest.raises(Refused):
        choose(PASSWORD_RESET, rhythm)
    assert list(Notice.objects.values()) == before
    assert not Preference.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_a_choice_follows_the_address_and_does_not_replace_one():
    choose(BOOKING, Rhythm.DAILY)
    choose(MISSING_DECLARATION, Rhythm.NONE)
    choose(BOOKING, Rhythm.NONE, address="ada@new.test")
    carry_preferences("Ada@Quai.test ", "ada@new.test")
    assert chosen_by(ADA) == {}
    assert chosen_by("ada@new.test") == {
        BOOKING.code: Rhythm.NONE,
        MISSING_DECLARATION.code: Rhythm.NONE,
    }


@pytest.mark.django_db
def test_a_letter_to_somebody_who_chose_costs_one_query_more(django_assert_max_num_queries):
    choose(BOOKING, Rhythm.DAILY)
    with django_assert_max_num_queries(7):
        write_notice(BOOKING, key="k", to=Reader(ADA, "Ada"), said=SAID, now=NOW)
