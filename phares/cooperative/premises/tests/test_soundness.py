"""Agreements and closures against who has what, and their numbers."""

from __future__ import annotations

import pytest
from django.utils import timezone

from phares.common.numbering.models import Series
from phares.cooperative.assets.models import Occupation
from phares.cooperative.premises import actions
from phares.cooperative.premises.models import Closure, Lease
from phares.cooperative.premises.soundness import findings
from phares.cooperative.premises.tests import factories as f
from tests.breaking import behind_the_guards

pytestmark = pytest.mark.django_db


@pytest.fixture
def lease():
    """Two agreements, the first on a desk of a room and an office; a closed room."""
    place = f.place()
    desk = actions.add_desk(
        room=place.coworking, code="P1", name="Poste 1", start=f.OPENED, by=f.TECHNICIAN
    )
    first = f.lease(place, desk, place.offices[0], occupant=f.organisation(), start=f.day(3))
    f.lease(place, place.offices[1], occupant=f.organisation("Halage 2"), start=f.day(3))
    actions.close_space(place.meeting, start=f.day(6), reason="Peinture", by=f.TECHNICIAN)
    return first


def told() -> list[tuple[str, str]]:
    return [(one.code, one.where) for one in findings(timezone.now())]


def test_all_is_well(lease):
    assert told() == []


def test_an_agreement_without_its_spaces(lease):
    Occupation.objects.filter(key=lease.key).delete()
    lines = lease.lines.order_by("space_id")
    assert told() == [
        ("premises.lease-without-space", f"premises.leaseline:{line.pk}") for line in lines
    ]


def test_a_closure_that_closes_nothing(lease):
    closure = Closure.objects.get()
    Occupation.objects.filter(key=closure.key).update(ends_at=timezone.now())
    assert told() == [("premises.closure-without-space", f"premises.closure:{closure.pk}")]


@pytest.mark.parametrize("key", ["lease:999999", "closure:999999"])
def test_a_space_taken_for_nothing(lease, key):
    one = Occupation.objects.filter(key=lease.key).first()
    assert one
    taking = key.partition(":")[0]
    stray = Occupation.objects.create(
        asset=one.asset, taking=taking, key=key, ends_at=one.starts_at,
        starts_at=f.day(1, year=2014).day.isoformat() + "T00:00:00+01:00",
    )  # fmt: skip
    assert told() == [("premises.taken-for-nothing", f"assets.occupation:{stray.pk}")]


def test_a_number_that_is_gone(lease):
    with behind_the_guards(
        f"DELETE FROM premises_leaseline WHERE lease_id = {lease.pk}",
        f"DELETE FROM assets_occupation WHERE key = '{lease.key}'",
        f"DELETE FROM premises_lease WHERE id = {lease.pk}",
    ):
        assert told() == [("premises.numbers-gap", "numbering.series:C-2015")]


def test_numbers_beyond_the_last_of_their_series(lease):
    Series.objects.update(last=1)
    assert told() == [("premises.numbers-beyond", "numbering.series:C-2015")]
    assert Lease.objects.count() == 2
