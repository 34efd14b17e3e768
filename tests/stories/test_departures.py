"""A structure leaves: what runs in its name ends with it, and its card says so."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from phares.common.audit.models import Entry
from phares.common.clock.actions import travel_to
from phares.cooperative.premises.tests import factories as f
from phares.kernel.actor import THE_POLE
from phares.kernel.dating import read_dated
from phares.people.directory import actions
from phares.people.directory.models import Belonging, Function, Organisation
from phares.people.directory.rules.kinds import BelongingRole, FunctionKind

SENT = {"until": "31/12/2015", "reason": "Grandit", "outcome": "À Stains"}
BOX = "Terminer aussi, à cette date, ce qui court à son nom"


@pytest.fixture
def halage(cast) -> Organisation:
    """Resident since March 2013, with an office and somebody in it."""
    travel_to(datetime(2016, 1, 4, 10, 30, tzinfo=ZoneInfo("Europe/Paris")), by=THE_POLE)
    found = actions.welcome_organisation(
        name="Halage", role=BelongingRole.RESIDENT, since=read_dated("mars 2013"), by=THE_POLE
    )
    actions.introduce_person(
        organisation=found, given_name="Samira", family_name="Belkacem", title="Directrice",
        kind=FunctionKind.DIRECTION, since=read_dated("2014"), by=THE_POLE,
    )  # fmt: skip
    place = f.place()
    f.lease(place, place.offices[2], occupant=found, start=f.day(3), end=f.day(6, 30, 2016))
    return found


def left(halage: Organisation) -> Belonging:
    return halage.belongings.order_by("pk").get()


def what_runs(halage: Organisation) -> tuple[Any, Any]:
    """When its lease and the function of its person end."""
    return halage.leases.get().ending, Function.objects.get(organisation=halage).ending


def test_the_departure_offers_to_end_what_runs(halage, client_of):
    answer = client_of("animator").get(f"/appartenances/{left(halage).pk}/terminer/")
    assert answer.context["form"]["closes"].value() is True
    page = answer.text
    assert BOX in page
    number = halage.leases.get().number
    assert f"Sa convention {number} court jusqu’au 30 juin 2016." in page
    assert "Des personnes y ont une fonction : Samira Belkacem." in page


def test_ticked_all_ends_on_the_same_day(halage, client_of):
    address = f"/appartenances/{left(halage).pk}/terminer/"
    assert client_of("animator").post(address, {**SENT, "closes": "on"}).status_code == 302
    assert [str(one) for one in what_runs(halage)] == ["31 décembre 2015"] * 2
    assert str(left(halage).ending) == "31 décembre 2015"
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {"belonging.left", "function.ended", "lease.ended"} <= verbs
    assert "est partie" not in client_of("animator").get("/a-faire/").text


def test_not_ticked_only_the_departure_is_noted(halage, client_of):
    address = f"/appartenances/{left(halage).pk}/terminer/"
    assert client_of("animator").post(address, SENT).status_code == 302
    lease, function = what_runs(halage)
    assert (str(lease), function) == ("30 juin 2016", None)
    page = client_of("animator").get("/a-faire/").text
    assert "Halage est partie, sa convention court encore" in page
    assert "Convention de Halage" not in page


def test_a_wrong_departure_ends_nothing(halage, client_of):
    address = f"/appartenances/{left(halage).pk}/terminer/"
    sent = {**SENT, "until": "2012", "closes": "on"}
    assert client_of("animator").post(address, sent).status_code == 422
    assert (str(what_runs(halage)[0]), what_runs(halage)[1]) == ("30 juin 2016", None)
    assert left(halage).ends_on is None


def test_who_goes_on_by_another_tie_is_not_asked(halage, client_of):
    actions.enter_pole(
        party=halage, role=BelongingRole.ADHERENT, since=read_dated("2014"), by=THE_POLE
    )
    first = halage.belongings.earliest("pk")
    assert BOX not in client_of("animator").get(f"/appartenances/{first.pk}/terminer/").text


def test_an_unknown_day_ends_all_before_it(halage, client_of):
    sent = {**SENT, "until": "avant le 31/12/2015", "closes": "on"}
    client_of("animator").post(f"/appartenances/{left(halage).pk}/terminer/", sent)
    assert [str(one) for one in what_runs(halage)] == ["avant le 31 décembre 2015"] * 2


def test_only_the_arrival_is_told_as_invented(halage, client_of):
    belonging = left(halage)
    Belonging.objects.filter(pk=belonging.pk).update(illustrative=True, source="inventée")
    client = client_of("animator")
    client.post(f"/appartenances/{belonging.pk}/terminer/", SENT)
    history = client.get(f"/habitants/{halage.pk}/").context["history"]
    told = {one.what.partition(" ")[0]: (one.illustrative, one.source) for one in history}
    assert told == {"Arrive": (True, "inventée"), "Fin": (False, "")}
    sent = {"since": "avril 2013", "until": "31/12/2015"}
    client.post(f"/appartenances/{belonging.pk}/corriger/", sent)
    belonging.refresh_from_db()
    assert (belonging.starts_on, belonging.illustrative) == (date(2013, 4, 1), False)
