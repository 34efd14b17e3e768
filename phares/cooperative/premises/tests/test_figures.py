from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from phares.cooperative.premises import actions, figures
from phares.cooperative.premises.rules.kinds import SpaceKind
from phares.cooperative.premises.rules.places import Rect
from phares.cooperative.premises.tests import factories as f
from phares.kernel.actor import THE_POLE, Role
from phares.kernel.dating import read_dated
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


def year_end(year: int, code: str) -> tuple[Any, list[tuple[Any, ...]]]:
    counted = figures.measure(year)[code]
    return counted.value, [(row.label, row.detail, row.value) for row in counted.aside]


WINTER = "date de début incertaine : hiver 2015"


def test_a_space_changed_in_a_winter_counts_for_what_it_is_either_way():
    """Divided « hiver 2015 »: 15 m² of the 20 are sure on 31 December, and it is an office."""
    place, winter = f.place(), read_dated("hiver 2015")
    office, _, other = place.offices
    actions.change_space(office, start=winter, surface_m2=Decimal(15), by=THE_POLE)
    actions.change_space(other, start=winter, kind=SpaceKind.MEETING, by=THE_POLE)
    assert year_end(2014, "surface_m2") == (210, [])
    assert year_end(2015, "surface_m2") == (205, [("Bureau 3", WINTER, 5)])
    assert year_end(2016, "surface_m2") == (205, [])
    assert year_end(2015, "private_offices") == (2, [("Bureau 5", WINTER, 1)])
    assert year_end(2015, "meeting_rooms") == (1, [("Bureau 5", WINTER, 1)])
    assert values(2016)["meeting_rooms"] == 2


def test_a_space_opened_in_a_winter_does_not_count_yet_and_says_so():
    place, winter = f.place(), read_dated("hiver 2015")
    shop: dict[str, Any] = {"kind": SpaceKind.SHOP, "m2": 30, "rect": Rect(), "start": winter}
    f.space(place.ground, "Boutique", "Boutique", **shop)
    attic = actions.add_floor(
        building=place.building, code="C", name="Combles", level=2, width=9, height=9, by=THE_POLE
    )
    f.space(attic, "Grenier", "Grenier", **shop)
    actions.change_space(place.workshop, start=winter, usable=True, by=THE_POLE)
    both = [("Boutique", WINTER, 30), ("Grenier", WINTER, 30)]
    assert year_end(2015, "surface_m2") == (210, both)
    assert year_end(2015, "floors") == (2, [("Combles", WINTER, 1)])
    assert year_end(2015, "shops") == (0, [(name, WINTER, 1) for name, _, _ in both])
    assert year_end(2015, "workshops") == (0, [("Atelier textile", WINTER, 1)])
    workshop = ("Atelier textile", WINTER, 50)
    assert year_end(2015, "usable_surface_m2") == (160, [workshop, *both])
    assert [values(2016)[code] for code in ("floors", "shops", "workshops")] == [3, 2, 1]


def test_the_days_of_a_doubt_are_not_offered():
    """An office opened « été 2015 » is surely one from 31 August on: 123 days."""
    place = f.place()
    for office in place.offices[1:]:
        actions.change_space(office, start=f.day(1), kind=SpaceKind.MEETING, by=THE_POLE)
    actions.change_space(
        place.offices[0], start=read_dated("été 2015"), surface_m2=Decimal(10), by=THE_POLE
    )
    [row] = figures.measure(2015)["occupancy_rate"].rows
    assert row.detail == f"R+1, 0 jours sous convention sur {151 + 123} offerts"


def occupied(year: int) -> tuple[list[str], list[tuple[str, Any]]]:
    """What is said of the first office: its days, then what stands aside with what it may add."""
    counted = figures.measure(year)["occupancy_rate"]
    assert sum(row.value for row in counted.rows) == counted.value
    days = [row.detail for row in counted.rows if row.label == "Bureau 3"]
    return days, [(row.detail, row.value) for row in counted.aside]


@pytest.mark.parametrize(
    ("case", "since", "until", "let", "unsure", "why"),
    [
        ("begun « été 2015 »", "été 2015", None, 123, 91, "date de début incertaine : été 2015"),
        ("begun « 2015 »", "2015", None, 1, 364, "date de début incertaine : 2015"),
        ("ended « 2015 »", "2013", "2015", 0, 365, "date de fin incertaine : 2015"),
        ("ended « automne 2015 »", "2013", "automne 2015", 243, 91,
         "date de fin incertaine : automne 2015"),
        ("ended before a day", "2013", "avant le 1/6/2015", 0, 151,
         "date de fin incertaine : avant le 1er juin 2015"),
        ("known to the month", "mars 2015", "mai 2015", 92, 0, ""),
        ("begun the year before", "2014", None, 365, 0, ""),
    ],
)  # fmt: skip
def test_an_agreement_dated_vaguely_lets_on_the_days_that_are_sure(
    case, since, until, let, unsure, why
):
    place = f.place()
    end = read_dated(until) if until else None
    office = place.offices[0]
    f.lease(place, office, occupant=f.organisation(), start=read_dated(since), end=end)
    days, aside = occupied(2015)
    assert days == [f"R+1, {let} jours sous convention sur 365 offerts"], case
    exact = (Decimal(100 * unsure) / (3 * 365)).quantize(Decimal("0.01"))
    points = str(exact).replace(".", ",")
    told = f"R+1, {unsure} jours peut-être sous convention, {points} points de plus : {why}"
    assert aside == ([(told, exact)] if unsure else []), case


def test_between_an_agreement_and_the_one_that_renews_it_nobody_doubts():
    place, tenant = f.place(), f.organisation()
    office, vague = place.offices[0], read_dated("été 2015")
    first = f.lease(place, office, occupant=tenant, start=f.day(1), end=vague)
    assert occupied(2015)[0] == ["R+1, 151 jours sous convention sur 365 offerts"]
    actions.renew_lease(first, by=THE_POLE)
    assert occupied(2015) == (["R+1, 365 jours sous convention sur 365 offerts"], [])


def test_who_follows_somebody_else_lets_no_day_of_doubt():
    """One left « été 2015 », the next one came « automne 2015 »: empty meanwhile, perhaps."""
    place = f.place()
    office = place.offices[0]
    vague = {"été": read_dated("été 2015"), "automne": read_dated("automne 2015")}
    f.lease(place, office, occupant=place.owner, start=f.day(1), end=vague["été"])
    f.lease(place, office, occupant=f.organisation(), start=vague["automne"])
    days, [(told, _)] = occupied(2015)
    assert days == ["R+1, 183 jours sous convention sur 365 offerts"]
    assert told == (
        "R+1, 182 jours peut-être sous convention, 16,62 points de plus : "
        "date de fin incertaine : été 2015 ; "
        "date de début incertaine : automne 2015"
    )


def test_the_occupancy_of_vague_agreements_costs_one_more_query(django_assert_num_queries):
    place = f.place()
    for office in place.offices:
        f.lease(place, office, occupant=f.organisation(f"De {office}"), start=read_dated("2015"))
    with django_assert_num_queries(3):
        figures.measure(2015)


def test_a_doubt_on_an_agreement_is_for_those_who_read_agreements():
    place = f.place()
    f.lease(place, place.offices[0], occupant=place.owner, start=read_dated("été 2015"))
    counted = figures.measure(2015)["occupancy_rate"]
    [told] = figures.told_to(acting(Role.MEMBER_STAFF, 1), "occupancy_rate", counted).aside
    assert (told.label, told.detail, told.value) == ("Bureau 3", "", Decimal(1))
