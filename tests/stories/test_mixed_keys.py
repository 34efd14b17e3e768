"""Somebody with several keys: contact of one house, staff of another, funder besides.

Each key opens its own house and no other: what a contact may do at the Quai, its contact may not
do at the Digue nor at the Région, where she holds another key.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from phares.common.clock.actions import travel_to
from phares.cooperative.funding.models import Grant
from phares.cooperative.funding.queries import grants_seen_by
from phares.cooperative.premises.queries.leases import visible_to
from phares.cooperative.premises.tests.factories import day, lease, place
from phares.kernel.actor import THE_POLE
from phares.people.directory.actions import declare, enter_pole
from phares.people.directory.alerts import for_actor
from phares.people.directory.models import Declaration
from phares.people.directory.queries import answers_of
from phares.people.directory.rules.kinds import BelongingRole, Declared
from phares.people.directory.tests.factories import when

pytestmark = pytest.mark.django_db
NOW = datetime(2016, 1, 4, 10, 30, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.fixture(autouse=True)
def _opening_day(cast):
    travel_to(NOW, by=THE_POLE)
    for house in cast.houses.values():
        enter_pole(party=house, role=BelongingRole.RESIDENT, since=when("2012"), by=THE_POLE)


@pytest.mark.parametrize(("house", "writes"), [("quai", 302), ("digue", 403), ("region", 403)])
def test_one_writes_only_where_one_is_the_contact(cast, client_of, house, writes):
    client, pk = client_of("mixed_keys"), cast.houses[house].pk
    shown = 200 if writes == 302 else 403
    for url in ("modifier/", "noms/ajouter/", "personnes/ajouter/", "declarer/2015/"):
        assert client.get(f"/habitants/{pk}/{url}").status_code == shown, url
    sent = client.post(f"/habitants/{pk}/declarer/2015/", {"permanent_jobs": "9"})
    assert sent.status_code == writes
    assert Declaration.objects.filter(organisation=pk).exists() is (writes == 302)


@pytest.mark.parametrize(("house", "reads"), [("quai", True), ("digue", True), ("region", False)])
def test_one_reads_what_is_declared_where_one_works(cast, client_of, house, reads):
    """Contact and staff read their own figures; a funder does not, be it a member itself."""
    declared = {"year": 2015, "kind": Declared.TURNOVER, "value": 765_432}
    declare(organisation=cast.houses[house], **declared, by=THE_POLE, today=NOW.date())
    card = client_of("mixed_keys").get(f"/habitants/{cast.houses[house].pk}/").content.decode()
    assert ("765\u202f432" in card) is reads
    told = answers_of(2015, cast.actor("mixed_keys")).answers
    assert {one.name for one in told} == {"Le Quai partagé", "La Digue verte"}


def test_one_is_asked_to_declare_for_the_house_one_speaks_for(cast):
    alerts = for_actor(cast.actor("mixed_keys"), today=NOW.date())
    assert [one.fact for one in alerts] == ["Le Quai partagé n’a pas déclaré 2015"]


def test_one_reads_the_agreements_of_the_house_one_speaks_for(cast, client_of):
    here, client = place(), client_of("mixed_keys")
    found = {
        house: lease(here, room, occupant=cast.houses[house], start=day(1), end=day(12, 31))
        for house, room in zip(cast.houses, here.offices, strict=True)
    }
    answers = {
        house: client.get(f"/conventions/{one.pk}/").status_code for house, one in found.items()
    }
    assert answers == {"quai": 200, "digue": 404, "region": 404}
    assert list(visible_to(cast.actor("mixed_keys"))) == [found["quai"]]


def test_one_reads_the_grants_given_by_the_house_one_funds_for(cast):
    for house, organisation in cast.houses.items():
        Grant.objects.create(
            pole=cast.pole,
            funder=organisation,
            level="private",
            kind="operating",
            purpose=house,
            state="granted",
            starts_on="2015-01-01",
        )
    seen = grants_seen_by(cast.actor("mixed_keys"))
    assert list(seen.values_list("purpose", flat=True)) == ["region"]
