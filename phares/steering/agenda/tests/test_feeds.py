from __future__ import annotations

from datetime import date

import pytest
from icalendar import Calendar

from phares.activities.bookings import actions as bookings
from phares.common.audit.models import Entry
from phares.kernel.actor import THE_POLE
from phares.kernel.time import TimeSlot
from phares.people.accounts.models import Attempts, User
from phares.people.accounts.rules.passwords import FROM_ONE_PLACE
from phares.steering.agenda.actions import make_feed
from phares.steering.agenda.models import Feed
from phares.steering.agenda.tests.test_pages import NOW, house

pytestmark = pytest.mark.django_db
__all__ = ["house"]


def address_of(cast, who: str, offer=None) -> str:
    return f"/agenda/flux/{make_feed(by=cast.actor(who), now=NOW, offer=offer)}.ics"


def events(answer) -> list:
    assert answer["Content-Type"].startswith("text/calendar")
    return Calendar.from_ical(answer.content).walk("VEVENT")


def test_a_feed_is_shown_once_and_only_its_fingerprint_is_kept(house, cast, client_of):
    page = client_of("member_contact")
    text = page.post("/agenda/abonnements/faire/").text
    token = text.partition("/agenda/flux/")[2].partition(".ics")[0]
    feed = Feed.objects.get()
    assert len(token) == 43
    assert token not in feed.digest
    assert token not in page.get("/agenda/abonnements/").text
    assert client_of("visitor").get(f"/agenda/flux/{token}.ics").status_code == 200
    feed.refresh_from_db()
    assert feed.used_on == date.today()  # noqa: DTZ011 — keys and feeds follow the real calendar
    assert Entry.objects.filter(verb="agenda.feed_made").count() == 1


def test_one_s_own_feed_tells_what_one_may_know(house, cast, client_of):
    told = events(client_of("visitor").get(address_of(cast, "member_contact")))
    (booked,) = [one for one in told if str(house.uid) in one["UID"]]
    assert booked["SUMMARY"] == "Le Quai partagé"
    assert booked["LOCATION"] == "Cordouan"
    assert booked["DTSTART"].params["TZID"] == "Europe/Paris"
    assert booked["DTSTART"].dt.strftime("%d/%m/%Y %H:%M") == "12/01/2016 14:00"
    assert booked["SEQUENCE"] == 0
    summaries = {str(one["SUMMARY"]) for one in told}
    assert "Fin du mandat : Ana Kerbrat" in summaries
    assert "Fin de la subvention : Région des Phares" not in summaries


def test_somebody_else_s_bookings_are_not_in_one_s_own(house, cast, client_of):
    told = events(client_of("visitor").get(address_of(cast, "stranger")))
    assert not [one for one in told if str(house.uid) in one["UID"]]


def test_a_room_s_feed_names_nobody(house, cast, client_of):
    answer = client_of("visitor").get(address_of(cast, "receptionist", house.offer))
    (taken,) = events(answer)
    assert taken["SUMMARY"] == "Occupée"
    assert "Quai" not in answer.content.decode()
    assert "parentalité" not in answer.content.decode()
    zone = Calendar.from_ical(answer.content).walk("VTIMEZONE")
    assert [one["TZID"] for one in zone] == ["Europe/Paris"]


def test_a_change_keeps_the_uid_and_raises_the_version(house, cast, client_of):
    page, address = client_of("visitor"), address_of(cast, "animator", house.offer)
    first = page.get(address)
    (before,) = events(first)
    same = page.get(address, headers={"If-None-Match": first["ETag"]})
    assert (same.status_code, same.content) == (304, b"")
    by = cast.actor("animator")
    slot = TimeSlot(house.starts_at.replace(hour=15), house.ends_at.replace(hour=17))
    bookings.move_booking(house, slot, by=by, now=NOW)
    again = page.get(address, headers={"If-None-Match": first["ETag"]})
    (after,) = events(again)
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    bookings.cancel_booking(house, by=by, now=NOW)
    assert events(page.get(address)) == []


def test_made_anew_or_withdrawn_the_address_before_gives_nothing(house, cast, client_of):
    page, first = client_of("visitor"), address_of(cast, "member_staff")
    second = address_of(cast, "member_staff")
    assert page.get(first).status_code == 404
    assert page.get(second).status_code == 200
    feed = Feed.objects.get(withdrawn_at=None)
    assert client_of("stranger").post(f"/agenda/abonnements/{feed.pk}/retirer/").status_code == 404
    client_of("member_staff").post(f"/agenda/abonnements/{feed.pk}/retirer/")
    assert page.get(second).status_code == 404
    assert not Attempts.objects.exists()


@pytest.mark.parametrize("what", ["closed", "without a key"])
def test_nothing_once_the_account_is_closed(house, cast, client_of, what):
    page, address = client_of("visitor"), address_of(cast, "member_staff", house.offer)
    user = cast.user("member_staff")
    if what == "closed":
        User.objects.filter(pk=user.pk).update(is_active=False)
    else:
        user.keys.update(ends_on=date(2016, 1, 1))
    assert page.get(address).status_code == 404


def test_a_guess_is_not_found_and_many_have_to_wait(house, cast, client_of):
    page, address = client_of("visitor"), address_of(cast, "member_staff")
    assert page.get("/agenda/flux/au-hasard.ics").status_code == 404
    Attempts.objects.update(count=FROM_ONE_PLACE)
    assert page.get("/agenda/flux/au-hasard.ics").status_code == 429
    assert page.get(address).status_code == 429


def test_who_may_not_read_the_calendar_makes_no_feed(house, cast, client_of):
    assert client_of("funder").post("/agenda/abonnements/faire/").status_code == 403
    odd = client_of("animator").post("/agenda/abonnements/faire/", {"offer": "x"})
    assert odd.status_code == 404
    assert not Feed.objects.exists()


def test_closures_are_whole_days(house, cast, client_of):
    bookings.close_days(
        label="Fête du pôle, à l’île", first=date(2016, 1, 20), last=date(2016, 1, 20), by=THE_POLE
    )
    told = events(client_of("visitor").get(address_of(cast, "technician")))
    (closed,) = [one for one in told if "Fête" in one["SUMMARY"]]
    assert closed["SUMMARY"] == "Fermé : Fête du pôle, à l’île"
    assert (closed["DTSTART"].dt, closed["DTEND"].dt) == (date(2016, 1, 20), date(2016, 1, 21))
