from __future__ import annotations

from datetime import date

import pytest

from phares.kernel.actor import Actor, Role
from phares.kernel.personal import Keeping
from phares.steering.privacy.rules.permissions import why_not_answer, why_not_own
from phares.steering.privacy.rules.retention import (
    cut,
    in_words,
    why_not_confirm,
    why_not_erase_twice,
    why_not_set,
)

COUNTED = Keeping("a.b", "Fiches", 36, "après le départ", "Parce que.", "Texte")
TIMELESS = Keeping("a.c", "Journal", None, "tant que le pôle rend compte", "Parce que.", "Texte")
SINCE = date(2016, 1, 4)


@pytest.mark.parametrize(
    ("today", "months", "before"),
    [
        (date(2016, 1, 4), 36, date(2013, 1, 4)),
        (date(2016, 3, 31), 1, date(2016, 2, 29)),
        (date(2015, 3, 31), 1, date(2015, 2, 28)),
        (date(2016, 1, 31), 1, date(2015, 12, 31)),
        (date(2016, 12, 15), 12, date(2015, 12, 15)),
        (date(2016, 1, 1), 13, date(2014, 12, 1)),
    ],
)
def test_months_go_by_the_calendar(today, months, before):
    assert cut(today, months) == before


@pytest.mark.parametrize(
    ("months", "words"),
    [(12, "1 an"), (36, "3 ans"), (18, "18 mois"), (1, "1 mois"), (None, "")],
)
def test_a_duration_in_words(months, words):
    assert in_words(months) == words


@pytest.mark.parametrize(
    ("keeping", "months", "source", "last", "code"),
    [
        (COUNTED, 24, "Décision du 4 janvier", None, None),
        (COUNTED, 24, "Décision", date(2015, 1, 1), None),
        (None, 24, "Décision", None, "unknown"),
        (TIMELESS, 24, "Décision", None, "no-number"),
        (COUNTED, 0, "Décision", None, "months"),
        (COUNTED, 1201, "Décision", None, "months"),
        (COUNTED, 24, "  ", None, "no-source"),
        (COUNTED, 24, "Décision", SINCE, "overlap"),
    ],
)
def test_a_duration_is_set_with_its_source_after_the_last_one(keeping, months, source, last, code):
    reason = why_not_set(keeping, months, SINCE, source, last)
    assert (reason and reason.code) == code


def test_nobody_is_erased_twice_nor_by_mistake():
    assert why_not_erase_twice(None) is None
    twice = why_not_erase_twice(SINCE)
    assert twice is not None
    assert "4 janvier 2016" in twice.sentence
    assert why_not_confirm(True) is None
    refused = why_not_confirm(False)
    assert refused is not None
    assert refused.code == "confirm"


@pytest.mark.parametrize(
    ("role", "account", "allowed"),
    [
        (Role.ADMINISTRATOR, 9, True),
        (Role.ANIMATOR, 9, False),
        (Role.MEMBER_STAFF, 1, True),
        (Role.MEMBER_STAFF, None, False),
        (Role.CO_MANAGER, 9, False),
    ],
)
def test_who_reads_a_file(role, account, allowed):
    actor = Actor(1, "Inès", frozenset({(role, 3 if role is Role.MEMBER_STAFF else None)}))
    assert (why_not_own(actor, account) is None) is allowed
    assert (why_not_answer(actor) is None) is (role is Role.ADMINISTRATOR)
