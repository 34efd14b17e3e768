"""What the database refuses about the place, and what it cannot see."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from phares.cooperative.assets.models import Occupation
from phares.cooperative.premises import actions
from phares.cooperative.premises.models import Closure, LeaseLine, Tenure, Works
from phares.cooperative.premises.queries.consistency import strays
from phares.cooperative.premises.tests import factories as f
from phares.kernel.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return f.place()


def forbidden(model, **row):
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**row)


def test_all_is_well_when_written_by_the_actions(place):
    desk = actions.add_desk(
        room=place.coworking, code="P1", name="Poste 1", start=f.OPENED, by=f.TECHNICIAN
    )
    tenant = f.organisation()
    f.lease(place, desk, place.offices[0], occupant=tenant, start=f.day(3), end=f.day(12, 31))
    ended = f.lease(place, place.offices[1], occupant=tenant, start=f.day(3))
    coming = f.lease(place, place.offices[2], occupant=tenant, start=f.day(9))
    notice: Any = {"noticed_on": date(2015, 3, 1), "by": f.ANIMATOR}
    actions.end_lease(ended, last_day=f.day(6, 30), **notice)
    actions.end_lease(coming, last_day=f.day(8, 31), **notice)
    assert strays() == []


def test_a_space_of_an_agreement_that_is_not_taken_is_told(place):
    tenant = f.organisation()
    first = f.lease(place, place.offices[0], occupant=tenant, start=f.day(3))
    second = f.lease(place, place.offices[1], occupant=tenant, start=f.day(3), end=f.day(6, 30))
    third = f.lease(place, place.offices[2], occupant=tenant, start=f.day(3))
    Occupation.objects.filter(key=first.key).delete()
    Occupation.objects.filter(key=second.key).update(ends_at=None)
    Occupation.objects.filter(key=third.key).update(state="released")
    assert [sentence for _where, sentence in strays()] == [
        f"{lease.number} : Bureau {number} n’est pas pris aux dates de la convention."
        for number, lease in enumerate((first, second, third), 3)
    ]


def test_the_database_forbids_what_must_never_be(place):
    lease = f.lease(place, place.offices[0], occupant=f.organisation(), start=f.day(3))
    since = {"starts_on": date(2015, 1, 1)}
    forbidden(LeaseLine, lease=lease, space=place.offices[1], surface_m2=Decimal(0))
    works = {"building": place.building, "name": "Toiture", **since}
    forbidden(Works, **works, state="planned", surface_gained_m2=Decimal(-1))
    forbidden(Works, **works, state="done")
    Works.objects.create(**works, state="done", ends_on=date(2015, 6, 1), surface_gained_m2=0)
    forbidden(Tenure, building=place.building, organisation=place.owner, kind="owner", **since)
    closed = {"space": place.offices[1], "reason": "Peinture"}
    Closure.objects.create(**closed, **since, ends_on=date(2015, 2, 1))
    Closure.objects.create(**closed, starts_on=date(2015, 2, 1))
    forbidden(Closure, **closed, starts_on=date(2015, 1, 15), ends_on=date(2015, 1, 20))


def test_a_space_is_closed_once_at_a_time(place):
    close: Any = {"space": place.coworking, "by": f.TECHNICIAN}
    actions.close_space(**close, start=f.day(6), end=f.day(8, 31), reason="Peinture")
    before = (Closure.objects.count(), Occupation.objects.count())
    with pytest.raises(Refused, match=r"déjà fermé à ces dates : Peinture \(fin : 31 août 2015\)"):
        actions.close_space(**close, start=f.day(8), reason="Sols")
    assert (Closure.objects.count(), Occupation.objects.count()) == before
    actions.close_space(**close, start=f.day(9), reason="Sols")
