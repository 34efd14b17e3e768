"""What a space and works are today, and what one may do about it."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from phares.common.clock.actions import travel_to
from phares.cooperative.premises import actions
from phares.cooperative.premises.queries.ahead import plan_of
from phares.cooperative.premises.queries.overview import buildings_on
from phares.cooperative.premises.rules.kinds import SpaceKind
from phares.cooperative.premises.rules.places import Rect
from phares.cooperative.premises.tests import factories as f
from phares.kernel.actor import THE_POLE
from phares.kernel.money import Money
from phares.money.pricing.actions import set_tariff
from phares.money.pricing.rules.units import Unit

pytestmark = pytest.mark.django_db


def travel(year, month):
    travel_to(datetime(year, month, 4, 10, 30, tzinfo=ZoneInfo("Europe/Paris")), by=THE_POLE)


@pytest.fixture
def place(cast):
    travel(2016, 1)
    return f.place()


def shown(client, space):
    response = client.get(reverse("premises:space", args=[space.pk]))
    return re.sub(r"\s+", " ", unescape(response.content.decode()))


def test_a_free_space_says_so_and_where_to_sign(place, client_of):
    office, sign = place.offices[0], f"/conventions/signer/?espace={place.offices[0].pk}"
    page = shown(client_of("animator"), office)
    assert '<span class="balise regle">libre</span>' in page
    assert sign in page
    assert "Fermer l’espace" in page
    for name in ("technician", "member_contact"):
        page = shown(client_of(name), office)
        assert "libre" in page
        assert sign not in page


def test_one_that_is_not_free_offers_no_agreement(place, client_of):
    f.lease(place, place.offices[0], occupant=f.organisation(), start=f.day(3))
    actions.close_space(
        place.offices[1], start=f.day(1, year=2016), reason="Peinture", by=f.TECHNICIAN
    )
    client = client_of("animator")
    said = [
        (place.offices[0], "Terragram"),
        (place.offices[1], '<span class="balise bloque">fermé : Peinture</span>'),
        (place.meeting, '<span class="balise projet">partagé</span>'),
        (place.workshop, "fermé : pas utilisable"),
    ]
    for space, word in said:
        page = shown(client, space)
        assert word in page
        assert "?espace=" not in page


def test_a_room_names_its_free_desks(place, client_of):
    first, second = (
        actions.add_desk(
            room=place.coworking, code=f"P{n}", name=f"Poste {n}", start=f.OPENED, by=f.TECHNICIAN
        )
        for n in (1, 2)
    )
    f.lease(place, first, occupant=f.organisation(), start=f.day(3))
    page = shown(client_of("animator"), place.coworking)
    assert "1 poste libre</span> " in page
    assert f'<a href="/lieu/espaces/{second.pk}/">Poste 2</a>' in page


def test_the_form_to_sign_puts_free_spaces_first(place, client_of):
    for office in place.offices[:2]:
        f.lease(place, office, occupant=f.organisation(f"De {office.name}"), start=f.day(3))
    field = client_of("animator").get("/conventions/signer/").context["form"]["spaces"]
    labels = [choice.choice_label.replace("\u00a0", " ") for choice in field]
    assert labels == [
        "Bureau 5 (R+1), 20 m², libre",
        "Atelier textile (RdC), 50 m², fermé : pas utilisable",
        "Bureau 3 (R+1), 20 m², occupé par De Bureau 3",
        "Bureau 4 (R+1), 20 m², occupé par De Bureau 4",
    ]


def test_the_form_to_sign_says_what_a_space_costs(place, client_of):
    set_tariff(
        code="bureau", label="Bureau", unit=Unit.SQUARE_METRE_MONTH, amount=Money.euros("16"),
        since=f.day(1), by=f.ANIMATOR,
    )  # fmt: skip
    field = client_of("animator").get("/conventions/signer/").context["form"]["spaces"]
    labels = [choice.choice_label.replace("\u00a0", " ") for choice in field]
    assert labels[0] == "Bureau 3 (R+1), 20 m², 320,00 € par mois, libre"


def test_what_is_not_free_is_folded_unless_it_is_ticked(place, client_of):
    taken, other = place.offices[:2]
    for office in (taken, other):
        f.lease(place, office, occupant=f.organisation(f"De {office.name}"), start=f.day(3))
    client, sign = client_of("animator"), "/conventions/signer/"
    page = client.get(sign).text
    assert "<details><summary>Espaces occupés ou fermés (3)</summary>" in page
    assert page.index("Bureau 5 (R+1)") < page.index("<summary>Espaces")
    assert page.index("Bureau 3 (R+1)") > page.index("<summary>Espaces")
    page = client.get(sign, {"espace": taken.pk}).text
    assert "<summary>Espaces occupés ou fermés (2)</summary>" in page
    assert page.index("Bureau 3 (R+1)") < page.index("<summary>Espaces")
    f.lease(place, place.offices[2], occupant=f.organisation("De 5"), start=f.day(3))
    assert "<details open><summary>Espaces occupés ou fermés (4)" in client.get(sign).text


def test_works_choose_among_all_spaces_unfolded(place, client_of):
    assert "<details><summary>Espaces" not in client_of("technician").get("/travaux/prevoir/").text


def test_works_are_told_as_they_were_that_day(place, client_of):
    """Works of the summer of 2015, seen from before, from the middle and from after."""
    works = actions.plan_works(
        building=place.building, name="Toiture", start=f.day(6), end=f.day(8, 31),
        spaces=[place.offices[0]], by=f.TECHNICIAN,
    )  # fmt: skip
    actions.start_works(works, by=f.TECHNICIAN)
    client = client_of("animator")
    page = reverse("premises:works_page", args=[works.pk])

    def words():
        pages = [
            shown(client, place.offices[0]),
            *(client.get(u).text for u in ("/travaux/", page)),
        ]
        return {
            word for word in ("prévus", "en cours", "terminés") for text in pages if word in text
        }

    travel(2015, 3)
    assert words() == {"prévus"}
    assert "Travaux en cours" not in client.get("/aujourdhui/").text
    travel(2015, 7)
    assert words() == {"en cours"}
    assert "Travaux en cours" in client.get("/aujourdhui/").text
    actions.finish_works(works, last_day=f.day(9, 15), by=f.TECHNICIAN)
    assert words() == {"en cours"}
    travel(2016, 1)
    assert words() == {"terminés"}


def test_desks_are_told_and_not_added_to_the_surface(place, client_of):
    """60 m² of coworking hold a desk of 8: the kinds add up to the surface of the house."""
    actions.add_desk(
        room=place.coworking, code="P1", name="Poste 1", surface_m2=Decimal(8), start=f.OPENED,
        by=f.ANIMATOR,
    )  # fmt: skip
    page = client_of("animator").get(reverse("premises:overview")).text
    assert "dont 8\u00a0m²" in page
    assert "déjà comptés dans la surface de leur salle" in page
    (building,) = buildings_on(date(2016, 1, 4))
    assert sum(kind.surface_m2 for kind in building.kinds) == building.surface_m2 == 210
    desk = next(one for one in building.kinds if one.kind is SpaceKind.DESK)
    assert [desk.surface_m2, desk.within_m2] == [0, 8]


def test_a_floor_without_a_free_space_says_none(place):
    first = plan_of(place.first, date(2016, 1, 4), to=f.ANIMATOR)
    assert first.sentence == "4\u00a0espaces, aucun occupé par convention, 3\u00a0libres."
    for office in place.offices:
        f.lease(place, office, occupant=place.owner, start=f.day(3))
    first = plan_of(place.first, date(2016, 1, 4), to=f.ANIMATOR)
    assert first.sentence == "4\u00a0espaces, 3\u00a0occupés par convention, aucun libre."


def test_a_floor_is_drawn_lying_and_standing(place, client_of):
    """One of them shows, by the width of the page: the same spaces, whole names on a phone."""
    lying, standing = plan_of(place.first, date(2016, 1, 4), to=f.ANIMATOR).sheets
    assert [one.one.space.code for one in lying.drawn] == [
        one.one.space.code for one in standing.drawn
    ]
    assert [one.name for one in standing.drawn] == ["3", "4", "5", "Cordouan"]
    page = client_of("animator").get(reverse("premises:floor", args=[place.first.pk])).text
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert page.count('aria-label="Cordouan, ') == 2
    assert page.count('<pattern id="travaux"') == 1


def test_a_name_too_long_for_a_corridor_is_written_along_it(place):
    f.space(place.first, "couloir 1", "Couloir", SpaceKind.CIRCULATION, 45, Rect(0, 60, 300, 20))
    for sheet, along in zip(
        plan_of(place.first, date(2016, 1, 4), to=f.ANIMATOR).sheets, (False, True), strict=True
    ):
        (corridor,) = [one for one in sheet.drawn if one.one.space.code == "couloir 1"]
        assert (corridor.name, corridor.along, corridor.who) == ("couloir 1", along, [])
