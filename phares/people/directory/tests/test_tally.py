"""What the database counts by itself is what the records add up to, whatever the pole."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date

import pytest

from phares.kernel.actor import THE_POLE
from phares.kernel.dating import held_in, why_not_span
from phares.kernel.figures import Counted
from phares.kernel.time import year_period
from phares.people.directory import actions
from phares.people.directory.figures import measure, tally
from phares.people.directory.models import (
    Belonging,
    Declaration,
    Organisation,
    Party,
    Person,
    Presence,
)
from phares.people.directory.queries.belonging import residents_present_on
from phares.people.directory.queries.organisations import organisations_listed
from phares.people.directory.queries.tallying import headcount
from phares.people.directory.queries.ties import is_there
from phares.people.directory.rules.kinds import Declared, PartyKind, TerritoryKind
from phares.people.directory.tests.factories import (
    ADHERENT,
    GUEST,
    PARTNER,
    RESIDENT,
    a_pole,
    declared,
    member,
    when,
)

pytestmark = pytest.mark.django_db
YEARS = range(2012, 2018)
COMINGS = ("2015", "été 2015", "début 2015", "années 2010", "hiver 2014", "hiver 2015",
           "avant le 30/06/2016")  # fmt: skip


def shown(counted: Counted) -> Iterable[object]:
    """All that a page without records says of a figure."""
    if counted.value is None:
        return [None, counted.answered, counted.asked, counted.warning]
    return [
        counted.value,
        counted.row_count,
        counted.invented,
        counted.answered,
        counted.asked,
        counted.warning,
        sorted((part.label, part.value) for part in counted.parts),
    ]


def again(party: Party, since: str) -> None:
    """One more stay, as a resident."""
    actions.enter_pole(party=party, role=RESIDENT, since=when(since), by=THE_POLE)


def same_in_every_year() -> None:
    for year in YEARS:
        whole, brief = measure(year), tally(year)
        assert brief.keys() == whole.keys()
        for code, counted in whole.items():
            assert (year, code, shown(brief[code])) == (year, code, shown(counted))
            assert not brief[code].rows


def test_nobody() -> None:
    a_pole()
    same_in_every_year()


def test_residents_with_every_way_of_coming_and_going() -> None:
    a_pole()
    member("Halage", since="2013")
    member("Mael", since="octobre 2015")
    member("Marchambul", role=GUEST, since="juin 2015", left="août 2015")
    member("Novaedia", since="2012", gone="avant le 31/12/2015")
    member("Peut-être", since="2012", gone="avant le 01/06/2016")
    member("Plus tard", since="janvier 2016")
    member("Autrefois", since="2010", left="2014")
    member("Ville", role=PARTNER, since="2013")
    for exit in ("2015", "été 2015", "début 2015", "années 2010", "décembre 2015", "hiver 2015"):
        member(f"Sortie {exit}", since="2012", gone=exit)
    for exit in (*COMINGS, "décembre 2015"):
        member(f"Partie {exit}", since="2009", left=exit)
    for entry in COMINGS:
        member(f"Arrivée {entry}", since=entry)
    twice = member("Revenante", role=GUEST, since="2013", left="2014")
    again(twice.party, since="septembre 2015")
    same_in_every_year()


def test_a_figure_is_partly_invented_whichever_stay_is() -> None:
    a_pole()
    member("Halage", since="2013")
    early = member("Revenante", role=GUEST, since="2013", left="juin 2015")
    again(early.party, since="septembre 2015")
    Belonging.objects.filter(pk=early.pk).update(illustrative=True)
    assert tally(2015)["residents"].invented == 1
    same_in_every_year()


def test_adherents_by_part_of_the_territory() -> None:
    a_pole()
    for name, place in (("Poinfor", "Valenciennois"), ("AJAR", "Cambrésis"), ("CAPEP", None)):
        found = member(name, role=ADHERENT, since="2017")
        if place:
            area = actions.add_territory(name=place, kind=TerritoryKind.AREA, by=THE_POLE)
            Belonging.objects.filter(pk=found.pk).update(area=area)
    same_in_every_year()


def test_adherents_whose_exit_is_not_known_exactly_do_not_count_in_its_year() -> None:
    a_pole()
    for exit in ("2015", "avant le 30/06/2016", "décembre 2015", "2016"):
        member(f"Sortie {exit}", role=ADHERENT, since="2012", left=exit)
    assert [tally(year)["adherents"].value for year in (2014, 2015, 2016)] == [3, 2, None]
    same_in_every_year()


def test_adherents_whose_entry_is_not_known_exactly_count_once_it_is_over() -> None:
    a_pole()
    for entry in COMINGS:
        member(f"Arrivée {entry}", role=ADHERENT, since=entry)
    # 2015: the year, summer, early in the year and winter 2014. 2016: winter 2015 and « avant »
    assert [tally(year)["adherents"].value for year in (2014, 2015, 2016, 2019)] == [None, 4, 6, 7]
    same_in_every_year()


@pytest.mark.parametrize("exit", ["", "2017", "hiver 2016", "avant le 1/6/2017", "août 2016"])
def test_the_database_and_the_rule_say_the_same_of_every_day(exit: str) -> None:
    a_pole()
    for entry in (*COMINGS, "mars 2015", "12/03/2015"):
        member(f"Halage {entry}", since=entry, gone=exit)
    stays = {stay.belonging.party.name: stay for stay in Presence.objects.all()}
    assert len(stays) == len(COMINGS) + 2
    days = [date(year, month, day) for year in (2014, 2015, 2016, 2017) for month in (1, 2, 3, 5,
            6, 8, 12) for day in (1, 12, monthrange(year, month)[1])]  # fmt: skip
    for day in days:
        sure = {name for name, stay in stays.items() if stay.held_on(day) is True}
        present = residents_present_on(day).values_list("party__name", flat=True)
        assert sorted(present) == sorted(sure), day
        listed = organisations_listed(day, THE_POLE)
        assert {one.name: is_there(one, day) for one in listed} == {
            name: name in sure for name in stays
        }, day


@pytest.mark.parametrize("entry", [*COMINGS, "mars 2015", "12/03/2015"])
@pytest.mark.parametrize("exit", ["", "2015", "hiver 2015", "avant le 1/6/2017", "années 2010"])
def test_the_database_and_the_rule_say_the_same_of_every_year(entry: str, exit: str) -> None:
    since, until = when(entry), when(exit) if exit else None
    if why_not_span(since, until):
        return
    a_pole()
    member("Halage", since=entry, left=exit)
    for year in YEARS:
        sure = held_in(since, until, year_period(year)) is True
        assert headcount(year).during.rows == sure, year


def test_answers_of_members_of_the_gone_and_of_persons() -> None:
    a_pole()
    for name in ("Halage", "Mode Estime", "Muette"):
        member(name, since="2013")
    gone = member("Femasif", since="2013", left="juin 2015")
    somebody = Person.objects.create(
        kind=PartyKind.PERSON.value, name="Awa Diop", given_name="Awa", family_name="Diop"
    )
    again(somebody, since="2014")
    for name, value in (("Halage", 24), ("Mode Estime", 0), ("Femasif", 9)):
        declared(Organisation.objects.get(name=name), Declared.PERMANENT_JOBS, value)
    declared(Organisation.objects.get(name="Halage"), Declared.PEOPLE_HELPED, 300, year=2016)
    declared(Organisation.objects.get(name="Muette"), Declared.VOLUNTEERS, 5, year=2014)
    declared(Organisation.objects.get(pk=gone.party_id), Declared.TURNOVER, 1000)
    member("Venue", since="hiver 2015")
    member("Sortie", left="2015")
    for name in ("Venue", "Sortie"):
        declared(Organisation.objects.get(name=name), Declared.VOLUNTEERS, 7)
    Declaration.objects.filter(organisation__name="Halage").update(illustrative=True)
    same_in_every_year()
