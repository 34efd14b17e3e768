from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest

from phares.kernel.dating import (
    Dated,
    Precision,
    doubts,
    held_in,
    held_on,
    read_dated,
    sure_part,
)
from phares.kernel.time import year_period


@pytest.mark.parametrize(
    ("typed", "day", "precision", "after", "said"),
    [
        ("2015-10-05", date(2015, 10, 5), "day", date(2015, 10, 6), "5 octobre 2015"),
        ("1/1/2016", date(2016, 1, 1), "day", date(2016, 1, 2), "1er janvier 2016"),
        ("1er mars 2013", date(2013, 3, 1), "day", date(2013, 3, 2), "1er mars 2013"),
        ("août 2015", date(2015, 8, 1), "month", date(2015, 9, 1), "août 2015"),
        ("2015-12", date(2015, 12, 1), "month", date(2016, 1, 1), "décembre 2015"),
        ("été 2015", date(2015, 6, 1), "season", date(2015, 9, 1), "été 2015"),
        ("hiver 2015", date(2015, 12, 1), "season", date(2016, 3, 1), "hiver 2015"),
        ("début 2014", date(2014, 1, 1), "early", date(2014, 4, 1), "début 2014"),
        ("2001", date(2001, 1, 1), "year", date(2002, 1, 1), "2001"),
        ("années 1990", date(1990, 1, 1), "decade", date(2000, 1, 1), "années 1990"),
        (
            "avant le 31/12/2015",
            date(2015, 12, 31),
            "before",
            date(2015, 12, 31),
            "avant le 31 décembre 2015",
        ),
    ],
)
def test_a_date_is_read_said_and_ended(
    typed: str, day: date, precision: str, after: date, said: str
) -> None:
    dated = read_dated(typed)
    assert dated == Dated(day, Precision(precision))
    assert dated.after == after
    assert str(dated) == said
    assert Dated.ending_at(after, dated.precision) == dated


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("le 12 mars 2015", "12/03/2015"),
        ("Samedi 12 mars 2015", "12/03/2015"),
        ("le samedi  12 mars 2015", "12/03/2015"),
        ("le 1er mars 2015", "01/03/2015"),
        ("en mars 2015", "mars 2015"),
    ],
)
def test_a_date_may_be_typed_as_it_is_said(typed: str, same: str) -> None:
    assert read_dated(typed) == read_dated(same)


@pytest.mark.parametrize(
    ("ended", "day", "lasted"),
    [
        ("12/03/2015", date(2015, 3, 12), True),
        ("12/03/2015", date(2015, 3, 13), False),
        ("mars 2015", date(2015, 3, 31), True),
        ("mars 2015", date(2015, 4, 1), False),
        ("été 2015", date(2015, 5, 31), True),
        ("été 2015", date(2015, 6, 1), None),
        ("été 2015", date(2015, 9, 1), False),
        ("début 2015", date(2014, 12, 31), True),
        ("début 2015", date(2015, 3, 31), None),
        ("2015", date(2014, 12, 31), True),
        ("2015", date(2015, 12, 31), None),
        ("2015", date(2016, 1, 1), False),
        ("années 2010", date(2015, 12, 31), None),
        ("avant le 31/12/2015", date(2013, 1, 1), None),
        ("avant le 31/12/2015", date(2015, 12, 31), False),
    ],
)
def test_whether_it_still_lasted_that_day(ended: str, day: date, lasted: bool | None) -> None:
    """None: nobody can say."""
    assert read_dated(ended).after_which(day) is lasted


@pytest.mark.parametrize(
    ("began", "day", "begun"),
    [
        ("12/03/2015", date(2015, 3, 11), False),
        ("12/03/2015", date(2015, 3, 12), True),
        ("mars 2015", date(2015, 2, 28), False),
        ("mars 2015", date(2015, 3, 1), True),
        ("hiver 2015", date(2015, 11, 30), False),
        ("hiver 2015", date(2015, 12, 31), None),
        ("hiver 2015", date(2016, 2, 28), None),
        ("hiver 2015", date(2016, 2, 29), True),
        ("début 2013", date(2013, 3, 30), None),
        ("début 2013", date(2013, 3, 31), True),
        ("2013", date(2012, 12, 31), False),
        ("2013", date(2013, 12, 30), None),
        ("2013", date(2013, 12, 31), True),
        ("années 1990", date(1999, 12, 30), None),
        ("années 1990", date(1999, 12, 31), True),
        ("avant le 31/12/2015", date(2013, 1, 1), None),
        ("avant le 31/12/2015", date(2015, 12, 31), True),
    ],
)
def test_whether_it_had_begun_that_day(began: str, day: date, begun: bool | None) -> None:
    """None: nobody can say. Known to the month, it counts from the first of that month."""
    assert read_dated(began).begun_by(day) is begun


ENDS = ("12/03/2015", "mars 2015", "été 2015", "hiver 2014", "début 2015", "2015", "années 2010",
        "avant le 31/12/2015")  # fmt: skip

EDGES = [
    date(year, month, day)
    for year in range(2009, 2021)
    for month in range(1, 13)
    for day in (1, 2, 12, 13, 28, monthrange(year, month)[1])
]


@pytest.mark.parametrize("since", ENDS)
@pytest.mark.parametrize("until", [None, *ENDS])
def test_the_sure_part_is_every_day_that_is_sure(since: str, until: str | None) -> None:
    start, end = read_dated(since), read_dated(until) if until else None
    part = sure_part(start, end)
    for day in EDGES:
        sure = held_on(start, end, day)
        assert (part is not None and day in part) is (sure is True), day
        assert bool(doubts(start, end, day)) or sure is not None, day


@pytest.mark.parametrize(
    ("since", "until", "held"),
    [
        ("2013", None, True),
        ("mars 2016", None, False),
        ("2015", None, True),
        ("hiver 2015", None, None),
        ("années 2010", None, None),
        ("avant le 30/06/2015", None, True),
        ("avant le 30/06/2016", None, None),
        ("2013", "2014", False),
        ("2013", "2015", True),
        ("2013", "janvier 2015", True),
        ("2013", "hiver 2014", None),
        ("2013", "hiver 2015", True),
        ("2013", "années 2010", None),
        ("2013", "avant le 31/12/2015", None),
        ("juin 2015", "avant le 31/12/2015", True),
        ("2015", "2015", True),
        ("avant le 30/06/2015", "avant le 31/12/2015", None),
        ("avant le 30/06/2015", "août 2015", True),
    ],
)
def test_whether_it_held_some_day_of_2015(since: str, until: str | None, held: bool | None) -> None:
    end = read_dated(until) if until else None
    assert held_in(read_dated(since), end, year_period(2015)) is held


@pytest.mark.parametrize("since", ENDS)
@pytest.mark.parametrize("until", [None, *ENDS])
@pytest.mark.parametrize("year", range(2009, 2018))
def test_it_held_in_the_year_when_every_pair_of_days_says_so(
    since: str, until: str | None, year: int
) -> None:
    """Every day it may have begun on, with every last day it may have had, one by one."""
    start, end = read_dated(since), read_dated(until) if until else None
    firsts, lasts = _beginnings(start), _last_days(end) if end else [date(2030, 1, 1)]
    pairs = [(first, last) for first in firsts for last in lasts if first <= last]
    said = {first.year <= year <= last.year for first, last in pairs}
    expected = said.pop() if len(said) == 1 else None
    assert not pairs or held_in(start, end, year_period(year)) is expected


def _beginnings(start: Dated) -> list[date]:
    if not start.certain:
        return _days(date(2005, 1, 1), start.day)
    return [start.day] if start.begun == start.day else _days(start.day, start.begun)


def _last_days(end: Dated) -> list[date]:
    last = end.after - timedelta(days=1)
    if end.precision in (Precision.DAY, Precision.MONTH):
        return [last]
    return _days(end.day if end.certain else date(2005, 1, 1), last)


def _days(first: date, last: date) -> list[date]:
    """Both, and the edges of the years between them: nothing changes within a year."""
    edges = [date(year, *day) for year in range(2005, 2021) for day in ((1, 1), (12, 31))]
    return [first, *(one for one in edges if first < one < last), last]


def test_a_doubt_says_which_date_is_not_known_exactly() -> None:
    day = date(2015, 12, 31)
    winter, year = read_dated("hiver 2015"), read_dated("2015")
    assert doubts(winter, None, day) == ("date de début incertaine : hiver 2015",)
    assert doubts(read_dated("2013"), year, day) == ("date de fin incertaine : 2015",)
    assert len(doubts(winter, read_dated("avant le 1/6/2016"), day)) == 2
    assert doubts(read_dated("2013"), None, day) == ()


@pytest.mark.parametrize(
    "typed",
    [
        "environ 5 octobre 2015",
        "vers mars 2015",
        "lundi mars 2015",
        "le mars 2015",
        "",
        "5 été 2015",
        "2 début 2015",
        "bientôt",
        "31/02/2015",
        "octobre",
        "2015-13",
        "99 mai 2015",
    ],
)
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_dated(typed)


@pytest.mark.parametrize("precision", list(Precision))
@pytest.mark.parametrize("day", [date(2015, 1, 1), date(2016, 3, 1), date(2020, 1, 1)])
def test_an_end_that_is_the_eve_of_a_beginning_reads_back(day, precision):
    """« Février 2016 » ends where « mars 2016 » begins, whatever is written back on the form."""
    since = Dated(day).of_precision(precision)
    assert since.eve.after == since.day
    assert read_dated(str(since.eve)) == since.eve


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("12/03/2015", "depuis le 12 mars 2015"),
        ("mars 2015", "depuis mars 2015"),
        ("printemps 2015", "depuis le printemps 2015"),
        ("été 2015", "depuis l’été 2015"),
        ("début 2015", "depuis début 2015"),
        ("2015", "depuis 2015"),
        ("années 1990", "depuis les années 1990"),
        ("avant le 31/12/2015", "depuis avant le 31 décembre 2015"),
    ],
)
def test_since_when(written: str, said: str) -> None:
    assert read_dated(written).onwards == said
