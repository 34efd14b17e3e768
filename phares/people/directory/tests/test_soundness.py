"""What the directory tells of itself when it was changed behind its actions."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from phares.kernel.actor import THE_POLE
from phares.people.directory.actions import anonymise_person
from phares.people.directory.models import Alias, Party, Presence
from phares.people.directory.rules.names import haystack
from phares.people.directory.soundness import findings
from phares.people.directory.tests.factories import ADHERENT, a_pole, member
from tests.breaking import behind_the_guards
from tests.parties import person

pytestmark = pytest.mark.django_db


def test_all_is_well():
    a_pole()
    member("Halage", left="septembre 2015")
    person()
    assert list(findings(timezone.now())) == []


def test_who_is_there_and_does_not_live_here():
    a_pole()
    modus = member("Modus", role=ADHERENT)
    there = Presence.objects.create(belonging=modus, starts_on=date(2014, 1, 1))
    (one,) = findings(timezone.now())
    assert (one.code, one.where) == ("directory.presence", f"directory.presence:{there.pk}")


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM directory_person",
        "UPDATE directory_party SET kind = 'organisation'",
        "UPDATE directory_party SET kind = 'person'",
    ],
)
def test_a_card_of_neither_kind(statement):
    a_pole()
    member("Halage")
    somebody = person()
    with behind_the_guards(statement):
        told = list(findings(timezone.now()))
    assert {one.code for one in told} == {"directory.half"}
    if "'person'" not in statement:
        assert [one.where for one in told] == [f"directory.party:{somebody.pk}"]


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE directory_party SET search = 'zzz'", "directory.search"),
        ("UPDATE directory_alias SET name = 'Tout autre'", "directory.search"),
        ("UPDATE directory_person SET erased_on = '2015-01-01'", "directory.erased-named"),
        ("UPDATE directory_pole SET is_home = FALSE", "directory.no-pole"),
        (
            "UPDATE directory_party SET merged_into_id = "
            "(SELECT party_ptr_id FROM directory_person) WHERE name = 'Halage'",
            "directory.merged-across",
        ),
    ],
)
def test_what_no_constraint_sees(statement, code):
    a_pole()
    halage = member("Halage")
    Alias.objects.create(party=halage.party, name="Le Halage")
    Party.objects.filter(pk=halage.party_id).update(search=haystack(["Halage", "Le Halage"]))
    person()
    assert list(findings(timezone.now())) == []
    with behind_the_guards(statement):
        assert {one.code for one in findings(timezone.now())} == {code}


@pytest.mark.parametrize("mask", ["Personne effacée nº 1", "Erased person no. 1"])
def test_a_person_who_was_forgotten_is_sound(mask):
    a_pole()
    anonymise_person(person().pk, mask, day=date(2016, 1, 4), by=THE_POLE)
    assert list(findings(timezone.now())) == []
