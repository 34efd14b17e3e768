from __future__ import annotations

from decimal import Decimal

import pytest

from phares.cooperative.premises import actions, figures
from phares.cooperative.premises.rules.kinds import SpaceKind
from phares.cooperative.premises.tests import factories as f
from phares.kernel.actor import THE_POLE, Role
from tests.parties import acting

pytestmark = pytest.mark.django_db


def values(year):
    return {code: counted.value for code, counted in figures.measure(year).items()}


def test_a_pole_without_building_has_no_figures():
    assert set(values(2015)) == {indicator.code for indicator in figures.INDICATORS}
    assert set(values(2015).values()) == {None}


def test_a_room_keeps_its_days_when_it_is_divided():
    place = f.place()
    office = place.offices[0]
    f.lease(place, office, occupant=f.organisation(), start=f.day(1), end=f.day(6, 30))
    actions.change_space(office, start=f.day(7), kind=SpaceKind.COWORKING, by=THE_POLE)
    before = figures.measure(2015)["occupancy_rate"]
    assert before.value
    actions.add_desk(room=office, code="P1", name="Poste 1", start=f.day(7), by=THE_POLE)
    after = figures.measure(2015)["occupancy_rate"]
    let = f"premises.space:{office.pk}"
    assert after.value == before.value
    assert [row.detail for row in after.rows if row.key == let] == [
        "R+1, 181 jours sous convention sur 181 offerts"
    ]


def test_surfaces_and_spaces_on_the_last_day(django_assert_num_queries):
    place = f.place()
    for number in range(1, 6):
        actions.add_desk(
            room=place.coworking, code=f"P{number}", name=f"Poste {number}", start=f.OPENED,
            surface_m2=Decimal(6), by=THE_POLE,
        )  # fmt: skip
    with django_assert_num_queries(2):
        found = figures.measure(2015)
    assert {code: counted.value for code, counted in found.items() if counted.value} == {
        "surface_m2": 3 * 20 + 40 + 60 + 50,
        "usable_surface_m2": 160,
        "floors": 2,
        "meeting_rooms": 1,
        "private_offices": 3,
        "coworking_desks": 5,
    }
    assert found["workshops"].value == 0
    assert [row.detail for row in found["workshops"].aside] == ["pas utilisable"]
    assert found["occupancy_rate"].value == Decimal("0.00")
    for counted in found.values():
        assert sum((row.value for row in counted.rows), Decimal(0)) == counted.value


def test_works_change_the_usable_surface_and_not_the_surface():
    place = f.place()
    actions.change_space(place.workshop, start=f.day(9), usable=True, by=THE_POLE)
    before, after = values(2014), values(2015)
    assert (before["surface_m2"], after["surface_m2"]) == (210, 210)
    assert (before["usable_surface_m2"], after["usable_surface_m2"]) == (160, 210)
    assert (before["workshops"], after["workshops"]) == (0, 1)


def test_the_occupancy_of_a_year():
    """Three offices of 20 m²; one let from July, one all year but closed 30 days in June."""
    place = f.place()
    first, second, _third = place.offices
    f.lease(place, first, occupant=f.organisation(), start=f.day(7))
    f.lease(place, second, occupant=f.organisation("ERRC"), start=f.day(1), end=f.day(5, 31))
    actions.close_space(second, start=f.day(6), end=f.day(6, 30), reason="Peinture", by=THE_POLE)
    counted = figures.measure(2015)["occupancy_rate"]
    exact = Decimal(100 * (184 + 151)) / (365 + 335 + 365)
    assert counted.value == exact.quantize(Decimal("0.01")) == Decimal("31.46")
    assert [(row.label, row.detail) for row in counted.rows] == [
        ("Bureau 3", "R+1, 184 jours sous convention sur 365 offerts"),
        ("Bureau 4", "R+1, 151 jours sous convention sur 335 offerts"),
        ("Bureau 5", "R+1, 0 jours sous convention sur 365 offerts"),
    ]


def test_a_year_before_the_building_has_no_figures():
    f.place()
    assert set(values(1999).values()) == {None}


@pytest.mark.parametrize(
    ("role", "reads"),
    [
        (Role.RECEPTIONIST, True),
        (Role.CO_MANAGER, True),
        (Role.MEMBER_CONTACT, False),
        (Role.MEMBER_STAFF, False),
        (Role.FUNDER, False),
    ],
)
def test_how_long_a_space_is_let_is_for_those_who_read_agreements(role, reads):
    """« 60 jours sous convention sur 366 », while the year runs, tells when somebody leaves."""
    place = f.place()
    f.lease(place, place.offices[0], occupant=place.owner, start=f.day(1), end=f.day(2, 29, 2016))
    counted = figures.measure(2016)["occupancy_rate"]
    told = figures.told_to(acting(role, place.owner.pk), "occupancy_rate", counted)
    assert told.value == counted.value
    assert [row.label for row in told.rows] == [row.label for row in counted.rows]
    details = {row.detail for row in told.rows}
    assert any("60 jours sous convention" in detail for detail in details) is reads
    assert (details == {""}) is not reads
    assert ({row.value for row in told.rows} == {1}) is not reads


def test_surfaces_are_told_to_all():
    f.place()
    counted = figures.measure(2015)["surface_m2"]
    assert figures.told_to(acting(Role.MEMBER_STAFF, 1), "surface_m2", counted) == counted


def test_a_surface_behind_a_figure_is_not_cut_to_the_metre():
    place = f.place()
    actions.change_space(place.offices[0], start=f.day(9), surface_m2=Decimal("28.65"), by=THE_POLE)
    rows = {row.label: row.detail for row in figures.measure(2015)["private_offices"].rows}
    assert rows[place.offices[0].name].endswith(", 28,7\u00a0m²")
    assert rows[place.offices[1].name].endswith(", 20\u00a0m²")
