"""What a space is on 31 December 2015, by the dates its changes are known to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from phares.cooperative.premises.rules.standing import standing_on, sure_parts
from phares.kernel.dating import Dated, read_dated
from phares.kernel.time import Period

LAST_DAY = date(2015, 12, 31)


@dataclass(frozen=True)
class Lasted:
    since: str
    until: str = ""

    @property
    def beginning(self) -> Dated:
        return read_dated(self.since)

    @property
    def ending(self) -> Dated | None:
        return read_dated(self.until) if self.until else None


@pytest.mark.parametrize(
    ("case", "states", "possible", "sure"),
    [
        ("nothing", [], 0, False),
        ("open", [("2001",)], 1, True),
        ("gone", [("2001", "août 2015")], 0, False),
        ("to come", [("2016",)], 0, False),
        ("opened in the year", [("2015",)], 1, True),
        ("opened in a winter", [("hiver 2015",)], 1, False),
        ("closed in a winter", [("2001", "hiver 2015")], 1, False),
        ("changed in summer", [("2001", "printemps 2015"), ("été 2015",)], 1, True),
        ("changed in a winter", [("2001", "automne 2015"), ("hiver 2015",)], 2, True),
        ("changes after the winter", [("2001", "hiver 2015"), ("printemps 2016",)], 1, True),
        ("changes after the year", [("2001", "2015"), ("2016",)], 1, True),
        ("changed in the decade", [("2001", "années 2000"), ("années 2010",)], 2, True),
        ("a hole between", [("2001", "juin 2015"), ("hiver 2015",)], 1, False),
        ("closed, then opened", [("2001", "hiver 2015"), ("mai 2016",)], 1, False),
    ],
)
def test_what_it_is_that_day(case, states, possible, sure):
    found = standing_on([Lasted(*one) for one in states], LAST_DAY)
    assert (len(found.states), found.sure) == (possible, sure), case
    assert bool(found.doubt) is (found.states != () and (possible > 1 or not sure)), case


def test_the_sure_days_of_each_state():
    before, after = Lasted("2001", "printemps 2015"), Lasted("été 2015")
    assert sure_parts([before, after]) == [
        (before, Period(date(2001, 12, 31), date(2015, 6, 1))),
        (after, Period(date(2015, 8, 31))),
    ]
    assert sure_parts([Lasted("2015", "2015")]) == []
