"""What the database refuses in the directory, and what it cannot see."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from phares.people.directory.models import Belonging, Consent, Function, Presence
from phares.people.directory.queries.consistency import strays
from phares.people.directory.tests.factories import ADHERENT, a_pole, member, structure
from tests.parties import person

pytestmark = pytest.mark.django_db


@contextmanager
def forbidden(name: str) -> Iterator[None]:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        yield


def test_all_is_well_when_written_by_the_actions():
    a_pole()
    member("Halage", left="septembre 2015")
    member("Terragram", gone="juin 2015")
    member("Modus", role=ADHERENT)
    assert strays() == []


def test_a_presence_of_who_does_not_live_here_is_told():
    a_pole()
    modus = member("Modus", role=ADHERENT)
    Presence.objects.create(belonging=modus, starts_on=date(2014, 1, 1))
    assert [sentence for _key, sentence in strays()] == [
        "Modus : présence dans les locaux (1er janvier 2014 – sans fin), alors qu’elle est "
        "adhérente.",
    ]


@pytest.mark.parametrize(
    ("case", "changes"),
    [
        ("there before it belongs", {"starts_on": date(2013, 2, 28)}),
        ("there after it belongs", {"ends_on": date(2015, 10, 2)}),
        ("there for ever", {"ends_on": None}),
    ],
)
def test_the_database_forbids_a_presence_out_of_its_belonging(case, changes):
    a_pole()
    halage = member("Halage", left="septembre 2015")
    there = Presence.objects.get(belonging=halage)
    before = [*Presence.objects.values()]
    with forbidden("presence_out_of_belonging"):
        Presence.objects.filter(pk=there.pk).update(**changes)
    assert [*Presence.objects.values()] == before
    there.delete()
    span = {"starts_on": there.starts_on, "ends_on": there.ends_on, **changes}
    with forbidden("presence_out_of_belonging"):
        Presence.objects.create(belonging=halage, **span)
    assert not Presence.objects.exists()


@pytest.mark.parametrize(
    "changes", [{"starts_on": date(2013, 3, 2)}, {"ends_on": date(2015, 9, 30)}]
)
def test_the_database_forbids_to_belong_less_than_one_is_there(changes):
    a_pole()
    halage = member("Halage", left="septembre 2015")
    before = [*Belonging.objects.values()]
    with forbidden("belonging_shorter_than_presence"):
        Belonging.objects.filter(pk=halage.pk).update(**changes)
    assert [*Belonging.objects.values()] == before


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
