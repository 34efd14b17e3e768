"""An action once told: placed elsewhere, shifted, removed, taken over the year after."""

from __future__ import annotations

from typing import Any

import pytest

from phares.common.audit.models import Entry
from phares.cooperative.projects.actions import (
    carry_on,
    partner_with,
    place_action,
    remove_action,
    shift_action,
    take_part,
    tell_action,
    write_axis,
)
from phares.cooperative.projects.models import Action, Axis
from phares.cooperative.projects.queries import going_on_into, reported_actions, told_year
from phares.kernel.dating import read_dated
from phares.kernel.refusal import Refused
from tests.parties import ANIMATOR, CO_MANAGER, home_pole, organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def axes() -> list[Axis]:
    pole = home_pole()
    return [write_axis(pole=pole, number=n, name=f"Axe {n}", by=ANIMATOR) for n in (1, 2)]


def told(where: Axis, title: str = "Repas", year: int = 2015, **more: Any) -> Action:
    return tell_action(axis=where, year=year, title=title, by=ANIMATOR, **more)


def titles(year: int = 2015) -> list[str]:
    return [action.title for action in reported_actions(year)]


def refused(code: str, act: Any, *given: Any, **more: Any) -> None:
    """The rules say no for this reason, and neither actions nor journal moved."""
    before = list(Action.objects.order_by("pk").values()), Entry.objects.count()
    with pytest.raises(Refused) as no:
        act(*given, **{"by": ANIMATOR, **more})
    assert no.value.reason.code == code
    assert (list(Action.objects.order_by("pk").values()), Entry.objects.count()) == before


def test_a_place_higher_and_lower_among_those_beside_it(axes):
    first, second, third = (told(axes[0], title, rank=0) for title in ("un", "deux", "trois"))
    told(axes[0], "une partie", parent=second)
    told(axes[1], "ailleurs")
    shift_action(third, up=True, by=ANIMATOR)
    assert titles() == ["un", "trois", "deux", "ailleurs"]
    shift_action(first, up=False, by=ANIMATOR)
    assert titles() == ["trois", "un", "deux", "ailleurs"]
    refused("at-the-edge", shift_action, third, up=True)
    refused("at-the-edge", shift_action, second, up=False)
    refused("not-allowed", shift_action, first, up=True, by=CO_MANAGER)


def test_an_action_told_by_mistake_leaves_with_who_took_part(axes):
    action = told(axes[0], participants=[(organisation("Halage"), "")])
    refused("not-allowed", remove_action, action, by=CO_MANAGER)
    remove_action(action, by=ANIMATOR)
    assert Action.objects.count() == 0
    line = Entry.objects.first()
    assert line
    assert (line.verb, line.subject) == ("projects.action_removed", "Repas")


def test_what_others_hang_from_stays(axes):
    programme, origin, partnered = (told(axes[0], name) for name in ("Cop 21", "ateliers", "étude"))
    part = told(axes[0], "film", parent=programme)
    told(axes[0], "plaidoyer", year=2016, led_from=origin)
    partner_with(
        partner=organisation("Appui"), since=read_dated("2015"), action=partnered, by=ANIMATOR
    )
    refused("has-parts", remove_action, programme)
    refused("led-to", remove_action, origin)
    refused("has-partners", remove_action, partnered)
    remove_action(part, by=ANIMATOR)
    remove_action(programme, by=ANIMATOR)
    assert titles() == ["ateliers", "étude"]


def test_a_programme_goes_to_another_axis_with_its_parts(axes):
    one, two = axes
    programme, there = told(one, "Cop 21"), told(two, "là")
    part = told(one, "film", parent=programme)
    place_action(programme, axis=two, parent=None, led_from=None, by=ANIMATOR)
    part.refresh_from_db()
    programme.refresh_from_db()
    assert part.axis == two
    assert titles() == ["là", "Cop 21"]
    placed = place_action(there, axis=two, parent=programme, led_from=None, by=ANIMATOR)
    assert [item.parts for item in told_year(2015)[1].items] == [[part, placed]]


def test_where_an_action_cannot_go(axes):
    one, two = axes
    programme, alone = told(one, "Cop 21"), told(one, "repas")
    part = told(one, "film", parent=programme, led_from=alone)
    later = told(two, "suite", year=2016, led_from=part)
    at: dict[str, Any] = {"axis": one, "parent": None, "led_from": None}
    refused("has-parts", place_action, programme, **{**at, "parent": alone})
    refused("inside-itself", place_action, alone, **{**at, "parent": alone})
    refused("other-programme", place_action, alone, **{**at, "axis": two, "parent": programme})
    refused("too-deep", place_action, alone, **{**at, "parent": part})
    refused("before-its-origin", place_action, alone, **{**at, "led_from": later})
    refused("led-round", place_action, alone, **{**at, "led_from": part})
    refused("not-allowed", place_action, alone, **at, by=CO_MANAGER)


def test_actions_go_on_in_the_same_words_each_led_from_its_own(axes):
    one, two = axes
    meals = told(one, "Repas", text="Le premier mardi.")
    aside = told(two, "À côté", in_report=False)
    told(two, "Film", parent=told(two, "Cop 21"))
    take_part(action=meals, organisation=organisation("Halage"), by=ANIMATOR)
    assert [action.title for action in going_on_into(2016)] == ["Repas", "À côté", "Cop 21"]
    first, second = carry_on([meals, aside], year=2016, by=ANIMATOR)
    assert (first.title, first.text, first.led_from, first.axis) == (
        "Repas", "Le premier mardi.", meals, one,
    )  # fmt: skip
    assert (second.in_report, first.participations.count()) == (False, 0)
    assert [action.title for action in going_on_into(2016)] == ["Cop 21"]
    assert titles(2016) == ["Repas"]


def test_an_action_is_taken_over_once_and_later(axes):
    meals, other = told(axes[0]), told(axes[0], "autre")
    carry_on([meals], year=2016, by=ANIMATOR)
    refused("carried-on", carry_on, [other, meals], year=2016)
    refused("not-later", carry_on, [other], year=2015)
    refused("nothing-chosen", carry_on, [], year=2016)
    refused("not-allowed", carry_on, [other], year=2016, by=CO_MANAGER)
