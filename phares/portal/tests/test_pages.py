"""The pages of the way in."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from phares.common.clock.actions import travel_to
from phares.kernel.actor import THE_POLE
from phares.kernel.dating import read_dated
from phares.people.directory import actions
from phares.people.directory.rules.kinds import BelongingRole, Declared, FunctionKind
from phares.steering.reporting import actions as reporting
from phares.steering.reporting.models import ReportYear
from tests.parties import resident


@pytest.mark.django_db
@pytest.mark.parametrize("wanted", ["abc", "//evil.test", "https://evil.test/", "javascript:x", ""])
@pytest.mark.parametrize("address", ["/interface/theme/", "/demonstration/jour/"])
def test_a_next_that_is_no_page_of_ours_leads_home(
    client: Client, address: str, wanted: str
) -> None:
    answer = client.post(address, {"next": wanted, "theme": "nuit", "day": "2016-01-04"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")


@pytest.mark.django_db
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "demain"])
def test_the_demonstration_stays_within_the_calendar(client: Client, day: str) -> None:
    assert client.post("/demonstration/jour/", {"day": day}).status_code == 422
    assert client.get("/").status_code == 200


@pytest.mark.django_db
def test_an_empty_house_opens_and_says_so(client: Client) -> None:
    """No pole, no member, no figure: the public page still answers."""
    assert client.get("/").status_code == 200
    assert client.get("/annuaire/").status_code == 200


@pytest.mark.parametrize(("answers", "shown"), [(1, False), (2, False), (3, True)])
def test_what_few_structures_declared_is_not_told_to_all(cast, client, answers, shown):
    travel_to(datetime(2016, 1, 4, 10, 30, tzinfo=ZoneInfo("Europe/Paris")), by=THE_POLE)
    for number in range(4):
        house = actions.welcome_organisation(
            name=f"Structure {number}", role=BelongingRole.RESIDENT,
            since=read_dated("2013"), by=THE_POLE,
        )  # fmt: skip
        if number < answers:
            jobs = {Declared.PERMANENT_JOBS: 1111}
            actions.declare_year(
                organisation=house, year=2015, values=jobs, by=THE_POLE, today=date(2016, 1, 4)
            )
    now = datetime(2016, 1, 4, 10, 30, tzinfo=ZoneInfo("Europe/Paris"))
    assert "permanents" not in client.get("/").text, "nothing is settled"
    report = reporting.open_year(2015, by=THE_POLE, now=now)
    reporting.mark_reviewed(report, missing_note="Absente.", by=THE_POLE, now=now)
    reporting.freeze_year(report, by=THE_POLE, now=now)
    page = client.get("/").content.decode()
    assert ("3\u202f333" in page) is shown
    assert ("en 2015, 3\u00a0structures sur 4</small>" in page) is shown
    assert "1\u202f111" not in page
    assert "2\u202f222" not in page
    untold = "Emplois permanents : non publié, moins de trois réponses."
    assert (untold in page) is not shown


@pytest.mark.parametrize(
    ("reach", "email", "by_mail", "by_phone"),
    [
        (False, "jean@perso.test", False, False),
        (True, "jean@perso.test", True, False),
        (True, "", False, True),
    ],
)
def test_a_contact_is_named_and_reached_as_far_as_it_was_agreed(
    cast, client, reach, email, by_mail, by_phone
):
    carrier = cast.houses["quai"]
    actions.describe_pole(cast.pole, carrier=carrier, by=THE_POLE)
    actions.introduce_person(
        organisation=carrier, given_name="Jean", family_name="Vasseur", title="Comptable",
        kind=FunctionKind.EMPLOYEE, since=read_dated("2014"), by=THE_POLE,
        email=email, phone="06 99 00 12 34", public=True, public_reach=reach,
    )  # fmt: skip
    page = client.get("/").content.decode()
    assert "Jean Vasseur<small>Comptable</small>" in page
    assert ("jean@perso.test" in page, "06 99" in page) == (by_mail, by_phone)


@pytest.mark.parametrize(
    ("role", "labels"),
    [
        ("member_contact", ["Ma structure"]),
        ("member_staff", ["Ma structure"]),
        ("both_contact", ["La Digue verte", "Le Quai partagé"]),
        ("mixed_keys", ["La Digue verte", "Le Quai partagé"]),
        ("co_manager", []),
    ],
)
def test_each_structure_one_speaks_for_has_its_button(cast, client_of, role, labels):
    page = client_of(role).get("/aujourdhui/").content.decode()
    head = page.partition('<div class="actions">')[2].partition("</header>")[0]
    found = re.findall(r'<a class="btn[^"]*" href="([^"]+)">(?:<svg.*?</svg>)?\s*([^<]+)</a>', head)
    assert [label.strip() for _url, label in found] == labels
    at = {str(house): f"/habitants/{house.pk}/" for house in cast.houses.values()}
    for url, label in found:
        assert url == at.get(label.strip(), at["Le Quai partagé"])
    assert head.count("principal") == (len(labels) == 1)


def test_a_funder_lands_on_its_grants_and_the_reports_that_are_out(cast, client_of):
    ReportYear.objects.create(pole=cast.pole, year=2013, title="En préparation")
    ReportYear.objects.create(
        pole=cast.pole, year=2014, title="Une année", state="frozen",
        frozen_at=datetime(2015, 3, 1, tzinfo=ZoneInfo("Europe/Paris")),
    )  # fmt: skip
    client = client_of("funder")
    page = client.get("/aujourdhui/").content.decode()
    assert 'href="/bilan/2014/"' in page
    assert 'href="/bilan/2014/bilan.pdf"' in page
    assert 'href="/subventions/"' in page
    assert "Vos subventions au pôle" in page
    for absent in ("/bilan/2013/", "Une convention qui se termine", "À décider", "décision"):
        assert absent not in page, absent
    assert "Une convention qui se termine" not in client.get("/a-faire/").content.decode()
    assert (
        "Les bilans du pôle" not in client_of("member_staff").get("/aujourdhui/").content.decode()
    )


@pytest.mark.parametrize(
    ("role", "queries"), [("animator", 23), ("funder", 12), ("member_contact", 19)]
)
def test_today_costs_a_bounded_number_of_queries(
    client_of, django_assert_max_num_queries, role: str, queries: int
) -> None:
    client = client_of(role)
    with django_assert_max_num_queries(queries):
        assert client.get("/aujourdhui/").status_code == 200


def test_the_report_is_to_be_prepared_until_it_is_frozen(cast, client_of) -> None:
    """The yellow act of the season goes with what it asks for."""
    now = datetime(2016, 1, 4, 10, 30, tzinfo=ZoneInfo("Europe/Paris"))
    travel_to(now, by=THE_POLE)
    resident(cast.pole, "Halage")
    client, said = client_of("animator"), "Préparer le bilan 2015"
    assert said in client.get("/aujourdhui/").text
    report = reporting.open_year(2015, by=THE_POLE, now=now)
    reporting.mark_reviewed(report, missing_note="Absente.", by=THE_POLE, now=now)
    assert said in client.get("/aujourdhui/").text
    reporting.freeze_year(report, by=THE_POLE, now=now)
    page = client.get("/aujourdhui/").text
    assert said not in page
    assert "Accueillir une structure" in page


@pytest.mark.django_db
def test_a_guest_who_becomes_a_resident_is_not_told_as_gone(cast, client_of) -> None:
    for name, until, then in (("Terragram", "août 2015", True), ("Femasif", "juillet 2015", False)):
        found = actions.welcome_organisation(
            name=name, role=BelongingRole.GUEST, since=read_dated("mars 2015"), by=THE_POLE
        )
        actions.leave_pole(found.belongings.get(), until=read_dated(until), by=THE_POLE)
        if then:
            actions.enter_pole(
                party=found, role=BelongingRole.RESIDENT, since=read_dated("septembre 2015"),
                by=THE_POLE,
            )  # fmt: skip
    travel_to(datetime(2016, 1, 4, 10, 30, tzinfo=ZoneInfo("Europe/Paris")), by=THE_POLE)
    page = re.sub(r"\s+", " ", client_of("animator").get("/aujourdhui/").text)
    assert "habitante, depuis septembre 2015 (hébergée auparavant)" in page
    assert "partie, juillet 2015" in page
    assert "partie, août 2015" not in page


def test_outside_a_report_is_offered_once_there_is_one(cast, client):
    travel_to(datetime(2016, 1, 4, 10, 30, tzinfo=ZoneInfo("Europe/Paris")), by=THE_POLE)
    resident(cast.pole, "Halage")
    now = datetime(2016, 1, 4, 10, 30, tzinfo=ZoneInfo("Europe/Paris"))
    report = reporting.open_year(2015, by=THE_POLE, now=now)
    offered = ('href="/bilans/"', "Lire le bilan 2015", 'href="/bilan/2015/"')
    assert [said in client.get("/").text for said in offered] == [False] * 3
    assert 'href="/annuaire/">Voir qui est ici' in client.get("/bilans/").text
    reporting.mark_reviewed(report, missing_note="Absente.", by=THE_POLE, now=now)
    reporting.freeze_year(report, by=THE_POLE, now=now)
    assert [said in client.get("/").text for said in offered] == [True] * 3


def test_a_sum_of_declarations_is_told_outside_once_it_is_settled(cast, client) -> None:
    """Nothing, then what the pole published, then the frozen sum; a year later, that one still."""
    now = datetime(2016, 1, 4, 10, 30, tzinfo=ZoneInfo("Europe/Paris"))
    travel_to(now, by=THE_POLE)
    for name in ("Halage", "Terragram", "Mael"):
        house = resident(cast.pole, name)
        actions.declare_year(
            organisation=house, year=2015, values={Declared.VOLUNTEERS: 1111},
            by=THE_POLE, today=now.date(),
        )  # fmt: skip
    told = lambda: re.findall(r"<b>(.*?)</b><span>bénévoles<br><small>(.*?)<", client.get("/").text)  # noqa: E731
    assert told() == []
    reporting.declare_figure(
        code="volunteers", year=2015, value=Decimal(80), gap_note="Arrondi.", by=THE_POLE, now=now
    )
    assert told() == [("80", "publié pour 2015")]
    report = reporting.open_year(2015, by=THE_POLE, now=now)
    reporting.mark_reviewed(report, by=THE_POLE, now=now)
    reporting.freeze_year(report, by=THE_POLE, now=now)
    assert told() == [("3\u202f333", "en 2015, 3\u00a0structures sur 3")]
    travel_to(now.replace(year=2017), by=THE_POLE)
    actions.declare_year(
        organisation=house, year=2016, values={Declared.VOLUNTEERS: 5000},
        by=THE_POLE, today=now.date().replace(year=2017),
    )  # fmt: skip
    assert told() == [("3\u202f333", "en 2015")]


def _much_to_do(cast) -> None:
    """The report is to be made, and three structures have not declared."""
    travel_to(datetime(2016, 1, 4, 10, 30, tzinfo=ZoneInfo("Europe/Paris")), by=THE_POLE)
    for number in range(3):
        resident(cast.pole, f"Structure {number}")


def test_what_others_have_not_declared_comes_before_what_is_still_to_come(cast, client_of) -> None:
    _much_to_do(cast)
    client = client_of("animator")
    day = client.get("/aujourdhui/").context["day"]
    assert [alert.fact for alert in day.alerts] == [
        "Déclarations 2015 : trois structures n’ont pas déclaré",
        "Le bilan 2015 est à faire",
    ]
    assert day.answers is None
    assert client.get("/aujourdhui/").text.count("<strong>Déclarations 2015") == 1
    told = client_of("receptionist").get("/aujourdhui/").context["day"]
    assert told.answers.percent == 0


def test_each_thing_is_said_once_and_the_counts_agree(cast, client_of) -> None:
    _much_to_do(cast)
    day = client_of("animator").get("/aujourdhui/").context["day"]
    assert [mark.title for mark in day.horizon.marks] == ["Le bilan 2015 est à faire"]
    assert day.dates == []
    assert day.more == ""
    know = [replace(one, decide=False) for one in day.alerts]
    many = replace(day, alerts=[*day.alerts * 3, know[0]])
    assert many.lead == "Six choses attendent une décision de votre part."
    assert many.more == "6 à décider, 1 à savoir"
    later = replace(day, alerts=[day.alerts[0]] * 5 + [day.alerts[1]])
    assert [mark.title for mark in later.dates] == ["Le bilan 2015 est à faire"]
