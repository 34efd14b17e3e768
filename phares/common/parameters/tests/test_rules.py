"""What can be set, and within which bounds."""

from __future__ import annotations

from datetime import date

import pytest

from phares.common.parameters.rules.catalogue import (
    CATALOGUE,
    KNOWN,
    NO_SOURCE,
    NOT_YOURS,
    PAST,
    why_not_set,
    why_not_value,
)
from phares.kernel.actor import VISITOR, Actor, Role

TODAY = date(2016, 1, 4)
TRIES = CATALOGUE["mail.tries"]


def test_each_thing_has_its_own_code_and_a_usual_value_within_its_bounds():
    assert len(CATALOGUE) == len(KNOWN)
    assert [one.code for one in KNOWN if not one.least <= one.usual <= one.most] == []
    assert [one.code for one in KNOWN if not one.source] == []


@pytest.mark.parametrize(
    ("value", "since", "source", "code"),
    [
        (5, TODAY, "décision du 4 janvier", None),
        (1, date(2016, 2, 1), "décision", None),
        (0, TODAY, "décision", "bounds"),
        (21, TODAY, "décision", "bounds"),
        (5, date(2016, 1, 3), "décision", PAST.code),
        (5, TODAY, "  ", NO_SOURCE.code),
    ],
)
def test_a_value_within_bounds_from_today_on_with_its_source(value, since, source, code):
    reason = why_not_value(TRIES, value, since, source, TODAY)
    assert (reason and reason.code) == code


@pytest.mark.parametrize("role", Role)
def test_only_the_administration_sets_them(role):
    allowed = why_not_set(Actor(1, "Ada", frozenset({(role, None)}))) is None
    assert allowed is (role is Role.ADMINISTRATOR)
    assert why_not_set(VISITOR) is NOT_YOURS
