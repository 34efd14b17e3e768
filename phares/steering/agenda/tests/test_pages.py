from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from phares.activities.bookings import actions
from phares.activities.bookings.rules.asking import Wish
from phares.activities.bookings.rules.kinds import OfferKind
from phares.common.clock.actions import travel_to
from phares.cooperative.assets.models import Asset
from phares.cooperative.funding.models import Grant
from phares.cooperative.governance.models import Body, Mandate
from phares.kernel.actor import THE_POLE
from phares.kernel.dates import Theme
from phares.kernel.time import Period, TimeSlot
from phares.people.directory.models import Person
from phares.steering.agenda.gathering import everything_in

pytestmark = pytest.mark.django_db

NOW = datetime(2016, 1, 11, 8, 0, tzinfo=UTC)
"""Monday 11 January 2016, nine o'clock in Paris."""
JANUARY = Period(date(2016, 1, 1), date(2016, 2, 1))
BOUND = 15
VIEWS = ("jour", "semaine", "mois", "liste")


def room(name: str):
    told: dict[str, Any] = {"start": date(2012, 1, 1), "by": THE_POLE}
    unit = Asset.objects.create(kind="space", name=name)
    return actions.offer_place(name=name, units=[unit], kind=OfferKind.MEETING_ROOM, **told)


def book(offer, party, start: int, end: int, **more: Any):
    """By the hours of Paris, on Tuesday 12 January 2016."""
    slot = TimeSlot(*(datetime(2016, 1, 12, hour - 1, tzinfo=UTC) for hour in (start, end)))
    return actions.book_room(offer=offer, party=party, slot=slot, now=NOW, **more)


@pytest.fixture
def house(cast):
    """Tuesday 12 January 2016: a room booked, the house closed, a mandate and a grant that end."""
    travel_to(NOW, by=THE_POLE)
    cordouan = room("Cordouan")
    wish = Wish(purpose="Atelier parentalité")
    booking = book(cordouan, cast.houses["quai"], 14, 16, by=cast.actor("animator"), wish=wish)
    actions.close_days(
        label="Inventaire", first=date(2016, 1, 14), last=date(2016, 1, 15), by=THE_POLE
    )
    end = {"starts_on": date(2012, 1, 1), "ends_on": date(2016, 1, 13)}
    body = Body.objects.create(name="Conseil", kind="board")
    person = Person.objects.create(name="Ana Kerbrat", kind="person")
    Mandate.objects.create(body=body, person=person, title="présidente", **end)
    Grant.objects.create(
        pole=cast.pole, funder=cast.houses["region"], level="region", kind="operating",
        purpose="Animation", state="granted", **end,
    )  # fmt: skip
    return booking


def themes(actor) -> set[Theme]:
    return {one.theme for one in everything_in(JANUARY, actor)}


@pytest.mark.parametrize(
    ("who", "read"),
    [
        ("animator", {Theme.BOOKING, Theme.CLOSURE, Theme.MANDATE, Theme.FUNDING}),
        ("co_manager", {Theme.BOOKING, Theme.CLOSURE, Theme.MANDATE, Theme.FUNDING}),
        ("receptionist", {Theme.BOOKING, Theme.CLOSURE, Theme.MANDATE}),
        ("member_contact", {Theme.BOOKING, Theme.CLOSURE, Theme.MANDATE}),
        ("funder", {Theme.FUNDING}),
        ("visitor", set()),
    ],
)
def test_each_reads_what_each_domain_lets_them_read(house, cast, who, read):
    assert themes(cast.actor(who)) == read


def test_one_s_own_bookings_are_known(house, cast):
    own = {
        who: [one.mine for one in everything_in(JANUARY, cast.actor(who)) if one.uid]
        for who in ("member_contact", "animator", "stranger")
    }
    assert own == {"member_contact": [True], "animator": [True], "stranger": [False]}


def test_declarations_fall_due_with_the_year(cast):
    december = Period(date(2015, 12, 1), date(2016, 1, 1))
    told = everything_in(december, cast.actor("member_contact"))
    assert [one.key for one in told if one.theme is Theme.DECLARATION] == ["declarations:2015"]
    assert not [
        one for one in everything_in(december, cast.actor("member_staff"))
        if one.theme is Theme.DECLARATION
    ]  # fmt: skip


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_tells_it(house, client_of, view):
    answer = client_of("animator").get(f"/agenda/?vue={view}&jour=2016-01-12")
    assert "Le Quai partagé" in answer.text
    assert "Fin du mandat" in answer.text
    assert "Fin de la subvention" in answer.text
    assert "Cordouan" in answer.text


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_costs_the_same_however_full(house, cast, client_of, view):
    page, address = client_of("animator"), f"/agenda/?vue={view}&jour=2016-01-12"
    page.get(address)
    before = _queries(page, address)
    for hour in (8, 9, 10):
        book(house.offer, cast.houses["digue"], hour, hour + 1, by=cast.actor("animator"))
    assert _queries(page, address) == before <= BOUND


def _queries(page, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert page.get(address).status_code == 200
    return len(asked)


def test_choices_are_kept_from_day_to_day(house, cast, client_of):
    pk = cast.houses["quai"].pk
    address = f"/agenda/?vue=semaine&jour=2016-01-12&nature=reservations&structure={pk}"
    text = client_of("animator").get(address).text
    assert "Le Quai partagé" in text
    assert "Inventaire" not in text
    assert f"?vue=semaine&amp;jour=2016-01-18&amp;nature=reservations&amp;structure={pk}" in text
    assert f"?vue=mois&amp;jour=2016-01-12&amp;nature=reservations&amp;structure={pk}" in text


def test_nothing_says_so_and_how_to_see_all(house, client_of):
    page = client_of("animator")
    assert "Rien ces jours-là" in page.get("/agenda/?vue=jour&jour=2016-01-18").text
    asked = page.get("/agenda/?vue=jour&jour=2016-01-12&lieu=Ailleurs").text
    assert "Tout voir" in asked


def test_odd_addresses_show_the_week(house, client_of):
    page = client_of("member_staff")
    for odd in ("?jour=9999-12-31", "?vue=siècle&jour=x", "?structure=-1&nature=%00", "?lieu=%3Cb"):
        assert page.get(f"/agenda/{odd}").status_code == 200
