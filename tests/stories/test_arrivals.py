"""A structure is welcomed: its card says what remains to be done, until it is done."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from phares.common.clock.actions import travel_to
from phares.cooperative.premises.tests import factories as f
from phares.kernel.actor import THE_POLE
from phares.kernel.dating import read_dated
from phares.people.directory import actions
from phares.people.directory.models import Organisation
from phares.people.directory.rules.kinds import BelongingRole, FunctionKind

CONTACT, SIGN = "Personne n’y est encore présenté", "Elle n’a ni convention ni espace"
DECLARE = "2015 n’est pas déclarée"


@pytest.fixture(autouse=True)
def today(cast):
    travel_to(datetime(2016, 1, 4, 10, 30, tzinfo=ZoneInfo("Europe/Paris")), by=THE_POLE)


def welcomed(since: str = "4/1/2016", role: BelongingRole = BelongingRole.RESIDENT) -> Organisation:
    return actions.welcome_organisation(
        name="Halage", role=role, since=read_dated(since), by=THE_POLE
    )


def steps(client, house: Organisation) -> list[str]:
    return [one.what for one in client.get(f"/habitants/{house.pk}/").context["remaining"]]


@pytest.mark.parametrize(
    ("since", "role", "asked"),
    [
        ("4/1/2016", BelongingRole.RESIDENT, [CONTACT, SIGN]),
        ("2014", BelongingRole.GUEST, [CONTACT, SIGN, DECLARE]),
        ("2014", BelongingRole.ADHERENT, [CONTACT, DECLARE]),
        ("2014", BelongingRole.PARTNER, []),
    ],
)
def test_what_remains_depends_on_how_and_since_when_it_belongs(client_of, since, role, asked):
    assert steps(client_of("animator"), welcomed(since, role)) == asked


def test_each_step_leads_where_it_is_done_and_goes_once_it_is(client_of):
    client, house = client_of("animator"), welcomed()
    page = client.get(f"/habitants/{house.pk}/").text
    assert f'href="/habitants/{house.pk}/personnes/ajouter/"' in page
    assert f'href="/conventions/signer/?structure={house.pk}"' in page
    assert f'href="/appartenances/{house.belongings.get().pk}/hors-les-murs/"' in page
    actions.introduce_person(
        organisation=house, given_name="Samira", family_name="Belkacem", title="Directrice",
        kind=FunctionKind.DIRECTION, since=read_dated("2016"), by=THE_POLE,
    )  # fmt: skip
    assert steps(client, house) == [SIGN]
    place = f.place()
    coming = f.lease(place, place.offices[2], occupant=house, start=f.day(3, 1, 2016))
    assert steps(client, house) == []
    page = client.get(f"/habitants/{house.pk}/").text
    assert "Il reste à faire" not in page
    assert f"{coming.number}</a>, dès le 1er mars 2016" in page
    assert f"Mettre fin à {coming.number}" in page
    assert "Mettre fin à" not in client_of("receptionist").get(f"/habitants/{house.pk}/").text


def test_who_comes_with_a_structure_is_on_its_card_before_the_day(client_of):
    """Arriving in March, on 4 January: neither « nobody yet » nor « not in the directory »."""
    client, house = client_of("animator"), welcomed("mars 2016")
    actions.edit_organisation(house, by=THE_POLE, in_public_directory=True)
    actions.introduce_person(
        organisation=house, given_name="Awa", family_name="Traoré", title="Contact",
        kind=FunctionKind.CONTACT, since=read_dated("mars 2016"), by=THE_POLE,
    )  # fmt: skip
    assert steps(client, house) == [SIGN]
    page = client.get(f"/habitants/{house.pk}/").text
    assert "Elle vient dès mars 2016." in page
    assert "notée présente" not in page
    assert "Awa Traoré<small>Contact, dès mars 2016</small>" in page
    assert "pas encore présentée" not in page
    assert "elle y paraîtra dès mars 2016" in page
    travel_to(datetime(2016, 3, 1, 10, 30, tzinfo=ZoneInfo("Europe/Paris")), by=THE_POLE)
    page = client.get(f"/habitants/{house.pk}/").text
    assert "Awa Traoré<small>Contact</small>" in page
    assert "elle y paraît</a>" in page


def test_who_is_to_come_is_told_among_arrivals_and_persons(client_of):
    """With the day, and neither as there nor as a colleague whose address one may read."""
    client, house = client_of("animator"), welcomed("mars 2016")
    actions.introduce_person(
        organisation=house, given_name="Awa", family_name="Traoré", title="Contact",
        kind=FunctionKind.CONTACT, since=read_dated("mars 2016"), by=THE_POLE,
        email="awa@halage.test",
    )  # fmt: skip
    told = 'Halage</a><span class="balise projet">à venir : habitante, dès mars 2016</span>'
    assert told in client.get("/aujourdhui/").text
    persons = " ".join(client.get("/personnes/").text.split())
    assert "Awa Traoré" in persons
    assert "(à venir, dès mars 2016)" in persons
    listed = client.get("/personnes/?format=csv").getvalue().decode()
    assert "Contact, Halage (à venir, dès mars 2016)" in listed
    travel_to(datetime(2016, 3, 1, 10, 30, tzinfo=ZoneInfo("Europe/Paris")), by=THE_POLE)
    assert "habitante, depuis mars 2016" in client.get("/aujourdhui/").text
    assert "à venir" not in client.get("/personnes/").text


@pytest.mark.parametrize(
    ("since", "said"),
    [("mars 2016", "Mael est attendue dès mars 2016."), ("4/1/2016", "Mael est accueillie.")],
)
def test_welcoming_says_whether_it_is_there(client_of, since, said):
    sent = {"name": "Mael", "role": "resident", "since": since, "legal_form": "association"}
    answer = client_of("animator").post("/habitants/accueillir/", sent, follow=True)
    assert said in answer.text


def test_outside_the_walls_no_agreement_is_asked(client_of):
    house = welcomed()
    actions.move_out(house.belongings.get(), until=read_dated("4/1/2016"), by=THE_POLE)
    assert steps(client_of("animator"), house) == [CONTACT]


@pytest.mark.parametrize(
    ("name", "asked"),
    [("member_contact", [CONTACT, DECLARE]), ("stranger", []), ("receptionist", [])],
)
def test_each_is_asked_what_it_may_do(cast, client_of, name, asked):
    quai = cast.houses["quai"]
    actions.enter_pole(
        party=quai, role=BelongingRole.RESIDENT, since=read_dated("2014"), by=THE_POLE
    )
    assert steps(client_of(name), quai) == asked


@pytest.mark.parametrize(("since", "offered"), [("4/1/2016", False), ("31/12/2015", True)])
def test_a_year_before_it_came_is_not_to_be_declared(client_of, since, offered):
    house = welcomed(since)
    page = client_of("animator").get(f"/habitants/{house.pk}/").text
    assert ("Déclarer 2015" in page) is offered


def test_of_who_is_gone_what_still_runs_is_asked(client_of):
    house, place = welcomed("2014"), f.place()
    lease = f.lease(place, place.offices[2], occupant=house, start=f.day(3))
    actions.introduce_person(
        organisation=house, given_name="Samira", family_name="Belkacem", title="Directrice",
        kind=FunctionKind.DIRECTION, since=read_dated("2015"), by=THE_POLE,
    )  # fmt: skip
    actions.leave_pole(house.belongings.get(), until=read_dated("30/6/2015"), by=THE_POLE)
    client = client_of("animator")
    assert steps(client, house) == [
        f"Sa convention {lease.number} court encore",
        "Samira Belkacem y est encore « Directrice »",
    ]
    assert steps(client_of("receptionist"), house) == []
