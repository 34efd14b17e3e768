"""What the database refuses in the directory, and what it cannot see."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from phares.people.directory.models import Consent, Function, Presence
from phares.people.directory.queries.consistency import strays
from phares.people.directory.tests.factories import ADHERENT, a_pole, member, structure
from tests.parties import person

pytestmark = pytest.mark.django_db


def test_all_is_well_when_written_by_the_actions():
    a_pole()
    member("Halage", left="septembre 2015")
    member("Terragram", gone="juin 2015")
    member("Modus", role=ADHERENT)
    assert strays() == []


def test_a_presence_out_of_its_belonging_is_told():
    a_pole()
    halage, terragram = member("Halage", left="septembre 2015"), member("Terragram")
    modus = member("Modus", role=ADHERENT)
    Presence.objects.filter(belonging=halage).update(ends_on=None)
    Presence.objects.filter(belonging=terragram).update(starts_on=date(2012, 1, 1))
    Presence.objects.create(belonging=modus, starts_on=date(2014, 1, 1))
    assert sorted(strays()) == [
        "Halage : présence dans les locaux (mars 2013 – sans fin) hors de son appartenance "
        "(mars 2013 – septembre 2015).",
        "Modus : présence dans les locaux (1er janvier 2014 – sans fin), alors qu’elle est "
        "adhérente.",
        "Terragram : présence dans les locaux (janvier 2012 – sans fin) hors de son appartenance "
        "(mars 2013 – sans fin).",
    ]


def test_the_database_forbids_a_function_twice_at_once():
    held = {"person": person(), "organisation": structure(), "kind": "board", "title": "Trésorière"}
    Function.objects.create(**held, starts_on=date(2014, 1, 1), ends_on=date(2015, 1, 1))
    Function.objects.create(**held, starts_on=date(2015, 1, 1))
    Function.objects.create(**held | {"title": "Présidente"}, starts_on=date(2014, 6, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Function.objects.create(**held, starts_on=date(2014, 6, 1), ends_on=date(2014, 7, 1))


def test_the_database_forbids_a_consent_taken_back_before_it_was_given():
    given = {"person": person(), "about": "portrait", "scope": "web", "given_on": date(2015, 1, 1)}
    Consent.objects.create(**given, withdrawn_on=date(2015, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(**given, withdrawn_on=date(2014, 12, 31))
