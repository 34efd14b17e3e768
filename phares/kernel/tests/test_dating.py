from __future__ import annotations

from datetime import date

import pytest

from phares.kernel.dating import Dated, Precision, read_dated


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
    "typed", ["", "bientôt", "31/02/2015", "octobre", "2015-13", "99 mai 2015"]
)
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_dated(typed)
