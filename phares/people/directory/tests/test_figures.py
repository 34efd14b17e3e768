"""What the directory counts: the value, its rows, what was left aside and why."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse

from phares.kernel.actor import THE_POLE
from phares.kernel.dating import read_dated
from phares.kernel.figures import Counted, DateRule, Row
from phares.kernel.refusal import Refused
from phares.people.directory import actions
from phares.people.directory.figures import INDICATORS, measure, tally
from phares.people.directory.models import Organisation
from phares.people.directory.rules.kinds import BelongingRole, Declared, TerritoryKind
from phares.people.directory.tests.factories import (
    ADHERENT,
    GUEST,
    PARTNER,
    a_pole,
    declared,
    member,
    structure,
)

pytestmark = pytest.mark.django_db
JOBS = Declared.PERMANENT_JOBS
OUT = "hors les murs : locaux quittés"


@pytest.fixture(autouse=True)
def pole() -> None:
    a_pole()


def house(*names: str) -> list[Organisation]:
    return [Organisation.objects.get(pk=member(name, since="2013").party_id) for name in names]


def labels(rows: tuple[Row, ...]) -> list[str]:
    return [row.label for row in rows]


def test_the_residents_of_2015() -> None:
    """In the premises for sure on 31 December; the starred ones aside, each with its reason."""
    house("Halage", "Mode Estime")
    member("Mael", since="octobre 2015")
    member("Marchambul", role=GUEST, since="juin 2015", left="août 2015")
    member("Novaedia", since="2012", gone="avant le 31/12/2015")
    member("Plus tard", since="janvier 2016")
    member("Autrefois", since="2010", left="2014")
    member("Ville", role=PARTNER, since="2013")
    found = measure(2015)
    residents, during = found["residents"], found["residents_during_year"]
    assert residents.value == 3
    assert labels(residents.rows) == ["Halage", "Mael", "Mode Estime"]
    assert [(row.label, row.detail) for row in residents.aside] == [
        ("Marchambul", "partie : août 2015"),
        ("Novaedia", f"{OUT} avant le 31 décembre 2015, date exacte inconnue"),
    ]  # fmt: skip
    assert during.value == len(during.rows) == 5
    assert len(residents.rows) + len(residents.aside) == len(during.rows)


def test_who_may_still_be_there_does_not_count_and_says_so() -> None:
    member("Novaedia", since="2012", gone="avant le 01/06/2016")
    counted = measure(2015)["residents"]
    assert counted.value == 0
    assert counted.aside[0].detail == (
        "présence inconnue ce jour-là : locaux quittés avant le 1er juin 2016"
    )


def test_who_may_not_have_come_yet_does_not_count_and_says_so() -> None:
    """« Hiver 2015 » goes from December to February: nobody knows on 31 December."""
    for since in ("hiver 2015", "2015", "début 2015", "décembre 2015"):
        member(since.capitalize(), since=since)
    counted = measure(2015)["residents"]
    assert labels(counted.rows) == ["2015", "Début 2015", "Décembre 2015"]
    assert [(row.label, row.detail) for row in counted.aside] == [
        ("Hiver 2015", "présence inconnue ce jour-là : arrivée hiver 2015"),
    ]
    assert measure(2016)["residents"].value == 4


def test_an_adherent_nobody_is_sure_of_stands_aside_with_the_reason() -> None:
    member("Poinfor", role=ADHERENT, since="2014")
    member("Capep", role=ADHERENT, since="2014", left="2015")
    member("Arpe", role=ADHERENT, since="hiver 2015")
    member("Ajar", role=ADHERENT, since="2014", left="août 2015")
    counted = measure(2015)["adherents"]
    assert labels(counted.rows) == ["Poinfor"]
    assert {row.label: row.detail for row in counted.aside} == {
        "Arpe": "non réparti ; date de début incertaine : hiver 2015",
        "Capep": "non réparti ; date de fin incertaine : 2015",
    }


def test_who_perhaps_never_lived_here_that_year_stands_aside_with_the_reason() -> None:
    """« En 2015 » is a day of 2015 whichever it is; « hiver 2015 » may be of 2016 only."""
    for since in ("2015", "été 2015", "hiver 2015", "mars 2013"):
        member(since.capitalize(), since=since)
    for left in ("2015", "hiver 2014", "années 2010", "avant le 30/06/2016"):
        member(f"Sortie {left}", since="2012", left=left)
    member("Passage", role=GUEST, since="juin 2015", left="avant le 31/12/2015")
    counted = measure(2015)["residents_during_year"]
    assert labels(counted.rows) == ["2015", "Mars 2013", "Passage", "Sortie 2015", "Été 2015"]
    assert {row.label: row.detail.split(" ; ")[1:] for row in counted.aside} == {
        "Hiver 2015": ["date de début incertaine : hiver 2015"],
        "Sortie hiver 2014": ["date de fin incertaine : hiver 2014"],
        "Sortie années 2010": ["date de fin incertaine : années 2010"],
        "Sortie avant le 30/06/2016": ["date de fin incertaine : avant le 30 juin 2016"],
    }


def test_who_was_perhaps_a_member_on_the_last_day_is_not_asked_and_its_answer_stands_aside() -> (
    None
):
    (halage,) = house("Halage")
    winter = member("Hivernale", since="hiver 2015").party
    leaving = member("Sortante", role=ADHERENT, since="2012", left="2015").party
    both = member("Aussi adhérente", since="2012", left="2015").party
    actions.enter_pole(party=both, role=ADHERENT, since=read_dated("2014"), by=THE_POLE)
    for one, value in ((halage, 24), (winter, 3), (leaving, 5)):
        declared(Organisation.objects.get(pk=one.pk), JOBS, value)
    counted = measure(2015)["permanent_jobs"]
    assert (counted.value, counted.answered, counted.asked) == (Decimal(24), 1, 2)
    doubted = "membre ou non le 31 décembre : on ne sait pas, date de"
    assert {row.label: row.detail for row in counted.aside} == {
        "Aussi adhérente": "n’a pas répondu ; rien de connu",
        "Hivernale": f"{doubted} début incertaine : hiver 2015 ; déclaré le 4 janvier 2016",
        "Sortante": f"{doubted} fin incertaine : 2015 ; déclaré le 4 janvier 2016",
    }


def test_leaving_on_the_last_day_still_counts() -> None:
    member("Halage", since="2013", left="2015-12-31")
    assert measure(2015)["residents"].value == 1
    assert measure(2016)["residents"] == Counted(None)


def test_a_row_leads_to_its_structure_and_says_what_is_invented() -> None:
    held = member("Halage", since="2001", illustrative=True)
    row = measure(2015)["residents"].rows[0]
    assert row.url == reverse("directory:organisation", args=[held.party_id])
    assert (row.key, row.illustrative) == (f"directory.belonging:{held.pk}", True)
    assert row.detail == "habitante, depuis 2001"


def test_adherents_by_part_of_the_territory() -> None:
    parts = {
        name: actions.add_territory(name=name, kind=TerritoryKind.AREA, by=THE_POLE)
        for name in ("Valenciennois", "Cambrésis")
    }
    lives = {"Poinfor": "Valenciennois", "Capep": "Valenciennois", "Arpe": "Cambrésis"}
    for name, area in lives.items():
        member(name, role=ADHERENT, since="2017", area=parts[area])
    member("Sans zone", role=ADHERENT, since="avant le 2021-12-31")
    counted = measure(2021)["adherents"]
    assert counted.value == 4
    assert {part.label: part.value for part in counted.parts} == {
        "Valenciennois": 2, "Cambrésis": 1, "non réparti": 1,
    }  # fmt: skip
    assert sum(part.value for part in counted.parts) == counted.value


def test_nobody_to_count_is_not_zero() -> None:
    assert set(measure(2015).values()) == {Counted(None)}
    assert set(measure(2015)) == {indicator.code for indicator in INDICATORS}


def test_the_sum_says_who_answered_and_keeps_the_last_known_apart() -> None:
    halage, estime, errc, mute = house("Halage", "Mode Estime", "ERRC", "Muette")
    gone = member("Femasif", role=GUEST, since="2015", left="août 2015").party
    declared(halage, JOBS, 24)
    declared(estime, JOBS, 0)
    declared(errc, JOBS, 2, year=2014)
    declared(Organisation.objects.get(pk=gone.pk), JOBS, 3)
    declared(structure("Passante"), JOBS, 50)
    counted = measure(2015)["permanent_jobs"]
    assert (counted.value, counted.answered, counted.asked) == (Decimal(24), 2, 4)
    assert labels(counted.rows) == ["Halage", "Mode Estime"]
    assert {row.label: row.detail for row in counted.aside} == {
        "ERRC": "n’a pas répondu ; dernière valeur connue : 2 en 2014",
        "Muette": "n’a pas répondu ; rien de connu",
        "Femasif": "n’appartenait plus au pôle le 31 décembre ; déclaré le 4 janvier 2016",
        "Passante": "n’appartenait plus au pôle le 31 décembre ; déclaré le 4 janvier 2016",
    }
    assert counted.warning == "Somme partielle : 2\u00a0structures sur 4 n’ont pas répondu."
    assert mute.pk


def test_a_year_when_nobody_answered_is_not_zero() -> None:
    (halage,) = house("Halage")
    declared(halage, JOBS, 24, year=2014)
    counted = measure(2015)["permanent_jobs"]
    assert (counted.value, counted.answered, counted.asked) == (None, None, None)
    assert counted.aside[0].value == 24


def test_people_helped_may_be_counted_twice_and_the_figure_says_so() -> None:
    (halage,) = house("Halage")
    declared(halage, Declared.PEOPLE_HELPED, 25_000)
    warning = measure(2015)["people_helped"].warning
    assert "une même personne peut être comptée par plusieurs structures" in warning
    assert "partielle" not in warning


def test_a_turnover_never_goes_out_partial_without_a_word() -> None:
    halage, _mute = house("Halage", "Muette")
    declared(halage, Declared.TURNOVER, 900_000)
    counted = measure(2015)["turnover_eur"]
    assert counted.value == 900_000
    assert counted.warning == "Somme partielle : 1\u00a0structure sur 2 n’a pas répondu."


def test_jobs_of_all_kinds_are_another_figure_than_permanent_jobs() -> None:
    (halage,) = house("Halage")
    declared(halage, Declared.JOBS, 60)
    found = measure(2015)
    assert found["territory_jobs"].value == 60
    assert found["permanent_jobs"].value is None


@pytest.mark.parametrize("size", [3, 12])
def test_all_the_figures_of_a_year_in_a_few_queries(size: int, django_assert_num_queries) -> None:
    for one in house(*(f"Structure {n}" for n in range(size))):
        for kind in Declared:
            declared(one, kind, 9 if kind is Declared.JOBS else 3)
    with django_assert_num_queries(3):
        tally(2015)
    with django_assert_num_queries(3):
        measure(2015)


def test_each_indicator_can_be_counted_again_by_somebody_else() -> None:
    assert len({indicator.code for indicator in INDICATORS}) == len(INDICATORS) == 10
    for indicator in INDICATORS:
        assert indicator.definition.endswith(".")
        assert indicator.population
        assert indicator.source
    rules = {indicator.code: indicator.date_rule for indicator in INDICATORS}
    assert rules["residents"] is DateRule.LAST_DAY
    assert rules["residents_during_year"] is DateRule.DURING


def test_a_structure_counts_once_whatever_its_stays() -> None:
    """A guest who leaves and comes back as a resident is one structure, told with both stays."""
    first = member("Marchambul", role=GUEST, since="juin 2015", left="août 2015")
    actions.enter_pole(
        party=first.party,
        role=BelongingRole.RESIDENT,
        since=read_dated("novembre 2015"),
        by=THE_POLE,
    )
    found = measure(2015)
    assert [found[code].value for code in ("residents", "residents_during_year")] == [1, 1]
    [row] = found["residents_during_year"].rows
    assert "hébergée" in row.detail
    assert "habitante" in row.detail


def test_a_resident_who_became_an_adherent_is_not_told_as_gone() -> None:
    held = member("Halage", since="2013", left="août 2015")
    actions.enter_pole(party=held.party, role=ADHERENT, since=read_dated("2014"), by=THE_POLE)
    [row] = measure(2015)["residents"].aside
    assert row.detail == "n’habite plus le pôle : août 2015 ; adhérente, depuis 2014"


def test_nobody_is_resident_and_guest_at_once() -> None:
    [halage] = house("Halage")
    with pytest.raises(Refused, match="habitante"):
        actions.enter_pole(party=halage, role=GUEST, since=read_dated("novembre 2015"), by=THE_POLE)
    assert halage.belongings.count() == 1
