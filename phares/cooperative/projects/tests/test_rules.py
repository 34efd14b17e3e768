from __future__ import annotations

import pytest

from phares.cooperative.projects.rules.telling import (
    Told,
    items,
    why_not_axis,
    why_not_inside,
    why_not_led,
    why_not_partner,
    why_not_take_part,
    why_not_tell_so,
    year_asked,
)

PROGRAMME = Told(1, axis=2, year=2015, title="Coordination Cop 21")
PART = Told(2, axis=2, year=2015, title="film", parent=1)


def test_the_lists_of_2015_count_thirty():
    """8 + 9 + 13 items; one of the nine has four parts, which count with it (A136)."""
    lists = [(1, 8), (2, 9), (3, 13)]
    told = [Told(100 * axis + n, axis, 2015) for axis, size in lists for n in range(size)]
    told += [Told(900 + n, 2, 2015, parent=201) for n in range(4)]
    told += [Told(990, 3, 2015, in_report=False)]
    assert len(items(told)) == 30


@pytest.mark.parametrize(
    ("case", "axis", "year", "parent", "code"),
    [
        ("alone", 2, 2015, None, None),
        ("a part", 2, 2015, PROGRAMME, None),
        ("of another axis", 1, 2015, PROGRAMME, "other-programme"),
        ("of another year", 2, 2016, PROGRAMME, "other-programme"),
        ("inside a part", 2, 2015, PART, "too-deep"),
    ],
)
def test_a_part_stays_with_its_programme(case, axis, year, parent, code):
    found = why_not_inside(axis, year, parent)
    assert (found and found.code) == code, case


@pytest.mark.parametrize(
    ("year", "code"), [(2015, None), (2016, None), (2014, "before-its-origin")]
)
def test_what_an_action_led_to_comes_after(year, code):
    found = why_not_led(year, PROGRAMME)
    assert (found and found.code) == code


def test_small_refusals():
    assert why_not_led(2014, None) is None
    assert why_not_axis(1, "Accueillir") is None
    assert why_not_axis(0, "Accueillir") is not None
    assert why_not_axis(1, " ") is not None
    assert why_not_tell_so("Repas mensuels", 2015) is None
    assert why_not_tell_so(" ", 2015) is not None
    assert why_not_tell_so("Repas", 15) is not None
    assert why_not_take_part("Halage", False) is None
    assert why_not_take_part("Halage", True) is not None
    assert why_not_partner(1, 2, "CNAM") is None
    assert why_not_partner(1, None, "CNAM") is None
    assert why_not_partner(1, 1, "CNAM") is not None


@pytest.mark.parametrize(
    ("text", "known", "year"),
    [
        ("2014", [2015], 2014),
        ("", [2015, 2014], 2015),
        ("", [], 2025),
        ("abc", [], 2025),
        ("12", [2015], 2015),
        ("9" * 40, [2015], 2015),
    ],
)
def test_the_year_of_an_address(text, known, year):
    assert year_asked(text, known, 2025) == year
