"""Pages of the prices and of the hours offered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from phares.activities.bookings.models import Booking, Offer
from phares.activities.bookings.models_price import BookingPrice
from phares.activities.bookings.tests.factories import NOW, OPENED, asset, at, book, offer, slot
from phares.activities.bookings.tests.test_prices import offered, priced
from phares.common.clock.actions import travel_to
from phares.kernel.actor import THE_POLE, Actor
from phares.money.pricing.models import Allowance, Rate
from phares.money.pricing.own import hours
from phares.money.pricing.rules.customers import Customer
from phares.people.directory.models import Belonging, Organisation
from tests.cast import ROLES

pytestmark = pytest.mark.django_db
KEEPERS = {"administrator", "animator"}


def text_of(response) -> str:
    return unescape(response.content.decode()).replace("\u00a0", " ")


@dataclass(frozen=True)
class House:
    resident: Organisation
    cordouan: Offer
    planier: Offer
    by: Actor

    def book(self, what: Offer, start: int, end: int) -> Booking:
        return book(what, self.resident, slot(start, end), by=self.by)


@pytest.fixture
def house(cast) -> House:
    """Two rooms and a resident; Monday 11 January 2016."""
    travel_to(NOW, by=THE_POLE)
    who = cast.houses["quai"]
    Belonging.objects.create(party=who, pole=cast.pole, role="resident", starts_on=OPENED)
    cordouan, planier = (offer(name, asset(name)) for name in ("Cordouan", "Planier"))
    return House(who, cordouan, planier, cast.actor("animator"))


def asked(**more: object) -> dict[str, object]:
    told = {"day": "2016-01-12", "start": "14:00", "end": "17:00", "nature": "meeting",
            "setup": "as_is", "purpose": "", "catering": "", "note": ""}  # fmt: skip
    return told | more


def test_prices_are_listed_set_corrected_and_ended(house, client_of):
    client = client_of("animator")
    assert "Aucun prix" in text_of(client.get("/salles/prix/"))
    told = {"offer": house.cordouan.pk, "customer": "anybody", "unit": "half_hour", "full": "6",
            "least": "1", "vat": "normal", "counted": "start", "since": "2040"}  # fmt: skip
    assert client.post("/salles/prix/fixer/", told).status_code == 302
    rate = Rate.objects.get()
    assert "Cordouan" in text_of(client.get("/salles/prix/"))
    again = client.post("/salles/prix/fixer/", told)
    assert (again.status_code, Rate.objects.count()) == (422, 1)
    assert again.context["form"].errors["since"]
    sent = told | {"full": "7", "subsidy": "2"}
    refused = client.post(f"/salles/prix/{rate.pk}/corriger/", sent)
    assert refused.status_code == 422
    assert "Dites qui paie l’aide" in text_of(refused)
    client.post(f"/salles/prix/{rate.pk}/corriger/", sent | {"payer": "Plaine Commune"})
    rate.refresh_from_db()
    assert (rate.net.cents, rate.payer) == (500, "Plaine Commune")
    client.post(f"/salles/prix/{rate.pk}/terminer/", {"until": "2041"})
    rate.refresh_from_db()
    assert rate.ends_on == date(2042, 1, 1)


def test_a_price_is_worked_out_before_anything_is_booked(house, client_of):
    client = client_of("animator")
    own = {"offer": house.cordouan.pk, "party": house.resident.id}
    assert "Voir le prix" not in text_of(client.get("/salles/reserver/?jour=2016-01-12"))
    priced(house.cordouan)
    offered(house.resident)
    assert "Voir le prix" in text_of(client.get("/salles/reserver/?jour=2016-01-12"))
    seen = client.post("/salles/reserver/", asked(**own, day="2040-01-12", en_l_etat="1"))
    assert seen.status_code == 422
    assert "Cordouan coûterait 12,00 € hors taxe : 1 h × 12,00 €" in text_of(seen)
    assert not Booking.objects.exists()
    assert not BookingPrice.objects.exists()
    none = client.post(
        "/salles/reserver/", asked(offer=house.planier.pk, party=house.resident.id, en_l_etat="1")
    )
    assert "Aucun tarif n’est fixé" in text_of(none)


def test_a_booking_tells_its_price_to_its_own_and_the_team(house, client_of):
    priced(house.cordouan)
    booking = house.book(house.cordouan, 14, 17)
    page = f"/reservations/{booking.pk}/"
    assert "3 h × 12,00 € = 36,00 €" in text_of(client_of("animator").get(page))
    assert "3 h × 12,00 €" not in text_of(client_of("stranger").get(page))
    assert "36,00 €" in text_of(client_of("animator").get("/reservations/"))
    sheet = client_of("animator").get("/reservations/?format=csv")
    assert "36" in b"".join(sheet.streaming_content).decode()
    assert "6,00 € la demi-heure" in text_of(
        client_of("animator").get(f"/salles/{house.cordouan.pk}/?jour=2016-01-12")
    )


def test_the_list_asks_no_more_when_there_is_more(house, client_of):
    priced(house.cordouan)
    client = client_of("animator")

    def cost() -> int:
        with CaptureQueriesContext(connection) as found:
            client.get("/reservations/")
        return len(found)

    house.book(house.cordouan, 8, 9)
    few = cost()
    for hour in (9, 10, 11):
        house.book(house.cordouan, hour, hour + 1)
    assert cost() == few


def test_hours_are_offered_read_and_ended(house, client_of):
    client = client_of("animator")
    assert "Aucune heure offerte" in text_of(client.get("/salles/heures-offertes/"))
    told = {"organisation": house.resident.id, "thing": "kind:meeting_room", "hours": "2,5",
            "since": "janvier 2016"}  # fmt: skip
    wrong = client.post("/salles/heures-offertes/offrir/", told | {"since": "15/1/2016"})
    assert (wrong.status_code, Allowance.objects.count()) == (422, 0)
    assert client.post("/salles/heures-offertes/offrir/", told).status_code == 302
    given = Allowance.objects.get()
    assert (given.minutes, given.label) == (150, "Toutes les salles")
    priced(house.cordouan)
    house.book(house.cordouan, 14, 16)
    page = text_of(client.get(f"/salles/heures-offertes/{given.pk}/"))
    assert "retenues" in page
    assert "−2 h" in page
    assert client_of("stranger").get(f"/salles/heures-offertes/{given.pk}/").status_code == 403
    client.post(f"/salles/heures-offertes/{given.pk}/terminer/", {"until": "mars 2016"})
    given.refresh_from_db()
    assert given.ends_on == date(2016, 4, 1)


def test_one_s_own_space_says_the_hours_left(house):
    assert hours([house.resident.pk], house.by, at(9).date()) == {}
    offered(house.resident)
    told = hours([house.resident.pk], house.by, at(9).date())[house.resident.pk]
    assert [line.said.replace("\u00a0", " ") for line in told.lines] == ["il reste 2 h sur 2 h"]


@pytest.mark.parametrize("role", ROLES)
def test_the_keepers_set_prices_and_offer_hours(house, client_of, role):
    rate = priced(house.cordouan, 600, Customer.HOUSED)
    offered(house.resident)
    given, client = Allowance.objects.get(), client_of(role)
    for path in ("prix/fixer/", f"prix/{rate.pk}/corriger/", f"prix/{rate.pk}/terminer/",
                 "heures-offertes/", "heures-offertes/offrir/",
                 f"heures-offertes/{given.pk}/terminer/"):  # fmt: skip
        status = client.get(f"/salles/{path}").status_code
        assert status == (302 if role == "visitor" else 200 if role in KEEPERS else 403), path


def test_a_price_of_today_runs_from_midnight_here(house, client_of):
    """Half an hour past midnight in France is still the day before in UTC."""
    travel_to(datetime(2016, 1, 11, 23, 30, tzinfo=UTC), by=THE_POLE)
    page = text_of(client_of("animator").get("/salles/prix/fixer/"))
    assert "12 janvier 2016" in page or "12/01/2016" in page
    assert "11 janvier 2016" not in page
