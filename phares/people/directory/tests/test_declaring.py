"""A declared figure far from what is usual is asked about once, and nothing typed is lost."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from phares.common.audit.models import Entry
from phares.common.clock.actions import travel_to
from phares.kernel.actor import THE_POLE
from phares.kernel.dating import read_dated
from phares.kernel.refusal import Refused
from phares.people.directory import actions
from phares.people.directory.models import Declaration
from phares.people.directory.rules.kinds import BelongingRole, Declared
from phares.people.directory.tests.test_pages_organisations import text_of, welcomed

pytestmark = pytest.mark.django_db
TODAY = date(2016, 1, 4)
VOLUNTEERS = Declared.VOLUNTEERS


def said(organisation, value, year=2015, *, sure=False):
    return actions.declare_year(
        organisation=organisation, year=year, values={VOLUNTEERS: value},
        by=THE_POLE, today=TODAY, sure=sure,
    )  # fmt: skip


def test_an_unusual_figure_is_refused_and_writes_nothing_until_one_is_sure(cast):
    house = welcomed("Novaedia")
    said(house, 22, 2014)
    before = Entry.objects.count()
    with pytest.raises(Refused) as refused:
        said(house, 5000)
    assert refused.value.reason.code == "unusual"
    assert Entry.objects.count() == before
    assert not Declaration.objects.filter(year=2015).exists()
    assert said(house, 5000, sure=True) == 1
    assert said(house, 5000) == 0, "what stands is not asked about again"


def test_who_never_declared_is_compared_with_the_others_of_the_year(cast):
    said(welcomed("Halage"), 22)
    with pytest.raises(Refused):
        said(welcomed("Novaedia"), 5000)
    assert said(welcomed("Terragram"), 5000, 2013) == 1, "nobody said anything of that year"


def test_the_page_asks_once_and_keeps_what_was_typed(cast, client_of):
    house = welcomed("Novaedia")
    said(house, 22, 2014)
    client, path = client_of("animator"), f"/habitants/{house.pk}/declarer/2015/"
    assert 'type="checkbox"' not in client.get(path).text
    sent = {"volunteers": "5000", "permanent_jobs": "3", "said_by": "Ada"}
    asked = client.post(path, sent)
    page = text_of(asked)
    assert asked.status_code == 422
    assert "5\u202f000, vraiment" in asked.text
    assert "À vérifier</a>" in asked.text
    assert "justes</a>" not in asked.text, "a box to tick is no name of what is wrong"
    assert not Declaration.objects.filter(year=2015).exists()
    for kept in ('value="5000"', 'value="3"', 'value="Ada"'):
        assert kept in page
    sure = {"sure": "permanent_jobs=3 volunteers=5000"}
    assert f'value="{sure["sure"]}"' in page
    other = client.post(path, sent | sure | {"volunteers": "50000"})
    assert other.status_code == 422, "another value is asked about again"
    assert "checked" not in other.text
    assert client.post(path, sent | sure).status_code == 302
    assert Declaration.objects.get(year=2015, kind="volunteers").value == 5000


def test_nobody_is_late_in_a_year_that_runs(cast, client_of):
    welcomed("Novaedia")
    travel_to(datetime(2016, 1, 4, 10, 30, tzinfo=ZoneInfo("Europe/Paris")), by=THE_POLE)
    running, over = (
        text_of(client_of("animator").get(f"/declarations/{year}/")) for year in (2016, 2015)
    )
    assert "Aucune structure sur 1 n’a répondu. L’année n’est pas finie." in running
    assert '<span class="balise projet">pas encore</span>' in running
    assert '<span class="balise surveille">n’a pas répondu</span>' in over
    assert "L’année n’est pas finie" not in over


def test_no_form_for_a_year_that_is_always_refused(cast, client_of) -> None:
    travel_to(datetime(2016, 1, 4, 10, 30, tzinfo=ZoneInfo("Europe/Paris")), by=THE_POLE)
    house = welcomed("Halage")
    client = client_of("animator")
    told = {
        year: client.get(f"/habitants/{house.pk}/declarer/{year}/").status_code
        for year in (0, 1899, 1900, 2016, 2017, 99999999999999999999)
    }
    assert [year for year, status in told.items() if status == 200] == [2016]
    assert told[1900] == 422, "it was not there"
    assert set(told.values()) == {200, 404, 422}


@pytest.mark.parametrize(
    ("typed", "kept", "said"),
    [
        ("412500", 412_500, ""),
        ("412 500 €", 412_500, ""),
        ("412 500,00 €", 412_500, ""),
        ("412 500,50 €", None, "sans décimales : 412 500, par exemple"),
        ("412.5", None, "sans décimales : 412, par exemple"),
        ("beaucoup", None, "Ce nombre ne se lit pas"),
        ("-3", None, "ne descend pas sous zéro"),
    ],
)
def test_a_figure_is_typed_as_one_writes_it(cast, client_of, typed, kept, said):
    house, client = welcomed("Halage"), client_of("animator")
    answer = client.post(f"/habitants/{house.pk}/declarer/2015/", {"turnover_eur": typed})
    found = Declaration.objects.filter(year=2015).values_list("value", flat=True)
    assert list(found) == ([kept] if kept else [])
    assert answer.status_code == (302 if kept else 422)
    assert said in (text_of(answer).replace("\u202f", " ") if said else "")


def test_in_english_thousands_have_a_comma(cast, client_of):
    house, client = welcomed("Halage"), client_of("animator")
    client.post("/langue/", {"language": "en"})
    answer = client.post(f"/habitants/{house.pk}/declarer/2015/", {"turnover_eur": "€412,501"})
    assert answer.status_code == 302
    assert Declaration.objects.get(year=2015).value == 412_501


def test_an_answer_in_part_still_waits(cast, client_of):
    """1 of 7: in the list, in « Mon espace », among what is to be decided; all of them: nowhere."""
    travel_to(datetime(2016, 1, 4, 10, 30, tzinfo=ZoneInfo("Europe/Paris")), by=THE_POLE)
    house = cast.houses["quai"]
    belongs = {"party": house, "role": BelongingRole.RESIDENT, "since": read_dated("2013")}
    actions.enter_pole(**belongs, by=THE_POLE)
    said(house, 22)
    client, waits = client_of("member_contact"), "n’a pas tout déclaré de 2015 : 1\xa0réponse sur 7"
    assert "1 réponse sur 7</span>" in text_of(client.get("/declarations/2015/"))
    assert waits in client.get("/a-faire/").text
    mine = client.get("/mon-espace/").text
    assert waits in mine
    assert '<span class="balise surveille">1\xa0réponse sur 7' in mine
    for kind in Declared:
        told = {"organisation": house, "year": 2015, "kind": kind, "value": 1}
        actions.declare(**told, by=THE_POLE, today=TODAY, sure=True)
    assert "n’a pas tout déclaré" not in client.get("/a-faire/").text
    assert "a répondu" in text_of(client.get("/declarations/2015/"))


def test_who_never_answered_declares_and_does_not_correct(cast, client_of):
    """Whatever it answered of other years."""
    travel_to(datetime(2016, 1, 4, 10, 30, tzinfo=ZoneInfo("Europe/Paris")), by=THE_POLE)
    house, client = welcomed("Novaedia"), client_of("animator")
    card = f"/habitants/{house.pk}/"
    said(house, 22, 2013)
    belonging = house.belongings.get()
    actions.leave_pole(belonging, until=read_dated("avant le 31/12/2015"), by=THE_POLE)
    assert "Corriger 2015" not in text_of(client.get(card))
    assert "Déclarer 2015" in text_of(client.get(card))
    said(house, 23, 2015)
    assert "Corriger 2015" in text_of(client.get(card))
