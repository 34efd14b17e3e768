from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from phares.common.audit.models import Entry
from phares.cooperative.projects.actions import (
    partner_with,
    reword_action,
    take_part,
    tell_action,
    write_axis,
)
from phares.cooperative.projects.figures import measure
from phares.cooperative.projects.models import Action, Axis, Participation, Partnership
from phares.cooperative.projects.queries import partners_of, reported_actions, told_year, years_told
from phares.kernel.dating import read_dated
from phares.kernel.refusal import Refused
from phares.people.directory.models import Pole
from tests.parties import ANIMATOR, CO_MANAGER, carrier_of, home_pole, organisation

pytestmark = pytest.mark.django_db


def axis(number: int = 1, pole: Pole | None = None) -> Axis:
    pole = pole or Pole.objects.filter(is_home=True).first() or home_pole()
    return write_axis(pole=pole, number=number, name=f"Axe {number}", by=ANIMATOR)


def told(where: Axis, title: str = "Repas mensuels", year: int = 2015, **more: Any) -> Action:
    return tell_action(axis=where, year=year, title=title, by=ANIMATOR, **more)


def test_an_axis_is_written_again_under_its_number():
    first = axis()
    again = write_axis(
        pole=first.pole, number=1, name="Accueillir", statement="Un lieu", by=ANIMATOR
    )
    assert (again.pk, again.name) == (first.pk, "Accueillir")


def test_actions_come_in_the_order_they_are_told():
    where = axis()
    told(where, "premier")
    told(where, "troisième", rank=9)
    told(where, "deuxième", rank=2)
    told(where, "dernier")
    titles = [action.title for action in reported_actions(2015)]
    assert titles == ["premier", "deuxième", "troisième", "dernier"]


def test_a_year_is_read_whole(django_assert_num_queries):
    one, two = axis(1), axis(2)
    programme = told(two, "Cop 21")
    part = told(two, "film", parent=programme)
    workshops = told(one, "ateliers")
    told(one, "plaidoyer", led_from=workshops, in_report=False)
    take_part(action=programme, organisation=organisation("Bellastock"), by=ANIMATOR)
    with django_assert_num_queries(3):
        first, second = told_year(2015)
        assert [str(item.action.led_from or "") for item in first.items] == ["", "ateliers"]
        assert second.items[0].participants[0].organisation.name == "Bellastock"
    assert (first.reported, second.reported) == (1, 1)
    assert second.items[0].parts == [part]
    assert years_told() == [2015]


@pytest.mark.parametrize(
    ("case", "title", "year", "by", "code"),
    [
        ("no title", " ", 2015, ANIMATOR, "no-title"),
        ("part of another year", "film", 2016, ANIMATOR, "other-programme"),
        ("by a co-manager", "film", 2015, CO_MANAGER, "not-allowed"),
    ],
)
def test_a_refused_action_is_not_written(case, title, year, by, code):
    where = axis()
    programme = told(where)
    lines = Entry.objects.count()
    with pytest.raises(Refused) as no:
        tell_action(axis=where, year=year, title=title, parent=programme, by=by)
    assert no.value.reason.code == code, case
    assert (Action.objects.count(), Entry.objects.count()) == (1, lines)


def test_other_words_and_out_of_the_report():
    action = told(axis())
    kept = reword_action(
        action, title="Repas des habitants", text="Le premier mardi.", in_report=False, by=ANIMATOR
    )
    assert list(reported_actions(2015)) == []
    line = Entry.objects.first()
    assert line
    assert line.details["before"]["title"] == "Repas mensuels"
    with pytest.raises(Refused):
        reword_action(kept, title="", text="", in_report=True, by=ANIMATOR)
    kept.refresh_from_db()
    assert kept.title == "Repas des habitants"


def test_one_takes_part_once():
    action, halage = told(axis()), organisation("Halage")
    take_part(action=action, organisation=halage, role="accueil", by=ANIMATOR)
    with pytest.raises(Refused):
        take_part(action=action, organisation=halage, by=ANIMATOR)
    assert Participation.objects.count() == 1


def test_partners_of_the_pole_of_a_member_of_an_action():
    carrier = carrier_of(home_pole())
    cnam, appui = organisation("CNAM"), organisation("Appui")
    partner_with(partner=cnam, since=read_dated("2015"), circle="recherche", by=ANIMATOR)
    partner_with(
        partner=appui,
        holder=organisation("Halage"),
        since=read_dated("2014"),
        until=read_dated("2014"),
        thanks_to_pole=True,
        by=ANIMATOR,
    )
    assert [str(p) for p in partners_of(2015)] == ["CNAM"]
    assert [str(p) for p in partners_of(2014)] == ["Appui"]
    with pytest.raises(Refused):
        partner_with(partner=carrier, holder=carrier, since=read_dated("2015"), by=ANIMATOR)
    assert Partnership.objects.count() == 2


def test_the_figure_counts_items_by_axis(django_assert_num_queries):
    one, two = axis(1), axis(2)
    programme = told(two, "Cop 21")
    told(two, "film", parent=programme)
    told(one, "ateliers")
    told(one, "hors bilan", in_report=False)
    with django_assert_num_queries(1):
        counted = measure(2015)["report_actions"]
    assert counted.value == Decimal(2)
    assert [(part.label, part.value) for part in counted.parts] == [
        ("1. Axe 1", Decimal(1)),
        ("2. Axe 2", Decimal(1)),
    ]
    assert measure(2013)["report_actions"].value is None
