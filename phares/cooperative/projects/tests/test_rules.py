from __future__ import annotations

import pytest

from phares.cooperative.projects.rules.changing import (
    why_not_carry_nothing,
    why_not_carry_on,
    why_not_led_round,
    why_not_place,
    why_not_remove,
)
from phares.cooperative.projects.rules.partners import why_not_end_partnership, why_not_partner
from phares.cooperative.projects.rules.telling import (
    Told,
    items,
    why_not_axis,
    why_not_inside,
    why_not_led,
    why_not_number,
    why_not_take_part,
    why_not_tell_so,
    year_asked,
    years_offered,
)
from phares.kernel.dating import read_dated

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


@pytest.mark.parametrize(
    ("known", "asked", "offered"),
    [
        ([], 2015, [2016, 2015]),
        ([2015, 2013], 2015, [2016, 2015, 2013]),
        ([2015], 2011, [2016, 2015, 2011]),
    ],
)
def test_this_year_and_the_last_are_offered_even_empty(known, asked, offered):
    assert years_offered(known, asked, 2016) == offered


def test_two_axes_never_have_the_same_number():
    assert why_not_number(2, "") is None
    reason = why_not_number(2, "Coopérer")
    assert reason is not None
    assert reason.sentence == "Le numéro 2 est celui de l’axe « Coopérer ». Prenez-en un autre."


@pytest.mark.parametrize(
    ("case", "action", "parent", "parts", "code"),
    [
        ("alone", PROGRAMME, None, 3, None),
        ("into a programme", Told(5, 2, 2015, "repas"), PROGRAMME, 0, None),
        ("into itself", PROGRAMME, PROGRAMME, 0, "inside-itself"),
        ("a programme into another", Told(5, 2, 2015, "repas"), PROGRAMME, 2, "has-parts"),
    ],
)
def test_where_an_action_is_placed(case, action, parent, parts, code):
    found = why_not_place(action, parent, parts=parts)
    assert (found and found.code) == code, case


def test_an_action_does_not_come_from_itself():
    assert why_not_led_round(PROGRAMME, {7, 8}) is None
    found = why_not_led_round(PROGRAMME, {7, 1})
    assert found is not None
    assert found.code == "led-round"


@pytest.mark.parametrize(
    ("case", "parts", "led_to", "partners", "code"),
    [
        ("nothing hangs from it", 0, [], [], None),
        ("a programme", 4, [], [], "has-parts"),
        ("another was led from it", 0, ["plaidoyer"], [], "led-to"),
        ("a partnership on it", 0, [], ["CNAM"], "has-partners"),
    ],
)
def test_what_something_hangs_from_stays(case, parts, led_to, partners, code):
    found = why_not_remove("ateliers", parts=parts, led_to=led_to, partners=partners)
    assert (found and found.code) == code, case


@pytest.mark.parametrize(
    ("year", "already", "code"),
    [(2016, False, None), (2016, True, "carried-on"), (2015, False, "not-later")],
)
def test_an_action_goes_on_later_and_once(year, already, code):
    found = why_not_carry_on(PROGRAMME, year, already=already)
    assert (found and found.code) == code


def test_a_partnership_ends_once_and_one_takes_over_something():
    assert why_not_end_partnership("CNAM", None) is None
    ended = why_not_end_partnership("CNAM", read_dated("juin 2015"))
    assert ended is not None
    assert "déjà fini (juin 2015)" in ended.sentence
    assert why_not_carry_nothing(1) is None
    assert why_not_carry_nothing(0) is not None
