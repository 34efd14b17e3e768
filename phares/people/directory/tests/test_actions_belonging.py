"""Coming, moving in, moving out, leaving: written and refused."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from phares.common.audit.models import Entry
from phares.kernel.actor import THE_POLE, Role
from phares.people.directory import actions
from phares.people.directory.models import Belonging, Pole, Presence
from phares.people.directory.rules.kinds import TerritoryKind
from phares.people.directory.tests.factories import (
    ADHERENT,
    GUEST,
    PARTNER,
    RESIDENT,
    a_pole,
    member,
    refused,
    structure,
    when,
)
from tests.parties import acting, person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def pole() -> Pole:
    return a_pole()


def spans(belonging: Belonging) -> list[tuple[str, str]]:
    return [(str(p.beginning), str(p.ending or "")) for p in belonging.presences.all()]


def test_who_lives_here_is_in_the_premises_from_the_same_day() -> None:
    held = member("Halage", since="2001")
    assert (str(held.beginning), held.ending) == ("2001", None)
    assert spans(held) == [("2001", "")]


@pytest.mark.parametrize("role", [ADHERENT, PARTNER])
def test_who_does_not_live_here_has_no_presence(role) -> None:
    assert spans(member("Poinfor", role=role)) == []


def test_belonging_without_being_there() -> None:
    assert spans(member("Novaedia", present=False)) == []


def test_a_person_may_belong_too() -> None:
    held = actions.enter_pole(
        party=person("Lise", "Amar"), role=ADHERENT, since=when("2015"), by=THE_POLE
    )
    assert held.party.name == "Lise Amar"


def test_several_ties_at_a_time_one_of_each() -> None:
    held = member("Ville", role=PARTNER, since="2014")
    actions.enter_pole(party=held.party, role=ADHERENT, since=when("2015"), by=THE_POLE)
    assert held.party.belongings.count() == 2


def test_a_founder_in_a_part_of_the_territory() -> None:
    area = actions.add_territory(name="Cambrésis", kind=TerritoryKind.AREA, by=THE_POLE)
    held = member("Arpe", role=ADHERENT, founder=True, area=area, source="004:57")
    assert (held.founder, held.area, held.source) == (True, area, "004:57")


def test_in_twice_at_a_time_is_refused() -> None:
    held = member("Halage", since="2001")
    with refused("already-in") as said:
        actions.enter_pole(party=held.party, role=RESIDENT, since=when("2015"), by=THE_POLE)
    assert "Halage est déjà notée habitante (depuis 2001)" in said[0].sentence


def test_the_database_refuses_it_too() -> None:
    held = member("Halage", since="2001")
    again = {"party": held.party, "pole": held.pole, "role": held.role, "starts_on": "2015-01-01"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Belonging.objects.create(**again)
    assert Belonging.objects.count() == 1


def test_nobody_is_a_resident_and_a_guest_at_once_even_by_correction() -> None:
    hosted = member("Mael", role=GUEST, since="2013", left="2014")
    housed = actions.enter_pole(party=hosted.party, role=RESIDENT, since=when("2015"), by=THE_POLE)
    with refused("already-in") as said:
        actions.correct_belonging(housed, since=when("2014"), until=None, by=THE_POLE)
    assert "déjà notée hébergée" in said[0].sentence
    with pytest.raises(IntegrityError), transaction.atomic():
        Belonging.objects.filter(pk=housed.pk).update(starts_on="2014-06-01")


def test_an_exit_before_the_entry_is_refused() -> None:
    held = member("Halage", since="mars 2013")
    mael = structure("Mael")
    with refused("exit-before-entry"):
        actions.leave_pole(held, until=when("2012"), by=THE_POLE)
    with refused("ends-before-start"):
        actions.enter_pole(
            party=mael, role=GUEST, since=when("2015"), until=when("2014"), by=THE_POLE
        )


def test_leaving_ends_belonging_and_presence_and_says_what_became_of_it() -> None:
    held = member("La Mission populaire", since="2014")
    actions.leave_pole(
        held,
        until=when("septembre 2015"),
        reason="Fin de la mission",
        outcome="Commence à Gennevilliers",
        by=THE_POLE,
    )
    held.refresh_from_db()
    assert (str(held.ending), held.exit_reason) == ("septembre 2015", "Fin de la mission")
    assert held.outcome == "Commence à Gennevilliers"
    assert spans(held) == [("2014", "septembre 2015")]
    assert Entry.objects.get(verb="belonging.left").details["until"] == "septembre 2015"


def test_leaving_twice_is_refused() -> None:
    held = member("Femasif", role=GUEST, since="janvier 2015", left="août 2015")
    with refused("already-out"):
        actions.leave_pole(held, until=when("2016"), by=THE_POLE)


def test_leaving_forgets_a_presence_that_would_come_later() -> None:
    held = member("Halage", since="2013", present=False)
    actions.move_in(held, since=when("2013"), until=when("2014"), by=THE_POLE)
    actions.move_in(held, since=when("2016"), by=THE_POLE)
    actions.leave_pole(held, until=when("2015"), by=THE_POLE)
    assert spans(held) == [("2013", "2014")]


def test_coming_back_after_having_left() -> None:
    held = member("Femasif", role=GUEST, since="janvier 2015", left="août 2015")
    actions.enter_pole(party=held.party, role=GUEST, since=when("septembre 2015"), by=THE_POLE)
    assert held.party.belongings.count() == 2


def test_out_of_the_premises_at_an_unknown_day_and_still_of_the_pole() -> None:
    held = member("Novaedia", since="2012", gone="avant le 31/12/2015")
    assert spans(held) == [("2012", "avant le 31 décembre 2015")]
    assert held.ends_on is None


def test_moving_out_twice_is_refused() -> None:
    held = member("Novaedia", since="2012", gone="avant le 31/12/2015")
    with refused("not-there"):
        actions.move_out(held, until=when("2016"), by=THE_POLE)


def test_moving_back_in() -> None:
    held = member("Novaedia", since="2012", gone="2014")
    actions.move_in(held, since=when("2015"), by=THE_POLE)
    assert spans(held) == [("2012", "2014"), ("2015", "")]


@pytest.mark.parametrize(
    ("role", "since", "no"),
    [(PARTNER, "2015", "not-housed"), (RESIDENT, "2010", "outside-belonging"),
     (RESIDENT, "2015", "already-there")],
)  # fmt: skip
def test_a_presence_that_cannot_be_is_refused(role, since: str, no: str) -> None:
    held = member("Halage", role=role, since="2013")
    with refused(no):
        actions.move_in(held, since=when(since), by=THE_POLE)


def test_corrected_dates_take_the_presence_along() -> None:
    held = member("Mael", since="octobre 2015")
    actions.correct_belonging(
        held, since=when("septembre 2015"), until=when("décembre 2015"), by=THE_POLE
    )
    held.refresh_from_db()
    assert (str(held.beginning), str(held.ending)) == ("septembre 2015", "décembre 2015")
    assert spans(held) == [("septembre 2015", "décembre 2015")]


@pytest.mark.parametrize(
    ("since", "until"),
    [("2010", "2011"), ("2013", "2014"), ("2012", None), ("2020", "2021"), ("2008", "2021")],
)
def test_a_presence_goes_with_any_correction_and_stays_the_same(since, until) -> None:
    """Longer, shorter, or beyond another belonging of the same structure."""
    held = member("Mael", since="2011", left="2013")
    if since == "2020":
        later = actions.enter_pole(party=held.party, role=RESIDENT, since=when("2016"), by=THE_POLE)
        actions.leave_pole(later, until=when("2018"), by=THE_POLE)
    there = held.presences.get()
    ending = when(until) if until else None
    actions.correct_belonging(held, since=when(since), until=ending, by=THE_POLE)
    assert spans(held) == [(since, until or "")]
    assert held.presences.get().pk == there.pk


def test_a_correction_keeps_a_presence_that_had_its_own_dates() -> None:
    held = member("Novaedia", since="2012", gone="2014")
    actions.correct_belonging(held, since=when("2011"), until=None, founder=True, by=THE_POLE)
    held.refresh_from_db()
    assert spans(held) == [("2011", "2014")]
    assert held.founder


@pytest.mark.parametrize(
    ("since", "until", "no"),
    [("2016", "2015", "exit-before-entry"), ("2015", None, "ends-before-start"),
     ("2005", None, "already-in")],
)  # fmt: skip
def test_a_wrong_correction_is_refused(since: str, until: str | None, no: str) -> None:
    party = member("Novaedia", since="2004", left="2006").party
    held = actions.enter_pole(party=party, role=RESIDENT, since=when("2012"), by=THE_POLE)
    actions.move_out(held, until=when("2014"), by=THE_POLE)
    with refused(no):
        actions.correct_belonging(
            held, since=when(since), until=when(until) if until else None, by=THE_POLE
        )


@pytest.mark.parametrize("role", [Role.MEMBER_CONTACT, Role.RECEPTIONIST, Role.CO_MANAGER])
def test_only_those_who_keep_the_records_note_entries_and_exits(role: Role) -> None:
    held = member("Halage", since="2001")
    other = acting(role, held.party_id)
    acts = [
        lambda: actions.enter_pole(party=held.party, role=GUEST, since=when("2015"), by=other),
        lambda: actions.leave_pole(held, until=when("2015"), by=other),
        lambda: actions.move_out(held, until=when("2015"), by=other),
        lambda: actions.move_in(held, since=when("2015"), by=other),
        lambda: actions.correct_belonging(held, since=when("2015"), until=None, by=other),
    ]
    for act in acts:
        with refused("forbidden"):
            act()


def test_nobody_enters_a_pole_that_is_not_described() -> None:
    party = structure("Halage")
    Pole.objects.all().delete()
    with refused("no-pole"):
        actions.enter_pole(party=party, role=RESIDENT, since=when("2001"), by=THE_POLE)


def test_presences_never_overlap_in_the_database() -> None:
    held = member("Halage", since="2001")
    with pytest.raises(IntegrityError), transaction.atomic():
        Presence.objects.create(belonging=held, starts_on="2015-01-01")
    assert Presence.objects.count() == 1
