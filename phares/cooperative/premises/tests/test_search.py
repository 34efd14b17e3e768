"""What the search says of a space and of an agreement, and to whom."""

from __future__ import annotations

from datetime import date

import pytest

from phares.cooperative.premises.models import Lease
from phares.cooperative.premises.queries.leases import searched
from phares.cooperative.premises.rules.kinds import SpaceKind
from phares.cooperative.premises.rules.places import Rect
from phares.cooperative.premises.search import find
from phares.cooperative.premises.tests import factories as f
from phares.kernel.actor import Actor, Role
from phares.kernel.search import Sought
from tests.parties import acting

pytestmark = pytest.mark.django_db
TODAY = date(2016, 1, 4)


@pytest.fixture
def place():
    """Offices 3, 4, 5, 7 and 17; Terragram has office 7, Études et chantiers office 3."""
    place = f.place()
    for number in ("17", "7"):
        name, rect = f"Bureau {number}", Rect(0, 0, 10, 10)
        place.offices.append(f.space(place.first, number, name, SpaceKind.OFFICE, 20, rect))
    f.lease(place, place.offices[0], occupant=f.organisation("Études et chantiers"),
            start=f.day(1, year=2007))  # fmt: skip
    f.lease(place, place.offices[4], occupant=f.organisation(), start=f.day(3),
            end=f.day(1, 31, 2018))  # fmt: skip
    return place


def told(actor: Actor, *words: str) -> list[tuple[str, str]]:
    return [(hit.label, hit.detail) for hit in find(Sought(words, actor, TODAY))]


def test_an_office_is_found_with_who_has_it_and_until_when(place):
    assert told(f.ANIMATOR, "bureau", "7") == [
        ("Bureau 7", "Terragram, jusqu’au 31 janvier 2018 · 7, Premier étage"),
        ("C-2015-0001", "convention de Terragram"),
    ]


@pytest.mark.parametrize("role", [Role.MEMBER_STAFF, Role.MEMBER_CONTACT])
def test_who_reads_no_agreement_of_another_is_told_the_occupant_alone(place, role):
    """As on the plan: the end of an agreement is for its parties and the team."""
    hits = told(acting(role, place.owner.pk), "bureau", "7")
    assert hits == [("Bureau 7", "Terragram · 7, Premier étage")]


def test_a_free_space_and_a_shared_one_say_so(place):
    assert told(f.ANIMATOR, "bureau", "17") == [("Bureau 17", "libre · 17, Premier étage")]
    assert told(f.ANIMATOR, "cordouan") == [("Cordouan", "Cordouan, Premier étage")]


def test_de_before_a_vowel(place):
    assert told(f.ANIMATOR, "2007") == [("C-2007-0001", "convention d’Études et chantiers")]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("bureau 7", ["C-2015-0001"]),
        ("bureau 3", ["C-2007-0001"]),
        ("terragram bureau", ["C-2015-0001"]),
        ("2007", ["C-2007-0001"]),
        ("C-2015-0001", ["C-2015-0001"]),
        ("0001", ["C-2007-0001", "C-2015-0001"]),
        ("bureau 5", []),
    ],
)
def test_an_agreement_is_found_by_all_the_words_of_one_space(place, text, numbers):
    found = searched(Lease.objects.order_by("number"), text)
    assert list(found.values_list("number", flat=True)) == numbers


def test_an_agreement_is_found_by_the_bare_name_of_its_space(place):
    shared = f.space(place.first, "9", "Salle d’été", SpaceKind.OFFICE, 20, Rect(0, 0, 10, 10))
    f.lease(place, shared, occupant=f.organisation("Halage"), start=f.day(3))
    found = searched(Lease.objects.all(), "halage ete")
    assert [lease.occupant.name for lease in found] == ["Halage"]
    assert not searched(Lease.objects.all(), "halage bureau").exists()
