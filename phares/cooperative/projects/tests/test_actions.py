from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from phares.common.audit.models import Entry
from phares.cooperative.projects.actions import (
    correct_partnership,
    end_partnership,
    partner_with,
    reword_action,
    reword_axis,
    take_part,
    tell_action,
    withdraw_part,
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


def test_an_axis_keeps_its_number_for_itself():
    first, second = axis(1), axis(2)
    lines = Entry.objects.count()
    with pytest.raises(Refused) as no:
        write_axis(pole=first.pole, number=2, name="Accueillir", by=ANIMATOR)
    assert no.value.reason.code == "axis-number"
    with pytest.raises(Refused):
        reword_axis(second, number=1, name="Autre", long_name="", statement="", by=ANIMATOR)
    with pytest.raises(Refused):
        reword_axis(second, number=3, name="Autre", long_name="", statement="", by=CO_MANAGER)
    assert (Axis.objects.count(), Entry.objects.count()) == (2, lines)
    kept = reword_axis(
        first, number=3, name="Accueillir", long_name="", statement="Un lieu", by=ANIMATOR
    )
    first.refresh_from_db()
    assert (str(first), first.statement) == (str(kept), "Un lieu") == ("3. Accueillir", "Un lieu")


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


def test_one_noted_by_mistake_takes_no_part():
    action = told(axis(), participants=[(organisation("Halage"), "accueil")])
    part = action.participations.get()
    with pytest.raises(Refused):
        withdraw_part(part, by=CO_MANAGER)
    assert part.role == "accueil"
    withdraw_part(part, by=ANIMATOR)
    assert Participation.objects.count() == 0
    line = Entry.objects.first()
    assert line
    assert (line.verb, line.subject) == ("projects.part_withdrawn", "Halage, Repas mensuels")


def test_a_structure_named_twice_leaves_the_action_untold():
    where, halage = axis(), organisation("Halage")
    lines = Entry.objects.count()
    with pytest.raises(Refused) as no:
        told(where, participants=[(halage, "accueil"), (halage, "")])
    assert no.value.reason.code == "takes-part-already"
    assert (Action.objects.count(), Entry.objects.count()) == (0, lines)


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


def partnership(**more: Any) -> Partnership:
    terms: dict[str, Any] = {"since": read_dated("2014"), "circle": "recherche", "by": ANIMATOR}
    return partner_with(partner=organisation("CNAM"), **terms | more)


def test_a_partnership_ends_once():
    made = partnership()
    with pytest.raises(Refused) as early:
        end_partnership(made, until=read_dated("2013"), by=ANIMATOR)
    assert early.value.reason.code == "ends-before-start"
    with pytest.raises(Refused):
        end_partnership(made, until=read_dated("2015"), by=CO_MANAGER)
    made.refresh_from_db()
    assert made.ends_on is None
    ended = end_partnership(made, until=read_dated("juin 2015"), by=ANIMATOR)
    with pytest.raises(Refused) as twice:
        end_partnership(made, until=read_dated("2016"), by=ANIMATOR)
    assert twice.value.reason.code == "ended"
    made.refresh_from_db()
    assert str(made.ending) == str(ended.ending) == "juin 2015"


def test_a_partnership_is_corrected_whole_and_a_blank_end_is_no_end():
    made, halage = partnership(until=read_dated("2014")), organisation("Halage")
    right: dict[str, Any] = {
        "partner": made.partner, "holder": halage, "since": read_dated("2013"), "until": None,
    }  # fmt: skip
    lines = Entry.objects.count()
    for wrong in ({"holder": made.partner}, {"until": read_dated("2012")}, {"by": CO_MANAGER}):
        with pytest.raises(Refused):
            correct_partnership(made, **{"by": ANIMATOR, **right, **wrong})
    made.refresh_from_db()
    assert (str(made.ending), made.holder, Entry.objects.count()) == ("2014", None, lines)
    correct_partnership(made, **right, purpose="Coopérer", by=ANIMATOR)
    made.refresh_from_db()
    assert (made.ending, made.holder, made.purpose) == (None, halage, "Coopérer")
    assert made.circle == "recherche"


@pytest.mark.parametrize("column", ["parent", "led_from"])
def test_the_database_keeps_an_action_apart_from_itself(column):
    action = told(axis())
    with pytest.raises(IntegrityError), transaction.atomic():
        Action.objects.filter(pk=action.pk).update(**{column: action.pk})


def test_the_database_knows_axes_from_one_and_two_sides():
    made, first = partnership(), axis()
    with pytest.raises(IntegrityError), transaction.atomic():
        Axis.objects.filter(pk=first.pk).update(number=0)
    with pytest.raises(IntegrityError), transaction.atomic():
        Partnership.objects.filter(pk=made.pk).update(holder=made.partner_id)
