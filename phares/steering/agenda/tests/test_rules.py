from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from phares.kernel.actor import Named
from phares.kernel.dates import Happening, Theme
from phares.kernel.time import Period, TimeSlot
from phares.steering.agenda.gathering import FEW, day_by_day
from phares.steering.agenda.rules.choosing import Wanted, choices_of, wanted_in
from phares.steering.agenda.rules.views import Stretch, View, asked_day, asked_view, days_of

TODAY = date(2016, 1, 12)


@pytest.mark.parametrize(
    ("view", "own", "shown", "before", "after"),
    [
        (View.DAY, ("2016-01-12", "2016-01-13"), ("2016-01-12", "2016-01-13"), "2016-01-11",
         "2016-01-13"),
        (View.WEEK, ("2016-01-11", "2016-01-18"), ("2016-01-11", "2016-01-18"), "2016-01-04",
         "2016-01-18"),
        (View.MONTH, ("2016-01-01", "2016-02-01"), ("2015-12-28", "2016-02-01"), "2015-12-01",
         "2016-02-01"),
        (View.LIST, ("2016-01-12", "2016-04-13"), ("2016-01-12", "2016-04-13"), "2015-10-12",
         "2016-04-13"),
    ],
)  # fmt: skip
def test_what_a_view_shows_and_what_surrounds_it(view, own, shown, before, after):
    stretch = Stretch(view, TODAY)
    assert stretch.own == Period(*map(date.fromisoformat, own))
    assert stretch.shown == Period(*map(date.fromisoformat, shown))
    assert (stretch.before.isoformat(), stretch.after.isoformat()) == (before, after)


@pytest.mark.parametrize(
    ("text", "day"),
    [("2016-02-29", date(2016, 2, 29)), ("2015-02-29", TODAY), ("hier", TODAY), ("", TODAY),
     ("9999-12-31", TODAY), ("0001-01-01", TODAY)],
)  # fmt: skip
def test_a_day_that_does_not_read_is_today(text, day):
    assert asked_day(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "view"), [("mois", View.MONTH), ("", View.WEEK), ("année", View.WEEK)]
)
def test_a_view_that_does_not_read_is_the_week(text, view):
    assert asked_view(text) is view


def happening(number: int, first: str, end: str, hour: int | None = None, **more) -> Happening:
    days = Period(date.fromisoformat(first), date.fromisoformat(end))
    slot = None
    if hour is not None:
        slot = TimeSlot(*(datetime(2016, 1, days.start.day, h, tzinfo=UTC) for h in (hour, 23)))
    facts = {"theme": Theme.CLOSURE, "title": f"n° {number}"} | more
    return Happening(key=str(number), days=days, slot=slot, **facts)


QUAI = Named(3, "Le Quai")
MANY = happening(1, "2016-01-11", "2016-01-14")
HOUR = happening(
    2, "2016-01-12", "2016-01-13", 9, theme=Theme.BOOKING, place="Cordouan", parties=(QUAI,),
    mine=True,
)  # fmt: skip


@pytest.mark.parametrize(
    ("address", "taken"),
    [
        ({}, [MANY, HOUR]),
        ({"nature": "reservations"}, [HOUR]),
        ({"nature": "rien"}, [MANY, HOUR]),
        ({"lieu": "Cordouan"}, [HOUR]),
        ({"structure": "3"}, [HOUR]),
        ({"structure": "4"}, []),
        ({"structure": "²"}, [MANY, HOUR]),
        ({"miennes": "1"}, [HOUR]),
        ({"miennes": "1", "nature": "fermetures"}, []),
    ],
)
def test_what_is_chosen(address, taken):
    wanted = wanted_in(address)
    assert [one for one in (MANY, HOUR) if wanted.takes(one)] == taken


def test_what_is_chosen_stays_among_the_choices():
    choices = choices_of([HOUR], Wanted(Theme.WORKS, "Planier"))
    assert list(choices.themes) == [Theme.BOOKING, Theme.WORKS]
    assert list(choices.places) == ["Cordouan", "Planier"]
    assert list(choices.parties) == [QUAI]


def test_each_day_holds_what_lasts_then_the_hours():
    days = {one.day.day: one.entries for one in day_by_day([HOUR, MANY], Stretch(View.WEEK, TODAY))}
    assert days == {11: (MANY,), 12: (MANY, HOUR), 13: (MANY,), 14: (), 15: (), 16: (), 17: ()}


def test_a_full_day_of_a_month_says_how_many_more():
    told = [happening(n, "2016-01-12", "2016-01-13") for n in range(FEW + 2)]
    days = {one.day: one for one in day_by_day(told, Stretch(View.MONTH, TODAY))}
    assert (len(days[TODAY].entries), days[TODAY].more) == (FEW, 2)
    assert days[date(2015, 12, 31)].outside
    assert len(days) % 7 == 0


def test_the_list_tells_each_thing_once():
    days = day_by_day([HOUR, MANY], Stretch(View.LIST, date(2016, 1, 12)))
    assert [(one.day.day, one.entries) for one in days] == [(12, (MANY, HOUR))]


def test_days_are_told_one_by_one():
    assert [day.day for day in days_of(Period(date(2016, 1, 30), date(2016, 2, 2)))] == [30, 31, 1]
