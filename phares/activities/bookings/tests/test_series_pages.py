"""A series from its words to its dates, without script."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from phares.activities.bookings import actions
from phares.activities.bookings.models import Booking, Occurrence, Series
from phares.activities.bookings.tests.factories import NOW, book, slot
from phares.activities.bookings.tests.test_pages import OPENED, plain, room
from phares.common.clock.actions import travel_to
from phares.kernel.actor import THE_POLE
from phares.people.directory.models import Belonging

pytestmark = pytest.mark.django_db
ADDRESS = "/salles/series/reserver/"


@pytest.fixture
def house(cast):
    """Cordouan, that the quay has on Tuesday the 19th; Monday 11 January 2016."""
    travel_to(NOW, by=THE_POLE)
    for name in ("quai", "digue"):
        facts = {"party": cast.houses[name], "pole": cast.pole, "role": "resident"}
        Belonging.objects.create(starts_on=OPENED, **facts)
    cordouan = room("Cordouan")
    book(cordouan, cast.houses["quai"], slot(14, 16, day=19), by=cast.actor("animator"))
    return cordouan


def typed(offer, organisation, **more):
    return {
        "party": organisation.id, "offer": offer.pk, "rhythm": "weekly", "weekdays": ["1"],
        "day": "2016-01-12", "last": "2016-02-02", "start": "14:00", "end": "16:00",
        "nature": "meeting", "setup": "as_is", "purpose": "Atelier éveil", "key": "k", **more,
    }  # fmt: skip


@pytest.fixture
def series(house, cast, client_of):
    sent = typed(house, cast.houses["digue"], sure="1")
    assert client_of("animator").post(ADDRESS, sent).status_code == 302
    return Series.objects.get()


def test_the_dates_are_shown_before_anything_is_written(house, cast, client_of):
    page = client_of("animator")
    assert page.get(ADDRESS).status_code == 200
    answer = page.post(ADDRESS, typed(house, cast.houses["digue"]))
    text = plain(answer)
    assert answer.status_code == 200
    assert "3 dates peuvent se réserver. 1 ne le peut pas" in text
    assert "toutes les semaines, le mardi, jusqu’au 2 février 2016" in text
    assert "Le Quai partagé" in text
    assert (Series.objects.count(), Booking.objects.count()) == (0, 1)
    again = page.post(ADDRESS, typed(house, cast.houses["digue"], again="1"))
    assert 'value="Atelier éveil"' in again.text
    assert Series.objects.count() == 0


def test_sent_from_the_preview_it_is_written_once(house, cast, client_of):
    page, sent = client_of("animator"), typed(house, cast.houses["digue"], sure="1")
    first, second = page.post(ADDRESS, sent), page.post(ADDRESS, sent)
    assert first.url == second.url
    assert Series.objects.count() == 1
    text = plain(page.get(first.url))
    assert "sautée : il n’y a plus de place" in text
    assert "Le Quai partagé" in text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"last": ""}, "Dites jusqu’à quand"),
        ({"rhythm": "daily", "last": "2019-01-01"}, "a plus de 400 dates"),
        ({"end": "14:00"}, "La fin doit venir après le début"),
    ],
)
def test_what_cannot_be_is_told_on_the_form(house, cast, client_of, change, said):
    answer = client_of("animator").post(ADDRESS, typed(house, cast.houses["digue"], **change))
    assert answer.status_code == 422
    assert said in plain(answer)
    assert Series.objects.count() == 0


def test_a_date_is_had_later_from_the_page(series, client_of):
    page, missing = client_of("animator"), series.dates.get(booking=None)
    address = f"/salles/series/dates/{missing.pk}/reprendre/"
    assert page.post(address).status_code == 422
    actions.cancel_booking(Booking.objects.get(occurrence=None), by=THE_POLE, now=NOW)
    assert page.post(address).status_code == 302
    missing.refresh_from_db()
    assert missing.booking is not None


@pytest.mark.parametrize(("which", "left"), [("one", 2), ("following", 1), ("all", 0)])
def test_dates_are_cancelled_from_the_page(series, client_of, which, left):
    page, address = client_of("animator"), f"/salles/series/{series.pk}/annuler/"
    assert "mardi 26 janvier 2016" in plain(page.get(address))
    answer = page.post(address, {"day": "2016-01-26", "which": which, "reason": "Fini"})
    assert answer.status_code == 302
    assert Booking.objects.filter(occurrence__isnull=False, state="confirmed").count() == left
    assert Occurrence.objects.count() == 4


def test_the_hours_of_what_follows_are_changed_from_the_page(series, client_of):
    page, address = client_of("animator"), f"/salles/series/{series.pk}/changer/"
    assert page.get(address).status_code == 200
    sent = {"day": "2016-01-26", "which": "following", "start": "9:00", "end": "11:00",
            "last": "2016-02-02"}  # fmt: skip
    answer = page.post(address, sent)
    assert answer.status_code == 302
    assert "de 9 h à 11 h" in plain(page.get(answer.url))
    assert Series.objects.count() == 2


def test_the_list_and_a_booking_lead_to_the_series(series, client_of):
    page, found = client_of("animator"), series.dates.first().booking
    assert "toutes les semaines" in plain(page.get("/salles/series/"))
    assert "Atelier éveil" in page.get("/salles/series/?q=EVEIL").text
    assert f"/salles/series/{series.pk}/" in page.get(f"/reservations/{found.pk}/").text
    assert "Atelier éveil" in page.get("/reservations/?q=eveil").text
    assert "Atelier éveil" not in page.get("/reservations/?q=reveil").text


def test_a_member_reads_and_changes_only_its_own(series, client_of):
    """The contact is of the quay; the series is of the dike."""
    page = client_of("member_contact")
    for end in ("", "annuler/", "changer/"):
        assert page.get(f"/salles/series/{series.pk}/{end}").status_code == 403
    assert (
        page.post(f"/salles/series/dates/{series.dates.first().pk}/reprendre/").status_code == 403
    )
    assert "Atelier" not in page.get("/salles/series/").text


def test_the_page_asks_as_much_for_many_dates(house, series, cast, client_of):
    page = client_of("animator")

    def cost(one: Series) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert page.get(f"/salles/series/{one.pk}/").status_code == 200
        return len(asked)

    few = cost(series)
    sent = typed(house, cast.houses["digue"], rhythm="daily", last="2016-06-30", start="17:00",
                 end="18:00", sure="1", key="l")  # fmt: skip
    page.post(ADDRESS, sent)
    many = Series.objects.latest("pk")
    cost(many)
    assert many.last_on == date(2016, 6, 30)
    assert cost(many) <= few


def test_cancelling_is_asked_first(house, client_of):
    page, found = client_of("animator"), Booking.objects.get()
    answer = page.get(f"/reservations/{found.pk}/annuler/")
    assert "Annuler cette réservation ?" in plain(answer)
    found.refresh_from_db()
    assert found.state == "confirmed"
    page.post(f"/reservations/{found.pk}/annuler/", {"reason": "Grève"})
    found.refresh_from_db()
    assert (found.state, found.reason) == ("cancelled", "Grève")


@pytest.mark.parametrize("role", ["accountant", "co_manager"])
def test_who_reads_bookings_reads_series_and_changes_none(series, client_of, role):
    reader = client_of(role)
    assert "Cordouan" in plain(reader.get("/salles/series/"))
    read = reader.get(f"/salles/series/{series.pk}/")
    assert read.status_code == 200
    for act in ("changer", "annuler", "reprendre"):
        assert f"/{act}/" not in plain(read)
    before = list(Booking.objects.order_by("pk").values())
    missing = Occurrence.objects.get(booking=None)
    assert reader.post(f"/salles/series/dates/{missing.pk}/reprendre/").status_code == 403
    assert reader.post(f"/salles/series/{series.pk}/annuler/", {"which": "all"}).status_code == 403
    assert list(Booking.objects.order_by("pk").values()) == before
