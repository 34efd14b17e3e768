"""When an agreement ends is between the pole and its occupant: other members are not told."""

from __future__ import annotations

import re
from datetime import datetime
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from phares.common.clock.actions import travel_to
from phares.cooperative.premises import actions
from phares.cooperative.premises.tests import factories as f
from phares.kernel.actor import THE_POLE

pytestmark = pytest.mark.django_db
ENDS, NEXT = "31 janvier 2016", "1er février 2016"


@pytest.fixture
def place(cast):
    travel_to(datetime(2016, 1, 4, 10, 30, tzinfo=ZoneInfo("Europe/Paris")), by=THE_POLE)
    return f.place()


@pytest.fixture
def office(place, cast):
    """Halage had it, the Quai has it to the end of January, the Digue takes it in February."""
    room, quai, digue = place.offices[2], cast.houses["quai"], cast.houses["digue"]
    f.lease(place, room, occupant=place.owner, start=f.day(1), end=f.day(2, 28))
    f.lease(place, room, occupant=quai, start=f.day(3), end=f.day(1, 31, 2016))
    f.lease(place, room, occupant=digue, start=f.day(2, 1, 2016))
    return room


def shown(client, url, **asked):
    return re.sub(r"\s+", " ", unescape(client.get(url, asked).content.decode()))


@pytest.mark.parametrize(
    ("who", "ends", "follows"),
    [
        ("animator", True, True),
        ("co_manager", True, True),
        ("member_contact", True, False),
        ("member_staff", False, False),
        ("stranger", False, True),
    ],
)
def test_the_page_of_a_space(office, cast, client_of, who, ends, follows):
    text = shown(client_of(who), reverse("premises:space", args=[office.pk]))
    assert "Du 1er janvier 2015 au 28 février 2015" in text
    assert "Le Quai partagé" in text
    assert (ENDS in text) is ends
    assert ("Depuis le 1er mars 2015" in text) is not ends
    assert ("sa convention" in text) is ends
    assert (NEXT in text) is follows


@pytest.mark.parametrize(("who", "said"), [("animator", True), ("member_staff", False)])
def test_that_it_has_no_end_is_not_told_either(place, cast, client_of, who, said):
    f.lease(place, place.offices[0], occupant=cast.houses["quai"], start=f.day(3))
    text = shown(client_of(who), reverse("premises:space", args=[place.offices[0].pk]))
    assert ("sans date de fin" in text) is said


@pytest.mark.parametrize(
    ("who", "told"),
    [("animator", True), ("member_contact", True), ("member_staff", False), ("stranger", False)],
)
def test_the_plan_of_a_floor(office, client_of, who, told):
    text = shown(client_of(who), reverse("premises:floor", args=[office.floor_id]))
    assert "occupé par Le Quai partagé" in text
    assert (ENDS in text) is told


@pytest.mark.parametrize(
    ("who", "told"),
    [("animator", True), ("member_contact", False), ("member_staff", False)],
)
def test_a_day_to_come_does_not_tell_it(office, client_of, who, told):
    url = reverse("premises:floor", args=[office.floor_id])
    text = shown(client_of(who), url, jour="2016-02-01")
    assert ("occupé par La Digue verte" in text) is told
    assert ("Les jours à venir ne se montrent pas" in text) is not told


def test_a_closure_is_told_to_all(place, client_of):
    room = place.offices[0]
    actions.close_space(
        room, start=f.day(1, 2, 2016), end=f.day(1, 9, 2016), reason="Peinture", by=THE_POLE
    )
    for name, pk in (("space", room.pk), ("floor", room.floor_id)):
        text = shown(client_of("member_staff"), reverse(f"premises:{name}", args=[pk]))
        assert "9 janvier 2016" in text


@pytest.mark.parametrize(
    ("who", "told"),
    [("animator", True), ("co_manager", True), ("member_contact", False), ("member_staff", False)],
)
@pytest.mark.parametrize("asked", [{}, {"format": "csv"}])
def test_the_figure_of_occupancy(office, client_of, who, told, asked):
    answer = client_of(who).get("/chiffres/2016/occupancy_rate/", asked)
    text = answer.getvalue().decode() if asked else answer.content.decode()
    assert office.name in text
    assert ("jours sous convention sur" in text) is told
