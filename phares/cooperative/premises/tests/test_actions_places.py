from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from phares.common.audit.models import Entry
from phares.cooperative.assets.models import Asset, Occupation
from phares.cooperative.premises import actions
from phares.cooperative.premises.models import Closure, Floor, SpaceState, Tenure, Works
from phares.cooperative.premises.rules.kinds import SpaceKind, TenureKind
from phares.cooperative.premises.rules.places import Rect
from phares.cooperative.premises.tests import factories as f
from phares.kernel.actor import THE_POLE
from phares.kernel.dating import Dated, Precision, read_dated
from phares.kernel.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return f.place()


def written():
    tables = (Asset, SpaceState, Floor, Tenure, Works, Closure, Occupation, Entry)
    return [list(table.objects.order_by("pk").values()) for table in tables]


def refused(code, act, /, *args, **options):
    before = written()
    with pytest.raises(Refused) as caught:
        act(*args, **options)
    assert caught.value.reason.code == code
    assert written() == before
    return caught.value.reason.sentence


def test_a_change_ends_the_state_before_and_keeps_it(place):
    actions.change_space(
        place.meeting, start=f.day(6), capacity=20, surface_m2=Decimal(45), by=f.TECHNICIAN
    )
    rows: Any = SpaceState.objects.filter(space=place.meeting).values_list(
        "starts_on", "ends_on", "kind", "surface_m2", "capacity"
    )
    assert list(rows) == [
        (date(2001, 1, 1), date(2015, 6, 1), "meeting", 40, 18),
        (date(2015, 6, 1), None, "meeting", 45, 20),
    ]
    refused("order", actions.change_space, place.meeting, start=f.day(6), capacity=1, by=THE_POLE)


@pytest.mark.parametrize(
    ("since", "before"),
    [
        ("2015-06-01", "31 mai 2015"),
        ("mars 2015", "février 2015"),
        ("été 2015", "printemps 2015"),
        ("2015", "2014"),
        ("début 2015", "31 décembre 2014"),
        ("avant le 31/12/2015", "avant le 31 décembre 2015"),
    ],
)
def test_the_state_before_ends_as_exactly_as_the_new_one_begins(place, since, before):
    state = actions.change_space(
        place.meeting, start=read_dated(since), capacity=20, by=f.TECHNICIAN
    )
    first = place.meeting.states.order_by("starts_on").first()
    assert (str(first.ending), first.ending.after) == (before, state.starts_on)


@pytest.mark.parametrize(
    ("case", "more", "code"),
    [
        ("outside the floor", {"rect": Rect(250, 0, 60, 10)}, "outside"),
        ("the same plate twice", {"code": "3"}, "code"),
        ("less than nothing", {"surface_m2": Decimal(-1)}, "surface"),
        ("not by an accountant", {"by": f.ACCOUNTANT}, "forbidden"),
    ],
)
def test_a_space_that_cannot_be(place, case, more, code):
    facts = {
        "floor": place.first, "code": "9", "name": "Bureau 9", "kind": SpaceKind.OFFICE,
        "surface_m2": Decimal(12), "start": f.OPENED, "by": f.TECHNICIAN,
    }  # fmt: skip
    refused(code, actions.add_space, **facts | more)


def test_the_database_forbids_two_states_at_once(place):
    with pytest.raises(IntegrityError), transaction.atomic():
        SpaceState.objects.create(
            space=place.meeting, kind="office", surface_m2=1, starts_on=date(2010, 1, 1)
        )


def test_desks_make_a_whole_of_their_room(place):
    desk = actions.add_desk(
        room=place.coworking, code="P1", name="Poste 1", start=f.OPENED, by=f.TECHNICIAN
    )
    assert (desk.parent_id, desk.kind, desk.states.get().kind) == (
        place.coworking.pk, "desk", "desk",
    )  # fmt: skip
    refused("kind", actions.add_desk, room=place.meeting, code="P2", name="Poste 2",
            start=f.OPENED, by=THE_POLE)  # fmt: skip
    f.lease(place, desk, occupant=f.organisation(), start=f.day(3))
    sentence = refused("taken", actions.close_space, place.coworking, start=f.day(6),
                       reason="Peinture", by=f.TECHNICIAN)  # fmt: skip
    assert "Poste 1 est occupé par Terragram" in sentence


def test_a_room_whose_desks_are_let_stays_usable(place):
    desk = actions.add_desk(
        room=place.coworking, code="P1", name="Poste 1", start=f.OPENED, by=f.TECHNICIAN
    )
    f.lease(place, desk, occupant=f.organisation(), start=f.day(3), end=f.day(8, 31))
    change: dict[str, Any] = {"start": f.day(6), "by": f.TECHNICIAN}
    said = refused("let", actions.change_space, place.coworking, **change, usable=False)
    assert said.startswith("Poste 1 est occupé par Terragram")
    actions.change_space(place.coworking, surface_m2=Decimal(70), **change)
    actions.change_space(place.coworking, start=f.day(9), usable=False, by=f.TECHNICIAN)
    with pytest.raises(Refused, match="Co-travail n’est pas utilisable pour le moment"):
        f.lease(place, desk, occupant=f.organisation("ERRC"), start=f.day(9))


def test_a_room_of_desks_stays_one_and_a_desk_stays_a_desk(place):
    desk = actions.add_desk(
        room=place.coworking, code="P1", name="Poste 1", start=f.OPENED, by=f.TECHNICIAN
    )
    for space, kind, said in (
        (place.coworking, SpaceKind.OFFICE, "Co-travail est fait de postes"),
        (desk, SpaceKind.OFFICE, "Poste 1 est un poste et le reste"),
        (place.offices[0], SpaceKind.DESK, "ne devient pas un poste"),
    ):
        sentence = refused(
            "kind", actions.change_space, space, start=f.day(9), kind=kind, by=THE_POLE
        )
        assert said in sentence


def test_a_desk_is_not_older_than_its_room_nor_larger(place):
    office = place.offices[0]
    desk: dict[str, Any] = {"code": "P1", "name": "Poste 1", "by": THE_POLE}
    actions.change_space(office, start=f.day(7), kind=SpaceKind.COWORKING, by=THE_POLE)
    sentence = refused("kind", actions.add_desk, room=office, start=f.day(6), **desk)
    assert "que depuis le 1er juillet 2015" in sentence
    m2 = office.states.latest("starts_on").surface_m2
    first = actions.add_desk(room=office, start=f.day(7), surface_m2=m2 - 1, **desk)
    other = desk | {"code": "P2", "name": "Poste 2", "room": office, "start": f.day(7)}
    sentence = refused("share", actions.add_desk, surface_m2=Decimal(2), **other)
    assert "feraient ensemble" in sentence
    wider = {"start": f.day(9), "surface_m2": m2 + 1, "by": THE_POLE}
    refused("share", actions.change_space, first, **wider)
    actions.change_space(first, **wider | {"surface_m2": m2})
    assert first.states.latest("starts_on").surface_m2 == m2


def test_no_desk_in_a_room_that_is_closed(place):
    actions.close_space(place.coworking, start=f.day(6), reason="Peinture", by=f.TECHNICIAN)
    refused("taken-whole", actions.add_desk, room=place.coworking, code="P1", name="Poste 1",
            start=f.day(7), by=THE_POLE)  # fmt: skip


def test_owner_and_manager_are_two_facts(place):
    tenures = Tenure.objects.values_list("organisation__name", "kind")
    assert set(tenures) == {("Halage", "owner"), ("SCIC Le PHARES", "manager")}
    again = {"building": place.building, "organisation": place.owner, "kind": TenureKind.OWNER}
    refused("twice", actions.record_tenure, **again, start=f.day(1), by=THE_POLE)
    refused("dates", actions.record_tenure, **again, start=f.day(3), end=f.day(2), by=THE_POLE)
    refused("forbidden", actions.record_tenure, **again, start=f.day(3), by=f.TECHNICIAN)


def test_a_floor_is_there_once(place):
    more = {"building": place.building, "name": "Bis", "width": 1, "height": 1}
    refused("code", actions.add_floor, **more, code="RdC", level=5, by=THE_POLE)
    refused("code", actions.add_floor, **more, code="R+5", level=0, by=THE_POLE)
    refused("forbidden", actions.add_floor, **more, code="R+5", level=5, by=f.TECHNICIAN)
    refused("forbidden", actions.open_site, name="Ailleurs", by=f.ACCOUNTANT)
    refused(
        "forbidden", actions.raise_building, site=place.building.site, name="B", by=f.ACCOUNTANT
    )


def test_a_closure_keeps_everybody_out_until_it_reopens(place):
    office = place.offices[0]
    summer = Dated(date(2015, 6, 1), Precision.SEASON)
    closure = actions.close_space(
        office, start=summer, end=summer, reason="Peinture", by=f.TECHNICIAN
    )
    with pytest.raises(Refused, match="Bureau 3 : fermeture jusqu’au 31 août 2015"):
        f.lease(place, office, occupant=f.organisation(), start=f.day(7))
    actions.reopen_space(closure, on_day=date(2015, 7, 15), by=f.TECHNICIAN)
    closure.refresh_from_db()
    assert (closure.ends_on, str(closure.ending)) == (date(2015, 7, 15), "14 juillet 2015")
    for day in (date(2015, 7, 15), date(2016, 7, 15)):
        said = refused("already-open", actions.reopen_space, closure, on_day=day, by=f.TECHNICIAN)
        assert said.startswith("Cette fermeture finit déjà le 14 juillet 2015.")
    f.lease(place, office, occupant=f.organisation("ERRC"), start=f.day(7, 15))


def test_a_closure_that_has_not_begun_is_withdrawn(place):
    closure = actions.close_space(
        place.offices[0], start=f.day(9), reason="Peinture", by=f.TECHNICIAN
    )
    refused("forbidden", actions.reopen_space, closure, on_day=date(2015, 8, 1), by=f.ACCOUNTANT)
    actions.reopen_space(closure, on_day=date(2015, 8, 1), by=f.TECHNICIAN)
    assert not Closure.objects.exists()
    assert Occupation.objects.get().state == "released"
    refused("withdrawn", actions.reopen_space, closure, on_day=date(2015, 8, 1), by=f.TECHNICIAN)


def test_works_close_spaces_then_give_metres(place):
    """Summer 2015: ground floor works; 50 m² become usable, the surface stays the same."""
    works = actions.plan_works(
        building=place.building, name="Rez-de-chaussée bas", start=f.day(6), end=f.day(8, 31),
        spaces=[place.workshop], by=f.TECHNICIAN,
    )  # fmt: skip
    works = actions.start_works(works, closing=[place.coworking], by=f.TECHNICIAN)
    assert place.coworking.closures.get().reason == "Travaux : Rez-de-chaussée bas"
    works = actions.finish_works(
        works, last_day=f.day(9, 15), made_usable=[place.workshop], by=f.TECHNICIAN
    )
    assert (works.state, works.ends_on) == ("done", date(2015, 9, 16))
    assert works.surface_gained_m2 == 50
    states: Any = place.workshop.states.values_list("usable", "starts_on", "surface_m2")
    assert list(states) == [(False, date(2001, 1, 1), 50), (True, date(2015, 9, 16), 50)]
    refused("wrong-state", actions.finish_works, works, last_day=f.day(10), by=f.TECHNICIAN)
    refused("wrong-state", actions.start_works, works, by=f.TECHNICIAN)


def test_works_are_planned_once(place):
    plan: Any = {"building": place.building, "start": f.day(6), "by": f.TECHNICIAN}
    actions.plan_works(name="Peinture", **plan)
    said = refused("planned", actions.plan_works, name=" PEINTURE", **plan)
    assert said.startswith("« Peinture » est déjà noté dans ce bâtiment (1er juin 2015).")
    actions.plan_works(name="Peinture", **plan | {"start": f.day(9)})
    actions.plan_works(name="Toiture", **plan)


def test_works_that_finish_early_reopen_early(place):
    works = actions.plan_works(
        building=place.building, name="Peinture", start=f.day(6), by=f.TECHNICIAN
    )
    actions.start_works(works, closing=place.offices[:2], by=f.TECHNICIAN)
    actions.finish_works(works, last_day=f.day(6, 9), by=f.TECHNICIAN)
    assert set(Closure.objects.values_list("ends_on", flat=True)) == {date(2015, 6, 10)}
    f.lease(place, *place.offices[:2], occupant=f.organisation(), start=f.day(6, 10))


def test_works_that_would_close_an_occupied_space_are_refused_whole(place):
    f.lease(place, place.offices[1], occupant=f.organisation(), start=f.day(3))
    works = actions.plan_works(
        building=place.building, name="Peinture", start=f.day(6), by=f.TECHNICIAN
    )
    refused("taken", actions.start_works, works, closing=place.offices, by=f.TECHNICIAN)
    refused("forbidden", actions.start_works, works, by=f.ACCOUNTANT)
    refused("forbidden", actions.plan_works, building=place.building, name="X", start=f.day(6),
            by=f.ACCOUNTANT)  # fmt: skip
